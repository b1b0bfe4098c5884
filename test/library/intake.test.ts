import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { portionsOf, readingsOf, readPortion, textOf, wholeText } from '../../src/library/intake.ts'

async function* chunked(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const readAll = async (bytes: Buffer, size = 1000) => {
  const readings = []
  for await (const reading of readingsOf(textOf(chunked(bytes, size), 'it'))) readings.push(reading)
  return readings
}
const line = (n: number) =>
  `${JSON.stringify({ doi: `10.5555/${n}`, type: 'research-article', title: `Nº ${n} – 東京` })}\n`
const lines = (count: number) => Array.from({ length: count }, (_, n) => line(n + 1)).join('')

t.test('text is the same however its bytes come, in UTF-8, UTF-16 and packed', async (t) => {
  const text = `é東京𝒳 ${'x'.repeat(50)}`
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const swapped = Buffer.from(utf16).swap16()
  for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16, swapped, gzipSync(text)]) {
    for (const size of [1, 2, 3, 7, 1000]) t.equal(await wholeText(textOf(chunked(bytes, size), 'it')), text)
  }
  t.equal(await wholeText(textOf(chunked(Buffer.alloc(0), 1), 'it')), '')
})

t.test('bytes that are no text are refused with a remedy', async (t) => {
  const packed = gzipSync(randomBytes(100_000).toString('hex'))
  await t.rejects(wholeText(textOf(chunked(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20]), 2), 'it')), {
    code: 'unreadable',
    message: /iconv/,
  })
  await t.rejects(wholeText(textOf(chunked(packed.subarray(0, 5000), 100), 'it')), {
    code: 'unreadable',
    message: /gzip/,
  })
  await t.rejects(wholeText(textOf(chunked(gzipSync(Buffer.alloc(2 ** 25)), 9999), 'it')), { code: 'too-large' })
})

t.test('a long source of lines is read in parts, with the places of the whole', async (t) => {
  const count = 8000
  for (const bytes of [Buffer.from(lines(count)), gzipSync(lines(count))]) {
    const readings = await readAll(bytes, 50_000)
    t.equal(readings.length, count)
    t.same(
      readings.map(({ place }) => place),
      Array.from({ length: count }, (_, n) => `line ${n + 1}`),
    )
  }
})

t.test('a damaged line is one refusal, wherever it stands', async (t) => {
  for (const at of [0, 1, 4000, 7999]) {
    const source = lines(8000).split('\n')
    source[at] = '{"doi": '
    const readings = await readAll(Buffer.from(source.join('\n')), 50_000)
    t.equal(readings.length, 8000)
    const refused = readings.filter((reading) => 'refusal' in reading)
    t.equal(refused.length, 1)
    t.equal(refused[0]?.place, `line ${at + 1}`)
    t.ok(refused[0] && 'refusal' in refused[0] && refused[0].refusal instanceof Refusal)
  }
})

t.test('what cannot be cut is read whole', async (t) => {
  const list = `[${lines(3000).trim().split('\n').join(',\n')}]`
  t.equal((await readAll(Buffer.from(list), 50_000)).length, 3000)
  const pretty = JSON.stringify(JSON.parse(line(1)), undefined, 2)
  t.equal((await readAll(Buffer.from(pretty), 10)).length, 1)
  const inner = '{\n  "doi": "10.5555/1",\n  "contributors": [\n    { "kind": "literal", "literal": "A" }\n  ]\n}\n'
  t.equal((await readAll(Buffer.from(inner), 10)).length, 1)
})

t.test('of a source that breaks off, all that came whole is taken, whatever the size of its parts', async (t) => {
  const source = Buffer.from(lines(3000))
  const broken = source.subarray(0, source.indexOf('"10.5555/2500"'))
  async function* bytes() {
    yield* chunked(broken, 777)
    throw new Refusal('unreadable', 'broke off')
  }
  for (const size of [2 ** 12, 2 ** 15, 2 ** 17]) {
    let taken = 0
    const take = async () => {
      for await (const portion of portionsOf(textOf(bytes(), 'it'), undefined, size))
        taken += readPortion(portion).length
    }
    await t.rejects(take(), { code: 'unreadable' })
    t.equal(taken, 2499, `in parts of ${size}`)
  }
})
