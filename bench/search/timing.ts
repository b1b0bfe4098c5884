/** Times of two ways of doing the same, in turns, and how they are told. */
import { note } from '../rows.ts'

export const say = (line: string): void => void process.stdout.write(`${line}\n`)

export const quantile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(share * (times.length - 1))] ?? 0

export const shown = (times: readonly number[]): string =>
  `${quantile(times, 0.5).toFixed(2)} / ${quantile(times, 0.99).toFixed(2)} ms`

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** One question asked of the store and typed as SQL. `typed` has its SQL and parameters ready; `ours` begins with what a searcher wrote. */
export interface Pair {
  readonly name: string
  readonly ours: (n: number) => unknown
  readonly typed: (n: number) => unknown
}

/** How many other questions are asked beforehand, and for how many milliseconds at most. */
export const beforehand = 200
const patience = 2000

/**
 * Both are asked other questions first: a service has answered some when it is asked, and V8 has compiled what answers
 * them. Whoever asks second finds the pages of the first in memory, so that each is first in every other round.
 */
export async function compare({ name, ours, typed }: Pair, rounds: number): Promise<void> {
  const times: { ours: number[]; typed: number[] } = { ours: [], typed: [] }
  const until = performance.now() + patience
  for (let n = rounds; n < rounds + beforehand && (n < rounds + 3 || performance.now() < until); n++) {
    await typed(n)
    await ours(n)
  }
  for (let n = 0; n < rounds; n++) {
    const first = n % 2 === 0 ? await timed(() => ours(n)) : undefined
    times.typed.push(await timed(() => typed(n)))
    times.ours.push(first ?? (await timed(() => ours(n))))
  }
  const ratio = (share: number) => (quantile(times.ours, share) / quantile(times.typed, share)).toFixed(2)
  note({
    what: `search: ${name}`,
    yardstick: 'the query typed into node:sqlite',
    ratio: quantile(times.ours, 0.5) / quantile(times.typed, 0.5),
    target: 1.3,
    atMost: true,
  })
  say(
    `${name}: ours ${shown(times.ours)}, typed ${shown(times.typed)}, ratio ${ratio(0.5)} (target 1.3), of p99 ${ratio(0.99)}`,
  )
}
