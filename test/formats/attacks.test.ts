import t from 'tap'
import { attacks } from '../../bench/attacks/kinds.ts'
import { Refusal } from '../../src/article/refusal.ts'
import type { ReadableCodec } from '../../src/formats/codec.ts'
import { guessFormat, readers } from '../../src/formats/index.ts'

const places = /line \d|entry|position|record|text|page|element|level|table|document|is not valid JSON/i

/** Read, or refused in words that a caller can act on: never a crash, and never an empty success without a word. */
function outcomeOf(read: () => readonly object[]): string {
  try {
    const readings = read()
    return readings.every((one) => 'draft' in one || 'refusal' in one) ? 'read' : 'neither read nor refused'
  } catch (error) {
    if (!(error instanceof Refusal)) return `crashed: ${error}`
    const isClean = (error.code === 'unreadable' || error.code === 'too-large') && places.test(error.message)
    return isClean ? 'refused' : `refused without a place: ${error.code} ${error.message}`
  }
}

const guessed = (text: string): readonly object[] => guessFormat(text).read(text)

// How long each takes is printed by bench/attacks.ts.
t.test('a text made to cost time is refused cleanly or read, by the reader that its content chooses', async (t) => {
  for (const { name, text } of attacks) {
    const source = text(1_500_000)
    t.match(
      outcomeOf(() => guessed(source)),
      /^(?:read|refused)$/,
      name,
    )
  }
})

t.test('and by every reader that is named for it', async (t) => {
  const run = ({ name, read }: ReadableCodec, attack: string, source: string) =>
    t.match(
      outcomeOf(() => read(source)),
      /^(?:read|refused)$/,
      `${name}, ${attack}`,
    )
  for (const { name, text } of attacks) {
    const source = text(30_000)
    for (const codec of readers) run(codec, name, source)
  }
})

t.test('what is deep, endless or swelling is refused, not read', async (t) => {
  const names =
    /never close|lists in lists|opens after|without end|in a row|entities|an entity from|blanks|NULs|one letter|before the XML|one value of RIS|tags of RIS|tags of Refer/
  for (const { name, text } of attacks.filter(({ name }) => names.test(name) && !/CSV/.test(name))) {
    const source = text(1_500_000)
    t.equal(
      outcomeOf(() => guessed(source)),
      'refused',
      name,
    )
  }
})
