/** One work, with what a registry knows of it beside its record: who deposited it, and when. */
import { doiKey, encodeDoi } from '../article/doi.ts'
import type { Site } from '../formats/codec.ts'
import type { Work } from '../formats/crossref-json/work.ts'
import { crossrefWork } from '../formats/crossref-json.ts'
import { articleOf } from '../library/library.ts'
import type { StoredRecord } from '../store/store.ts'
import { type Answer, notFound, ok, withdrawn } from './answer.ts'
import { memberId } from './members-known.ts'

/** A moment as the registry writes it: to the second. */
export function moment(instant: string): object {
  const date = new Date(instant)
  return {
    'date-parts': [[date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]],
    'date-time': `${date.toISOString().slice(0, 19)}Z`,
    timestamp: date.getTime(),
  }
}

export function workOf(record: StoredRecord, site: Site, score = 1): Work {
  const article = articleOf(record)
  const publisher = article.journal?.publisher?.name
  return {
    indexed: { ...moment(record.modified), version: String(record.version) },
    ...(publisher !== undefined && { member: String(memberId(publisher)) }),
    ...crossrefWork(article, site),
    created: moment(record.created),
    deposited: moment(record.modified),
    score,
  }
}

/** Where the whole record is: what the registry’s JSON cannot say, and every other format. */
export const recordLink = (doi: string, { baseUrl }: Site): string =>
  `<${baseUrl}/articles/${encodeDoi(doi)}>; rel="alternate"; type="application/json"; title="the whole record"`

export function answerWork(record: StoredRecord | undefined, site: Site): Answer {
  if (!record) return notFound
  const link = { link: recordLink(record.doi, site) }
  if (record.withdrawn) return withdrawn(record.withdrawn.reason, link)
  return ok('work', workOf(record, site), link)
}

/**
 * Every DOI here is a journal article’s, which clients look for at Crossref: JabRef and rcrossref ask the agency to know
 * which API to go on with, and ours speaks Crossref’s.
 */
export function answerAgency(record: StoredRecord | undefined): Answer {
  if (!record) return notFound
  return ok('work-agency', { DOI: doiKey(record.doi), agency: { id: 'crossref', label: 'Crossref' } })
}
