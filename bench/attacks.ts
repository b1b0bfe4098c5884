/**
 * How long texts that are made to cost time hold up the guess of a format (50 MB) and every reader (5 MB unless told):
 * the longest ones, in milliseconds.
 *
 *   node bench/attacks.ts [characters for a reader] [characters for the guess]
 */
import { Refusal } from '../src/article/refusal.ts'
import { guessFormat, readers } from '../src/formats/index.ts'
import { attacks } from './attacks/kinds.ts'

const [readerSize = 5_000_000, guessSize = 50_000_000] = process.argv.slice(2).map(Number)

interface Run {
  readonly name: string
  readonly took: number
  readonly outcome: string
}

function timed(name: string, run: () => unknown): Run {
  const started = performance.now()
  let outcome = 'read'
  try {
    run()
  } catch (error) {
    outcome = error instanceof Refusal ? error.code : `CRASHED: ${error}`
  }
  return { name, took: performance.now() - started, outcome }
}

const print = (heading: string, runs: readonly Run[]) => {
  process.stdout.write(`\n${heading}\n`)
  for (const { name, took, outcome } of [...runs].sort((a, b) => b.took - a.took).slice(0, 25))
    process.stdout.write(`${took.toFixed(0).padStart(6)} ms  ${name}: ${outcome}\n`)
  const slow = runs.filter(({ took }) => took > 50).length
  process.stdout.write(
    `${runs.length} runs, ${slow} over 50 ms, ${runs.filter(({ outcome }) => outcome.startsWith('CRASHED')).length} crashed\n`,
  )
}

/** A text put together of parts is a rope, which the first look at it would flatten. */
const flat = (text: string): string => Buffer.from(text).toString()

for (const attack of attacks) timed('', () => guessFormat(attack.text(2000)).read(attack.text(2000)))
print(
  `Guess of a format, ${guessSize} characters`,
  attacks.map(({ name, text }) => {
    const source = flat(text(guessSize))
    return timed(name, () => guessFormat(source))
  }),
)
print(
  `Readers, ${readerSize} characters`,
  attacks.flatMap(({ name, text }) => {
    const source = flat(text(readerSize))
    return readers.map((codec) => timed(`${codec.name}, ${name}`, () => codec.read(source)))
  }),
)
print(
  `The reader that the guess chooses, ${readerSize} characters`,
  attacks.map(({ name, text }) => {
    const source = flat(text(readerSize))
    return timed(name, () => guessFormat(source).read(source))
  }),
)
