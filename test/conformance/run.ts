/**
 * Judges every format over every record at hand and keeps the table in docs/conformance.md.
 *
 *   npm run conformance
 *   npm run conformance -- jats crossref     judges these writers alone, and only prints
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Article } from '../../schemas/article.ts'
import { documentOf } from '../../src/formats/codec.ts'
import { writers } from '../../src/formats/index.ts'
import { createCatalogue } from '../../src/styles/catalogue.ts'
import { crossrefReport } from './crossref.ts'
import { absent as suiteAbsent, suiteVerdict } from './csl-suite.ts'
import { everyStyleVerdict } from './every-style.ts'
import { type JudgeRow, judges, leafJudge } from './judges.ts'
import { comparison } from './peers.ts'
import { readerFaults, readerReport } from './reader-report.ts'
import { judgeReaders } from './readers.ts'
import { type Collection, collect } from './records.ts'
import { sourcesIn } from './sources.ts'
import { systemJudges } from './system.ts'
import { table } from './table.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const corpora = join(root, '../shared/corpora')
const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }

interface Verdict {
  readonly format: string
  readonly judge: string
  readonly records: number
  readonly failures: number
  /** Why it did not sit, or the first failures. */
  readonly remark: string
}

const started = Date.now()
const say = (text: string) => process.stderr.write(`${Math.round((Date.now() - started) / 1000)} s: ${text}\n`)
const folders = existsSync(corpora) ? [join(root, 'test/fixtures'), corpora] : [join(root, 'test/fixtures')]
const asked = process.argv.slice(2)
const isWhole = asked.length === 0
say('readers')
const readerVerdicts = judgeReaders(isWhole ? sourcesIn(folders) : [])
say('other programs')
const peers = isWhole ? comparison(folders.slice(-1)) : ''
say('writers')
const collections = gather()
const articles = collections.flatMap((collection) => collection.articles)
const rows = [...judges, ...writers.map(leafJudge)]
const verdicts: Verdict[] = [
  ...writers
    .filter(({ name }) => isWhole || asked.includes(name))
    .flatMap((codec) =>
      judgeFormat(
        codec.name,
        rows.filter(({ format }) => format === codec.name),
      ),
    ),
  ...(isWhole ? await systemJudges(articles) : []),
]
if (isWhole) judgeCitations()
say('the Crossref API')
const crossref = isWhole ? await crossrefReport(corpora, articles) : { text: '', isRight: true }
say('done')
const text = `${report(collections, verdicts)}\n${readerReport(readerVerdicts)}\n${peers}${crossref.text}`
process.stdout.write(text)
if (isWhole) writeFileSync(join(root, 'docs/conformance.md'), text)
if (verdicts.some(({ failures }) => failures > 0) || readerFaults(readerVerdicts) || !crossref.isRight)
  process.exitCode = 1

function judgeCitations(): void {
  say('citations')
  const fixtures = collections.slice(0, 2).flatMap((collection) => collection.articles)
  verdicts.push(everyStyleVerdict(createCatalogue(), fixtures.slice(0, 6)))
  if (suiteAbsent === false) verdicts.push(suiteVerdict())
  else
    verdicts.push({
      format: 'citations',
      judge: 'test-suite of CSL',
      records: 0,
      failures: 0,
      remark: `not run: ${suiteAbsent}`,
    })
}

function gather(): readonly Collection[] {
  const ours = [collect('our fixtures', join(root, 'test/fixtures')), collect('our examples', join(root, 'examples'))]
  if (!existsSync(corpora)) {
    process.stderr.write('skipped: no collections of others at ../shared/corpora\n')
    return ours
  }
  const theirs = readdirSync(corpora, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return [...ours, ...theirs.map(({ name }) => collect(name, join(corpora, name)))]
}

function judgeFormat(format: string, rows: readonly JudgeRow[]): readonly Verdict[] {
  const codec = writers.find(({ name }) => name === format)
  if (!codec) return []
  const sitting = rows.filter(({ absent }) => absent === false)
  const failed = new Map(sitting.map((row) => [row, [] as string[]]))
  const whole = articles.filter((article) => (codec.lacks?.(article) ?? []).length === 0)
  for (const [i, article] of whole.entries()) {
    if (i % 500 === 0) process.stderr.write(`\r\x1b[K${format}: ${i} of ${whole.length}`)
    const document = documentOf(codec, article, site)
    for (const row of sitting) {
      const faults = faultsOf(row, document, article)
      if (faults.length > 0) failed.get(row)?.push(`${article.doi ?? article.title ?? 'a record'}: ${faults[0]}`)
    }
  }
  process.stderr.write('\r\x1b[K')
  return rows.map((row) => {
    const { judge, absent } = row
    const failures = failed.get(row) ?? []
    const lacking =
      whole.length < articles.length ? `${articles.length - whole.length} records lack what it demands` : ''
    const remark =
      absent === false ? [...failures.slice(0, 3), lacking].filter(Boolean).join(' · ') : `not run: ${absent}`
    return { format, judge, records: absent === false ? whole.length : 0, failures: failures.length, remark }
  })
}

function faultsOf(row: JudgeRow, document: string, article: Article): readonly string[] {
  try {
    return row.run(document, article)
  } catch (error) {
    return [String(error)]
  }
}

function report(collections: readonly Collection[], verdicts: readonly Verdict[]): string {
  const records = collections.map(({ name, files, articles, refused }) => [
    name,
    files,
    articles.length,
    [...refused].map(([reason, count]) => `${reason} ${count}`).join(', '),
  ])
  return `# Conformance

Written by \`npm run conformance\`: every format, judged over every record that the readers make an article of. A judge that
could not sit says so; it has then judged nothing.

${table(['Records', 'Files', 'Articles', 'Refused, by reason'], records)}

${table(
  ['Format', 'Judge', 'Records', 'Failures', 'Remark'],
  verdicts.map(({ format, judge, records, failures, remark }) => [format, judge, records, failures, remark]),
)}
`
}
