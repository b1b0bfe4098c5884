/** The columns of CSV in their order: the header’s names are the documentation, and stay. */
import type { Affiliation, Article, ArticleDate, Contributor, Dates, Funding } from '../../../schemas/article.ts'
import { citationDate, yearOf } from '../../article/citation-date.ts'
import { citekey } from '../../article/citekey.ts'
import { affiliationLine } from '../../article/in-words.ts'
import { invertedName } from '../../article/name-forms.ts'
import { standingOf } from '../../article/standing.ts'
import { plainLine } from '../../text/line.ts'
import type { WriteOptions } from '../codec.ts'
import { relationText } from '../tagged/notes.ts'
import { abstractLine } from '../tagged/values.ts'

export interface Column {
  readonly name: string
  readonly cell: (article: Article, options: WriteOptions) => string | undefined
}

/** A list in one cell: a semicolon parts its members, so that inside of one it becomes a comma. */
const list = (texts: readonly string[] | undefined): string | undefined =>
  texts?.map((text) => text.replaceAll(';', ',')).join('; ')

/** An address takes no comma instead. */
const withoutSemicolons = (text: string): string => text.replace(/https?:\/\/\S+/g, (url) => url.replaceAll(';', '%3B'))

const people = (role: (contributor: Contributor) => boolean) => (article: Article) =>
  list(article.contributors?.filter(role).map(invertedName))

/** `Khan, Ann: 0000-0002-1825-0097` for each contributor of whom something is known. */
const known = (of: (contributor: Contributor) => string | undefined) => (article: Article) => {
  const said: string[] = []
  for (const contributor of article.contributors ?? []) {
    const value = of(contributor)
    if (value !== undefined) said.push(`${invertedName(contributor)}: ${value}`)
  }
  return list(said)
}

/** `[Khan, Ann | Ito, J.] Department of X, Town`, the form of the large citation indexes. */
function places({ affiliations, contributors = [] }: Article): string | undefined {
  if (affiliations === undefined) return undefined
  const names = new Map<string, string[]>()
  for (const contributor of contributors) {
    for (const id of contributor.affiliations ?? []) {
      const there = names.get(id)
      if (there === undefined) names.set(id, [invertedName(contributor)])
      else there.push(invertedName(contributor))
    }
  }
  return list(affiliations.map((affiliation) => place(affiliation, names.get(affiliation.id))))
}

function place(affiliation: Affiliation, names: readonly string[] | undefined): string {
  const line = affiliationLine(affiliation)
  const named = affiliation.ror === undefined ? line : `${line} ${affiliation.ror}`
  return names === undefined ? named : `[${names.join(' | ')}] ${named}`
}

/** As EDTF where it is a date. */
const dateText = (date: ArticleDate): string =>
  typeof date === 'string'
    ? date
    : 'literal' in date
      ? date.literal
      : `${date.season} ${String(date.year).padStart(4, '0')}`

const when = (field: Exclude<keyof Dates, 'other' | 'revised' | 'corrected'>) => (article: Article) => {
  const date = article.dates?.[field]
  return date === undefined ? undefined : dateText(date)
}

const identifier =
  (wanted: string) =>
  ({ identifiers }: Article) =>
    list(identifiers?.filter(({ type }) => type === wanted).map(({ value }) => value))

const link =
  (...kinds: readonly string[]) =>
  ({ links }: Article) =>
    links
      ?.filter(({ kind }) => kinds.includes(kind))
      .map(({ url }) => url)
      .join(' ')

const funding = ({ funder, awards = [] }: Funding): string => {
  const id = [funder?.ror, funder?.doi].filter((part) => part !== undefined).join(' ')
  const name = [funder?.name, id === '' ? undefined : `(${id})`].filter((part) => part !== undefined).join(' ')
  return awards.length === 0 ? name : `${name}: ${awards.join(' | ')}`
}

const rich = (text: string | undefined) => (text === undefined ? undefined : plainLine(text))
const own = new Set(['pmid', 'pmcid', 'arxiv'])

export const columns: readonly Column[] = [
  { name: 'doi', cell: ({ doi }) => doi },
  { name: 'key', cell: (article, { key }) => key ?? citekey(article) },
  { name: 'status', cell: standingOf },
  { name: 'type', cell: ({ type }) => type },
  { name: 'heading', cell: ({ heading }) => heading },
  { name: 'title', cell: ({ title }) => rich(title) },
  { name: 'subtitle', cell: ({ subtitle }) => rich(subtitle) },
  { name: 'short_title', cell: ({ shortTitle }) => rich(shortTitle) },
  {
    name: 'translated_titles',
    cell: ({ translatedTitles }) =>
      list(
        translatedTitles?.map(({ title, subtitle, language }) => {
          const whole = subtitle === undefined ? plainLine(title) : `${plainLine(title)}: ${plainLine(subtitle)}`
          return language === undefined ? whole : `${whole} [${language}]`
        }),
      ),
  },
  { name: 'authors', cell: people(({ role }) => role === 'author') },
  { name: 'editors', cell: people(({ role }) => role === 'editor') },
  {
    name: 'other_contributors',
    cell: known(({ role }) => (role === 'author' || role === 'editor' ? undefined : role)),
  },
  { name: 'orcids', cell: known(({ orcid }) => orcid) },
  { name: 'corresponding', cell: people(({ corresponding }) => corresponding === true) },
  { name: 'emails', cell: known(({ email }) => email) },
  { name: 'affiliations', cell: places },
  { name: 'journal', cell: ({ journal }) => journal?.title },
  { name: 'journal_abbreviations', cell: ({ journal }) => list(journal?.abbreviatedTitles?.map(({ title }) => title)) },
  { name: 'issn_print', cell: ({ journal }) => journal?.issn?.print },
  { name: 'issn_electronic', cell: ({ journal }) => journal?.issn?.electronic },
  { name: 'issn_linking', cell: ({ journal }) => journal?.issn?.linking },
  { name: 'issn', cell: ({ journal }) => list(journal?.issn?.unspecified) },
  { name: 'publisher', cell: ({ journal }) => journal?.publisher?.name },
  { name: 'publisher_place', cell: ({ journal }) => journal?.publisher?.place },
  { name: 'volume', cell: ({ volume }) => volume },
  { name: 'issue', cell: ({ issue }) => issue },
  { name: 'supplement', cell: ({ supplement }) => supplement },
  { name: 'issue_title', cell: ({ issueTitle }) => issueTitle },
  { name: 'special_issue', cell: ({ specialIssue }) => specialIssue },
  { name: 'first_page', cell: ({ pages }) => pages?.first },
  { name: 'last_page', cell: ({ pages }) => pages?.last },
  { name: 'pages', cell: ({ pages }) => pages?.literal },
  { name: 'article_number', cell: ({ articleNumber }) => articleNumber },
  { name: 'year', cell: (article, { date }) => yearOf(citationDate(article, date))?.toString().padStart(4, '0') },
  { name: 'received', cell: when('received') },
  { name: 'revised', cell: ({ dates }) => list(dates?.revised?.map(dateText)) },
  { name: 'accepted', cell: when('accepted') },
  { name: 'posted', cell: when('posted') },
  { name: 'published_online', cell: when('publishedOnline') },
  { name: 'published_print', cell: when('publishedPrint') },
  { name: 'published', cell: when('published') },
  { name: 'issue_date', cell: when('issue') },
  { name: 'corrected', cell: ({ dates }) => list(dates?.corrected?.map(dateText)) },
  { name: 'retracted', cell: when('retracted') },
  {
    name: 'other_dates',
    cell: ({ dates }) => list(dates?.other?.map(({ event, date }) => `${event}: ${dateText(date)}`)),
  },
  { name: 'language', cell: ({ language }) => language },
  { name: 'abstract', cell: ({ abstracts }) => abstracts?.[0] && abstractLine(abstracts[0]) },
  { name: 'keywords', cell: ({ keywords }) => list(keywords?.flatMap(({ terms }) => terms.map(plainLine))) },
  { name: 'subjects', cell: ({ subjects }) => list(subjects) },
  {
    name: 'licences',
    cell: ({ licences }) =>
      list(licences?.map(({ spdx, url }) => [spdx, url].filter((part) => part !== undefined).join(' '))),
  },
  { name: 'copyright', cell: ({ copyright }) => copyrightText(copyright) },
  {
    name: 'free_to_read',
    cell: ({ freeToRead }) =>
      freeToRead && (freeToRead.start === undefined ? 'yes' : `from ${dateText(freeToRead.start)}`),
  },
  { name: 'funding', cell: (article) => list(article.funding?.map(funding)) },
  { name: 'funding_statement', cell: ({ fundingStatement }) => fundingStatement },
  { name: 'relations', cell: ({ relations }) => list(relations?.map(relationText).map(withoutSemicolons)) },
  {
    name: 'clinical_trials',
    cell: ({ clinicalTrials }) =>
      list(
        clinicalTrials?.map(({ number, registry, stage }) =>
          [number, registry, stage].filter((part) => part !== undefined).join(', '),
        ),
      ),
  },
  { name: 'pmid', cell: identifier('pmid') },
  { name: 'pmcid', cell: identifier('pmcid') },
  { name: 'arxiv', cell: identifier('arxiv') },
  {
    name: 'other_identifiers',
    cell: ({ identifiers }) =>
      list(identifiers?.filter(({ type }) => !own.has(type)).map(({ type, value }) => `${type}: ${value}`)),
  },
  { name: 'url', cell: link('landing') },
  { name: 'pdf_url', cell: link('pdf') },
  { name: 'full_text_urls', cell: link('xml', 'html', 'other') },
  { name: 'content_version', cell: ({ contentVersion }) => contentVersion },
]

function copyrightText(copyright: Article['copyright']): string | undefined {
  if (copyright === undefined) return undefined
  const { statement, year, holder } = copyright
  return statement ?? ['©', year, holder].filter((part) => part !== undefined).join(' ')
}
