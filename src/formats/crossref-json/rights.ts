/** license, link, funder, clinical-trial-number: what may be done, where the text is, who paid, which trials. */
import type { Article, ArticleDate, FullTextLink, Funding } from '../../../schemas/article.ts'
import { citationDate, dayOf } from '../../article/citation-date.ts'
import { registryOf } from '../crossref/vocabulary.ts'
import { moment } from './dates.ts'
import { put, type Work } from './work.ts'

/** The API has no licence without an address. */
export const licences = (article: Article): object[] =>
  (article.licences ?? []).flatMap(({ url, start, contentVersion }) => {
    if (url === undefined) return []
    const out: Work = {}
    put(out, 'start', moment(start))
    out['content-version'] = contentVersion ?? 'unspecified'
    out['delay-in-days'] = delay(start, article)
    out.URL = url
    return [out]
  })

/** Days from the first day that any publication may mean; clients want a number in any case. */
function delay(start: ArticleDate | undefined, article: Article): number {
  const { publishedOnline, publishedPrint, published } = article.dates ?? {}
  const days = [publishedOnline, publishedPrint, published, citationDate(article)].map(firstDay)
  const from = Math.min(...days.filter((day) => day !== undefined))
  const until = firstDay(start)
  return until === undefined || from === Number.POSITIVE_INFINITY
    ? 0
    : Math.max(0, Math.round((until - from) / 86_400_000))
}

function firstDay(date: ArticleDate | undefined): number | undefined {
  const { year, month = 1, day = 1 } = date === undefined ? {} : dayOf(date)
  return year === undefined ? undefined : Date.UTC(year, month - 1, day)
}

export const contentTypes: Readonly<Record<FullTextLink['kind'], string>> = {
  landing: 'text/html',
  pdf: 'application/pdf',
  xml: 'application/xml',
  html: 'text/html',
  other: 'unspecified',
}

export const landingOf = ({ links }: Article): FullTextLink | undefined => links?.find(({ kind }) => kind === 'landing')

/** Full texts for mining by machines; other addresses are of unspecified use. */
export function links(article: Article): object[] {
  const landing = landingOf(article)
  return (article.links ?? [])
    .filter((link) => link !== landing)
    .map(({ url, kind, mediaType, contentVersion }) => ({
      URL: url,
      'content-type': mediaType ?? contentTypes[kind],
      'content-version': contentVersion ?? 'unspecified',
      'intended-application': kind === 'landing' || kind === 'other' ? 'unspecified' : 'text-mining',
    }))
}

/** The id stands there twice, as older clients read it and as newer ones do. */
export const funder = ({ funder, awards = [] }: Funding): object => {
  const out: Work = {}
  put(out, 'DOI', funder?.doi)
  put(out, 'name', funder?.name)
  if (funder?.doi !== undefined) out['doi-asserted-by'] = 'publisher'
  const ids = [
    ['DOI', funder?.doi],
    ['ROR', funder?.ror],
  ].flatMap(([type, id]) => (id === undefined ? [] : [{ id, 'id-type': type, 'asserted-by': 'publisher' }]))
  put(out, 'id', ids)
  out.award = awards
  return out
}

export const trial = (one: NonNullable<Article['clinicalTrials']>[number]): object => {
  const out: Work = { 'clinical-trial-number': one.number }
  put(out, 'registry', one.registry ?? registryOf(one))
  put(out, 'type', one.stage)
  return out
}
