/**
 * Damaged documents of every readable format: no reader crashes or hangs, and every refusal says where and what.
 *
 *   FUZZ=200000 npx tap run test/fuzz/readers.test.ts     for more than the 20,000 inputs that always run
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { documentOf, type ReadableCodec, type Reading } from '../../src/formats/codec.ts'
import { guessFormat, readers, writers } from '../../src/formats/index.ts'
import { article } from '../arbitraries.ts'
import { mutate, randomOf } from './mutate.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const seed = 20_240_118
const inputs = Number(process.env.FUZZ ?? 20_000)
const longest = 60_000
const patience = 1000

/** Documents that our writer made, our fixtures, and what others made where it is at hand. */
function samplesOf(codec: ReadableCodec): Buffer[] {
  const writer = writers.find(({ name }) => name === codec.name)
  const written = writer
    ? fc
        .sample(article(), { numRuns: 12, seed })
        .filter((one) => (writer.lacks?.(one) ?? []).length === 0)
        .map((one) => Buffer.from(documentOf(writer, one, site)))
    : []
  const folder = `test/fixtures/${codec.name}`
  const fixtures = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => !file.endsWith('.gold.json'))
        .map((file) => readFileSync(join(folder, file)))
    : []
  return [...written, ...fixtures, ...othersOf(codec)].filter(({ length }) => length > 0 && length < longest)
}

const corpora = '../shared/corpora'
const others = existsSync(corpora) ? collectOthers() : new Map<string, Buffer[]>()

/** Some small files of each format, by what their content is taken for. */
function collectOthers(): Map<string, Buffer[]> {
  const found = new Map<string, Buffer[]>()
  const files = readdirSync(corpora, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:xml|json|bib|ris|nbib|enw|cff|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files.filter((_, n) => n % 7 === 0)) {
    const bytes = readFileSync(file)
    if (bytes.length > 20_000) continue
    try {
      const { name } = guessFormat(bytes.toString())
      const list = found.get(name) ?? []
      if (list.length < 10) found.set(name, [...list, bytes])
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return found
}

const othersOf = ({ name }: ReadableCodec): Buffer[] => others.get(name) ?? []

if (others.size === 0) t.test('samples made by others', { skip: 'no corpora at ../shared' }, async () => {})

for (const [n, codec] of readers.entries()) {
  t.test(`${codec.name}: damaged documents are read or refused, in time`, async (t) => {
    const samples = samplesOf(codec)
    t.not(samples.length, 0, 'there are samples')
    const random = randomOf(seed + n)
    let slowest = 0
    for (let input = 0; input < inputs / readers.length; input++) {
      const bytes = mutate(samples[input % samples.length] ?? Buffer.alloc(0), random)
      const start = performance.now()
      const fault = faultOf(codec, bytes.toString())
      slowest = Math.max(slowest, performance.now() - start)
      if (fault !== undefined) {
        t.fail(`input ${input}: ${fault}`, { start: bytes.toString().slice(0, 500) })
        break
      }
    }
    t.ok(slowest < patience, `the slowest took ${Math.round(slowest)} ms`)
  })
}

/** What is wrong with how a text was taken; undefined where nothing is. */
function faultOf(codec: ReadableCodec, text: string): string | undefined {
  try {
    const sureness = codec.sniffs(text)
    if (!(sureness >= 0 && sureness <= 1)) return `is ${sureness} sure`
    for (const reading of codec.read(text)) {
      const fault = faultOfReading(reading)
      if (fault !== undefined) return fault
    }
  } catch (error) {
    if (!(error instanceof Refusal)) return `crashed: ${error instanceof Error ? error.stack : error}`
    if (error.message.length < 10) return `a refusal that says nothing: ${error.message}`
  }
  return undefined
}

function faultOfReading(reading: Reading): string | undefined {
  if (reading.place === '') return 'a reading without a place'
  if ('refusal' in reading) return reading.refusal.message.length < 10 ? 'a refusal that says nothing' : undefined
  try {
    admit(reading.draft)
  } catch (error) {
    if (!(error instanceof Refusal)) return `admit crashed: ${error instanceof Error ? error.stack : error}`
  }
  return undefined
}
