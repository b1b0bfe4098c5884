/**
 * A work of the Crossref REST API: the `message` of /works/{doi}. What only a registry knows (member, deposit and index
 * times, citation counts) is left to the service or said to be nothing.
 */
import Type from 'typebox'
import type { Article } from '../../schemas/article.ts'
import { doiKey, doiPrefix, doiUrl, encodeDoi } from '../article/doi.ts'
import type { Codec, ReadableCodec, Site, WritableCodec, WriteOptions } from './codec.ts'
import { lacksAnyDoi } from './crossref/lacks.ts'
import { coarsenings, losses, transforms } from './crossref-json/coarsen.ts'
import { assertions, putDates } from './crossref-json/dates.ts'
import { putContributors } from './crossref-json/names.ts'
import { readWorks } from './crossref-json/read/text.ts'
import { referenceItem } from './crossref-json/references.ts'
import { putRelations } from './crossref-json/relations.ts'
import { funder, landingOf, licences, links, trial } from './crossref-json/rights.ts'
import { abstractText, titleText } from './crossref-json/text.ts'
import { titleLists } from './crossref-json/titles.ts'
import { put, type Work } from './crossref-json/work.ts'
import { cutLines } from './json/records.ts'

export const crossrefJson = {
  name: 'crossref-json',
  title: 'Crossref REST JSON',
  mediaType: 'application/vnd.crossref.work+json',
  extension: '.json',
  schema: Type.Object(
    { type: Type.String(), title: Type.Array(Type.String()) },
    { additionalProperties: true, description: 'One work of the Crossref REST API.' },
  ),
  frame: ['[', ',\n', ']\n'],
  loses: losses,
  lacks: lacksAnyDoi,
  coarsens: coarsenings,
  transforms,
  sniffs,
  read: readWorks,
  cut: cutLines,
  write: (article: Article, site: Site, options?: WriteOptions): string =>
    JSON.stringify(crossrefWork(article, site, options)),
} as const satisfies Codec & ReadableCodec & WritableCodec

/** Members that only the registry’s works have, and what tells them from a record of another that has one by chance. */
const registryMember =
  /"(?:is-referenced-by-count|references?-count|content-domain|deposited|indexed|issn-type|message-type|member)"\s*:|"prefix"\s*:\s*"10\./
const workMember = /"DOI"\s*:\s*"10\.|"message-type"\s*:\s*"work|"type"\s*:\s*"(?:journal-article|posted-content)"/

function sniffs(text: string): number {
  const start = text.slice(0, 100_000)
  if (!/^[\s\ufeff]*[[{]/.test(start)) return 0
  return registryMember.test(start) && workMember.test(start) ? 0.98 : 0
}

/** The work as an object, for the envelope of the API. */
export function crossrefWork(article: Article, site: Site, options?: WriteOptions): Work {
  const work: Work = {}
  putIdentity(work, article, site)
  putTitles(work, article)
  putContributors(work, article)
  putJournal(work, article)
  putDates(work, article, options?.date)
  put(work, 'abstract', article.abstracts?.[0] && abstractText(article.abstracts[0]))
  put(work, 'subject', article.subjects)
  put(work, 'license', licences(article))
  put(work, 'link', links(article))
  put(work, 'funder', article.funding?.map(funder))
  put(work, 'clinical-trial-number', article.clinicalTrials?.map(trial))
  put(work, 'assertion', assertions(article))
  putRelations(work, article)
  put(work, 'reference', article.references?.map(referenceItem))
  work['content-domain'] = { domain: [], 'crossmark-restriction': false }
  const cited = article.references?.length ?? 0
  work['reference-count'] = cited
  work['references-count'] = cited
  work['is-referenced-by-count'] = 0
  work.source = site.name
  work.score = 1
  return work
}

/** The API shows DOIs in lower case; links keep the depositor’s. */
function putIdentity(work: Work, article: Article, site: Site): void {
  const { doi, type, contentVersion, identifiers, language, journal } = article
  if (doi !== undefined) {
    work.DOI = doiKey(doi)
    work.URL = doiUrl(doi)
    work.prefix = doiPrefix(doi)
    work.resource = { primary: { URL: landingOf(article)?.url ?? `${site.baseUrl}/${encodeDoi(doi)}` } }
  }
  work.type = type === 'preprint' ? 'posted-content' : type === 'peer-review' ? 'peer-review' : 'journal-article'
  if (type === 'preprint') {
    work.subtype = 'preprint'
    put(work, 'institution', journal?.title && [{ name: journal.title }])
  }
  put(work, 'version', contentVersion && { version: contentVersion })
  put(
    work,
    'alternative-id',
    identifiers?.map(({ value }) => value),
  )
  put(work, 'language', language)
}

/** Lists that clients take the first member of are there even where they are empty. */
function putTitles(work: Work, article: Article): void {
  const { titles, subtitles, originals } = titleLists(article)
  work.title = titles.map(titleText)
  work.subtitle = subtitles.map(titleText)
  work['short-title'] = article.shortTitle === undefined ? [] : [titleText(article.shortTitle)]
  work['original-title'] = originals.map(titleText)
}

function putJournal(work: Work, { journal = {}, volume, issue, pages, articleNumber, supplement }: Article): void {
  work['container-title'] = journal.title === undefined ? [] : [journal.title]
  work['short-container-title'] = (journal.abbreviatedTitles ?? []).map(({ title }) => title)
  put(work, 'publisher', journal.publisher?.name)
  put(work, 'publisher-location', journal.publisher?.place)
  const { print, electronic, linking, unspecified = [] } = journal.issn ?? {}
  const typed = [
    { type: 'print', value: print },
    { type: 'electronic', value: electronic },
  ].filter(({ value }) => value !== undefined)
  const issns = [print, electronic, linking, ...unspecified].filter((value) => value !== undefined)
  put(work, 'ISSN', [...new Set(issns)])
  put(work, 'issn-type', typed)
  put(work, 'volume', volume)
  put(work, 'issue', issue)
  put(work, 'special_numbering', supplement)
  put(work, 'page', pages?.literal ?? ([pages?.first, pages?.last].filter(Boolean).join('-') || undefined))
  put(work, 'article-number', articleNumber)
}
