/** Reading works of the Crossref REST API, one a line: ours (text to drafts) beside `JSON.parse` alone on the same lines. */
import { admit } from '../../src/article/admit.ts'
import { crossrefJson } from '../../src/formats/crossref-json.ts'
import { median } from '../median.ts'
import { synthetic } from '../synthetic.ts'
import type { ReaderRow } from './row.ts'

/** Works in a text, and how often it is read in a round. */
const count = 200
const times = 10
/** Rounds that do not count: a dump has millions of works, nearly all of which are read by code that is warm. */
const warmUp = 10
const site = { baseUrl: 'https://articles.example.org', name: 'Example' }

export function measure(rounds: number): ReaderRow[] {
  const works = Array.from({ length: count }, (_, n) => crossrefJson.write(admit(synthetic(n)).article, site))
  const text = works.join('\n')
  const lines = text.split('\n')
  const read = () => {
    if (crossrefJson.read(text).some((reading) => 'refusal' in reading)) throw new Error('A work was refused.')
  }
  const parse = () => {
    for (const line of lines) JSON.parse(line)
  }
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds + warmUp; round++) {
    const [mine, yours] = round % 2 === 0 ? [timed(read), timed(parse)] : [timed(parse), timed(read)].reverse()
    if (round < warmUp || mine === undefined || yours === undefined) continue
    ours.push(mine)
    theirs.push(yours)
  }
  return [
    {
      name: 'crossref-json (NDJSON)',
      ours: median(ours),
      yardstick: median(theirs),
      yardstickName: 'JSON.parse',
      target: 0.3,
      unit: `works a second, ${Math.round(text.length / count)} characters each`,
    },
  ]
}

/** Works a second. */
function timed(run: () => void): number {
  const start = process.cpuUsage()
  for (let time = 0; time < times; time++) run()
  return (count * times * 1e6) / process.cpuUsage(start).user
}
