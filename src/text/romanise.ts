/** Cyrillic and Greek in plain Latin letters, by the common romanisations of English. */

const letters = (from: string, to: string): [string, string][] => {
  const spelled = to.split(' ')
  return [...from].map((letter, at) => [letter, spelled[at] ?? ''])
}

/** Small letters to what they are spelled as. */
export const romanisations: Readonly<Record<string, string>> = Object.fromEntries([
  ...letters(
    'абвгдезиклмнопрстуфцыэіїєґјљњћђџ',
    'a b v g d e z i k l m n o p r s t u f ts y e i i ye g j lj nj c dj dz',
  ),
  ...letters('жхчшщюяъьйёў', 'zh kh ch sh shch yu ya   y e w'),
  ...letters('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
])

/** A letter in Latin letters, with its capital; undefined where the table does not have it. */
export function romanised(letter: string): string | undefined {
  const small = letter.toLowerCase()
  const found = romanisations[small] ?? romanisations[small.normalize('NFD').charAt(0)]
  return found === undefined || small === letter ? found : found.charAt(0).toUpperCase() + found.slice(1)
}
