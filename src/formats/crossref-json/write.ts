/** The work as an object, for the envelope of the API. */
import type { Article } from '../../../schemas/article.ts'
import { doiKey, doiPrefix, doiUrl, encodeDoi } from '../../article/doi.ts'
import { registryType } from '../../article/registry-type.ts'
import type { Site, WriteOptions } from '../codec.ts'
import { assertions, putDates } from './dates.ts'
import { putKept } from './kept.ts'
import { putContributors } from './names.ts'
import { referenceItem } from './references.ts'
import { putRelations } from './relations.ts'
import { funder, landingOf, licences, links, trial } from './rights.ts'
import { abstractText, titleText } from './text.ts'
import { titleLists } from './titles.ts'
import { put, type Work } from './work.ts'

export function crossrefWork(article: Article, site: Site, options?: WriteOptions): Work {
  const work: Work = {}
  putIdentity(work, article, site)
  putTitles(work, article)
  putContributors(work, article)
  putJournal(work, article)
  putDates(work, article, options?.date)
  put(work, 'abstract', article.abstracts?.[0] && abstractText(article.abstracts[0]))
  putSubjects(work, article)
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
  putKept(work, article)
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
  work.type = registryType(article)
  put(work, 'subtype', type === 'preprint' ? 'preprint' : undefined)
  if (work.type === 'posted-content') put(work, 'institution', journal?.title && [{ name: journal.title }])
  put(work, 'version', contentVersion && { version: contentVersion })
  put(
    work,
    'alternative-id',
    identifiers?.map(({ value }) => value),
  )
  put(work, 'language', language)
}

/** A preprint is filed under one group. */
function putSubjects(work: Work, { subjects }: Article): void {
  const isPosted = work.type === 'posted-content'
  put(work, 'subject', isPosted ? subjects?.slice(0, -1) : subjects)
  if (isPosted) put(work, 'group-title', subjects?.at(-1))
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
