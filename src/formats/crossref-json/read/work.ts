/** One work of the REST API as a draft: every member is read, said elsewhere in the work, or kept. */
import type { Draft } from '../../../../schemas/article.ts'
import type { Finding } from '../../../../schemas/problem.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseLanguage } from '../../../article/identifiers.ts'
import { articleType } from '../../../article/registry-type.ts'
import { finish, identified, newReading, note, type Reading } from '../../crossref/read/context.ts'
import { contentVersion } from '../../crossref/read/links.ts'
import { readAbstractText } from '../../crossref/read/text.ts'
import { numberType } from '../../crossref/read/values.ts'
import type { Work } from '../work.ts'
import { readContributors } from './contributors.ts'
import { readDates } from './dates.ts'
import { readJournal, readPlace } from './journal.ts'
import { knownMembers } from './known.ts'
import { isObject, saysNothing, textOf, textsOf, wordOf } from './members.ts'
import { readReferences } from './references.ts'
import { readRelations } from './relations.ts'
import { readFunding, readLicences, readLinks, readTrials } from './rights.ts'
import { readTitles } from './titles.ts'

export function readWork(whole: Work): { readonly draft: Draft; readonly notes: readonly Finding[] } {
  const reading = newReading()
  const { known: work, others } = knownMembers(whole)
  readIdentity(work, textOf(work.DOI) ?? textOf(whole.URL), reading)
  readTitles(work, reading)
  if (typeof work.abstract === 'string') readAbstractText(work.abstract, reading, '/abstract')
  readContributors(work, reading)
  readJournal(work, reading)
  readPlace(work, reading)
  readLicences(work, reading)
  readLinks(work, reading)
  readFunding(work, reading)
  readTrials(work, reading)
  readRelations(work, reading)
  readDates(work, reading)
  readReferences(work, reading)
  readSubjects(work, reading)
  keepOthers(whole, others, reading)
  return { draft: finish(reading), notes: reading.notes }
}

function readIdentity(work: Work, said: string | undefined, reading: Reading): void {
  const { draft, unmapped } = reading
  const doi = said === undefined ? undefined : parseDoi(said)
  if (doi !== undefined) draft.doi = doi
  else if (said !== undefined) {
    unmapped.push({ path: '/DOI', value: said })
    note(reading, 'doi-syntax', '/doi', `“${said.slice(0, 200)}” is not a DOI; it is kept in “unmapped”.`, said)
  }
  readType(work, reading)
  const language = identified(parseLanguage, wordOf(work.language), reading, '/language')
  if (language !== undefined) draft.language = language
  const version = isObject(work.version) ? textOf(work.version.version) : textOf(work.version)
  const known = contentVersion(version) ?? (version === 'unspecified' ? version : undefined)
  if (known !== undefined) draft.contentVersion = known
  else if (version !== undefined) unmapped.push({ path: '/version', value: work.version })
  const own = doi?.toLowerCase()
  const identifiers = textsOf(work['alternative-id'])
    .filter((value) => value.toLowerCase() !== own)
    .map((value) => ({ type: numberType(value), value }))
  if (identifiers.length > 0) draft.identifiers = identifiers
}

function readType(work: Work, reading: Reading): void {
  const type = wordOf(work.type)
  const subtype = wordOf(work.subtype)
  if (type === undefined) return
  if (type === 'posted-content' && subtype === 'preprint') reading.draft.type = 'preprint'
  else if (subtype !== undefined) reading.unmapped.push({ path: '/subtype', value: subtype })
  const own = articleType(type)
  if (own !== undefined) reading.draft.type = own
  if (type === 'journal-article' || reading.draft.type === 'preprint' || (own === type && own !== 'other')) return
  reading.unmapped.push({ path: '/type', value: type })
  note(reading, 'work-type', '/type', `A work of type “${type}” is read as an article.`, type)
}

function readSubjects(work: Work, { draft }: Reading): void {
  const subjects = [...textsOf(work.subject), ...textsOf(work['group-title'])]
  if (subjects.length > 0) draft.subjects = subjects
}

/** What a registry knows of its own record, and what books, data and standards have beside articles. */
function keepOthers(work: Work, others: readonly string[], { draft, unmapped }: Reading): void {
  for (const key of others) {
    const value = work[key]
    if (saysNothing(value) || isSaid(key, value, draft)) continue
    unmapped.push({ path: `/${key}`, value })
  }
}

function isSaid(key: string, value: unknown, { doi = '' }: Draft): boolean {
  switch (key) {
    case 'URL':
      return (
        typeof value === 'string' &&
        (value === `https://doi.org/${doi}` || parseDoi(value)?.toLowerCase() === doi.toLowerCase())
      )
    case 'prefix':
      return typeof value === 'string' && doi.startsWith(`${value.replace(/^https?:\/\/\S+\/(?=10\.)/, '')}/`)
    case 'content-domain':
      return isObject(value) && saysNothing(value.domain) && value['crossmark-restriction'] !== true
    case 'is-referenced-by-count':
      return value === 0
    default:
      return false
  }
}
