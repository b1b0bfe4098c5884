/** The Crossref API of the service, judged: by its clients, by works of the registry, by references that people paste. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Article } from '../../schemas/article.ts'
import { replay, withWorks } from './crossref-clients.ts'
import { excepted, judgeWorks, losses } from './crossref-json.ts'
import { matchReferences } from './references.ts'
import { table } from './table.ts'

export interface CrossrefReport {
  readonly text: string
  readonly isRight: boolean
}

/** Of the collections in a folder and the articles that were read from them; empty where they are not at hand. */
export async function crossrefReport(corpora: string, articles: readonly Article[]): Promise<CrossrefReport> {
  const file = join(corpora, 'crossref-rest/works.jsonl')
  if (!existsSync(file)) return { text: '', isRight: true }
  const works = readFileSync(file, 'utf8')
  const faults = await withWorks(works, replay)
  const faulty = [...faults].filter(([, list]) => list.length > 0)
  const matching = (await matchReferences(500, articles)) ?? []
  const text = `
## The Crossref API

Requests as habanero, rcrossref, crossrefapi, JabRef, Zotero and manubot make them, of a service that holds the works of
\`crossref-rest\`: ${faults.size}, ${faulty.length} with faults.

### Works that come back

${comeBack(works)}

### References

A pasted reference, without its DOI, as \`query.bibliographic\`: whether its article comes first of all collected articles
and of all works that their reference lists name with a title. “Real” references stand so in a list; where the work itself
was not collected, it is known by the parts that the same list gives beside the printed text.

${table(
  ['References', 'Asked', 'First', 'Share', 'Missed'],
  matching.map(({ kind, asked, first, missed }) => [
    kind,
    asked,
    first,
    `${((100 * first) / Math.max(asked, 1)).toFixed(1)} %`,
    missed
      .slice(0, 3)
      .map(({ doi, shape }) => `${doi} (${shape})`)
      .join(', '),
  ]),
)}
`
  return { text, isRight: faulty.length === 0 && matching.every(({ asked, first }) => first >= 0.95 * asked) }
}

/** Works of the registry, read and written again. */
function comeBack(works: string): string {
  const { others, kept, ...counts } = judgeWorks(works)
  const because = Object.entries(losses).map(([name, { why }]) => `${name} (${why})`)
  const different = [...others].sort(([, a], [, b]) => b.count - a.count)
  return `Of ${counts.works} works read from the registry’s JSON and written again ${counts.whole} have every member as it was: ${counts.same} of
${counts.members} members. Not compared: ${[...excepted].join(', ')}. Alike but for: ${because.join('; ')}.

${table(
  ['Comes back otherwise', 'Works'],
  [
    ...different.map(([path, { count }]): [string, number] => [path, count]),
    ...[...kept].map(([name, count]): [string, number] => [`${name} (kept in “unmapped”)`, count]),
  ],
)}`
}
