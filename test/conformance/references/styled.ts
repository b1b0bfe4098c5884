/** Articles printed by citation styles, and then spoiled as pasted references are: typing faults, parts left out. */
import type { StoredArticle } from '../../../schemas/article.ts'
import { createCatalogue } from '../../../src/styles/catalogue.ts'
import { createReferencesHere } from '../../../src/styles/here.ts'
import { type Asked, withoutDoi } from './asked.ts'
import { abbreviated } from './shapes.ts'

/** Author-date, numeric and note styles of several sciences. */
export const styles = [
  'apa',
  'vancouver',
  'chicago-author-date',
  'ieee',
  'nature',
  'american-medical-association',
  'modern-language-association',
  'harvard-cite-them-right',
  'iso690-author-date-en',
  'cell',
] as const

type Spoil = (text: string, article: StoredArticle, random: () => number) => string

const spoils: Readonly<Record<string, Spoil>> = {
  whole: (text) => text,
  'two typing faults': (text, _, random) => swapped(swapped(text, random), random),
  'abbreviated journal': (text, { journal }) =>
    journal?.title === undefined ? text : text.replace(journal.title, abbreviated(journal.title)),
  'without volume, issue and pages': (text, { volume, issue, pages }) =>
    [pages?.last, pages?.first, issue, volume].reduce((rest: string, part) => withoutLast(rest, part), text),
  'without its first words': (text) => text.split(' ').slice(2).join(' '),
  'letters read wrongly': (text, _, random) => misread(text, random),
}

/** Each article in one style, spoiled in one way; both go round. */
export async function styled(articles: readonly StoredArticle[]): Promise<Asked[]> {
  const references = createReferencesHere(createCatalogue())
  const random = seeded(7)
  const ways = Object.entries(spoils)
  const out: Asked[] = []
  for (const [n, article] of articles.entries()) {
    const style = styles[n % styles.length] ?? 'apa'
    const [way, spoil] = ways[Math.floor(n / styles.length) % ways.length] ?? ['whole', (text: string) => text]
    const manner = { style, locale: 'en-US', as: 'text', marks: false } as const
    const text = await references.reference({ article: JSON.stringify(article) }, manner)
    const reference = withoutDoi(spoil(text, article, random))
    if (reference.length > 30) out.push({ shape: `${style}, ${way}`, doi: article.doi, reference })
  }
  return out
}

/** Where it stands last, since a year or a title may have the same letters before. */
function withoutLast(text: string, part: string | undefined): string {
  const at = part === undefined ? -1 : text.lastIndexOf(part)
  return at === -1 ? text : text.slice(0, at) + text.slice(at + (part?.length ?? 0))
}

/** What a scanner takes one sign for. */
const likenesses: readonly (readonly [sign: string, taken: string])[] = [
  ['rn', 'm'],
  ['l', '1'],
  ['O', '0'],
  ['fi', 'ﬁ'],
  ['cl', 'd'],
  ['e', 'c'],
]

/** One sign in each of three longer words, and a word parted at the end of a line. */
function misread(text: string, random: () => number): string {
  const words = text.split(' ')
  const long = words.flatMap((word, at) => (word.length > 6 && /^[a-z]+$/i.test(word) ? [at] : []))
  for (let n = 0; n < 4 && long.length > 0; n++) {
    const [at = 0] = long.splice(Math.floor(random() * long.length), 1)
    const word = words[at] ?? ''
    const [sign, taken] = likenesses.find(([one]) => word.includes(one)) ?? ['', '']
    words[at] = n === 3 ? `${word.slice(0, 4)}- ${word.slice(4)}` : word.replace(sign, taken)
  }
  return words.join(' ')
}

/** Two letters of a longer word change places. */
function swapped(text: string, random: () => number): string {
  const words = text.split(' ')
  const long = words.flatMap((word, at) => (word.length > 6 ? [at] : []))
  const at = long[Math.floor(random() * long.length)]
  const word = at === undefined ? undefined : words[at]
  if (at === undefined || word === undefined) return text
  const letter = 1 + Math.floor(random() * (word.length - 3))
  words[at] = word.slice(0, letter) + word.charAt(letter + 1) + word.charAt(letter) + word.slice(letter + 2)
  return words.join(' ')
}

/** A linear congruential generator: the same references every time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
