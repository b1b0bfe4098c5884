/** What readers made of every source, as text for docs/conformance.md. */
import { compareFormats } from './agreement.ts'
import type { ReaderVerdict } from './readers.ts'
import { table } from './table.ts'

type Verdicts = ReadonlyMap<string, ReaderVerdict>

const list = (counts: ReadonlyMap<string, number>, most = 6): string =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

const agreementsOf = (verdicts: Verdicts) =>
  compareFormats(new Map([...verdicts.values()].map(({ format, articles }) => [format, articles])))

/** Whether a reader crashed, lost a text, did not read back what it wrote, or says of an article what others do not. */
export const readerFaults = (verdicts: Verdicts): boolean =>
  [...verdicts.values()].some(({ crashed, leaves, unequal }) => crashed.length + leaves.lost + unequal.length > 0) ||
  agreementsOf(verdicts).some(({ differences }) => differences.some(({ reason }) => reason === undefined))

export function readerReport(verdicts: Verdicts): string {
  const all = [...verdicts.values()]
  const rows = all.map(({ format, files, read, refused, crashed, leaves, lostAt, roundTrips, unequal }) => [
    format,
    files,
    read,
    list(refused),
    crashed.length,
    leaves.kept,
    leaves.unmapped,
    leaves.noted,
    leaves.lost,
    `${roundTrips - unequal.length} of ${roundTrips}`,
    [...crashed.slice(0, 2), list(lostAt, 3), ...unequal.slice(0, 2)].filter(Boolean).join(' · '),
  ])
  const agreements = agreementsOf(verdicts)
  return `## Readers

Every file at hand, by its content. A leaf is a text of the source: it is kept in the record, kept apart in \`unmapped\`,
said in a note, or lost. The way back is read → written → read again. Files in which no format was recognised stand at “–”.

${table(
  [
    'Format',
    'Files',
    'Read',
    'Refused, by reason',
    'Crashed',
    'Kept',
    'Unmapped',
    'Noted',
    'Lost',
    'Equal on the way back',
    'Remark',
  ],
  rows,
)}

### The same article in several formats

${table(
  ['Field', 'Pairs', 'Agree', 'One says less', 'The sources’ own difference', 'Unexplained'],
  agreements.map(({ field, pairs, agree, coarser, differences }) => [
    field,
    pairs,
    agree,
    coarser,
    differences.filter(({ reason }) => reason !== undefined).length,
    differences.filter(({ reason }) => reason === undefined).length,
  ]),
)}

Every difference, and why it is the sources’ own. Records under 10.5555, the prefix for tests, are not compared: each
inventor of records begins with the same DOIs.

${table(
  ['DOI', 'Field', 'What is said', 'Why'],
  agreements.flatMap(({ field, differences }) =>
    differences.map(({ doi, text, reason }) => [doi, field, text, reason ?? 'unexplained']),
  ),
)}
`
}
