/** Wherever reading begins again, the same pieces come out, and with them the places of the whole. */
import t from 'tap'
import { readerNamed } from '../../src/formats/index.ts'
import { beginning, type Chunk, chunksOf, type Mark } from '../../src/imports/chunks.ts'
import { readPortion } from '../../src/library/intake.ts'

const record = (n: number) =>
  `${JSON.stringify({ doi: `10.5555/${n}`, title: `T ${n} ${'x'.repeat((n * 7919) % 900)}` })}\n`
const lines = Array.from({ length: 4000 }, (_, n) => record(n)).join('')
const entries = Array.from(
  { length: 3000 },
  (_, n) => `@article{k${n},\n  title = {T ${n} ${'y'.repeat((n * 31) % 400)}},\n  doi = {10.5555/b.${n}}\n}\n\n`,
).join('')

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function all(text: string, start: Mark, size = 50_000, limit = 1_000_000): Promise<Chunk[]> {
  const found: Chunk[] = []
  for await (const chunk of chunksOf(pieces(text, size), start, { limit, most: 3 })) found.push(chunk)
  return found
}

for (const [name, text, count] of [
  ['json', lines, 4000],
  ['bibtex', entries, 3000],
] as const) {
  t.test(`${name}: taken up at any mark, the rest is what it was`, async (t) => {
    const whole = await all(text, beginning)
    t.ok(whole.length > 2, `${whole.length} chunks`)
    t.strictSame(await all(text, beginning, 777), whole, 'however the text comes')
    for (const [index, { end }] of whole.entries()) {
      t.strictSame(await all(text, end, 1000 + index), whole.slice(index + 1), `from ${end.characters}`)
    }
    t.equal(whole.at(-1)?.end.characters, text.trimEnd().length + (text.length - text.trimEnd().length))
    const codec = readerNamed(name)
    const readings = whole.flatMap(({ portions }) => portions.flatMap((portion) => readPortion(portion, codec)))
    t.equal(readings.length, count)
    t.equal(new Set(readings.map(({ place }) => place)).size, count, 'each has a place of its own')
    if (name === 'json') t.equal(readings.at(-1)?.place, 'line 4000')
  })
}

t.test('a short source is one portion, and so is one that cannot be cut', async (t) => {
  for (const text of [record(1), `[${record(1)},${record(2)}]`, '<article/>', '']) {
    const chunks = await all(text, beginning)
    t.equal(chunks.length, 1)
    t.strictSame(
      chunks[0]?.portions.map((portion) => portion.text),
      [text],
    )
  }
})

t.test('what cannot be cut may be no longer than the limit; what came before is taken in', async (t) => {
  await t.rejects(all(`[${lines}]`, beginning, 50_000, 200_000), { code: 'too-large' })
  const found: Chunk[] = []
  const long = `${lines}{"doi":"10.5555/long","title":"${'z'.repeat(400_000)}"}\n`
  const reading = async () => {
    for await (const chunk of chunksOf(pieces(long, 5000), beginning, { limit: 300_000, most: 3 })) found.push(chunk)
  }
  await t.rejects(reading(), { code: 'too-large' })
  const text = found.flatMap(({ portions }) => portions.map((portion) => portion.text)).join('')
  t.ok(lines.startsWith(text) && text.length > lines.length - 300_000, `${text.length} of ${lines.length}`)
})

t.test('records that were taken before are passed over', async (t) => {
  const portion = { text: record(1) + record(2) + record(3), format: 'json', line: 1, passed: [0, 1] }
  t.match(readPortion(portion), [{ place: 'line 3' }])
  t.equal(readPortion({ ...portion, passed: [0, 1, 2] }).length, 0)
})
