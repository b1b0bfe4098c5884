/** Atom feeds (RFC 4287): what changed last, of one journal or of all, page by page (RFC 5005), with tombstones (RFC 6721). */
import type { Article, Contributor, Relation, StoredArticle } from '../../schemas/article.ts'
import { doiUrl, encodeDoi } from '../article/doi.ts'
import { dateWords, relationLabels } from '../article/in-words.ts'
import { directName } from '../article/name-forms.ts'
import { standingOf } from '../article/standing.ts'
import type { Site } from '../formats/codec.ts'
import type { Harvested, StoredRecord } from '../store/store.ts'
import { each, element, leaf, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { plainText } from '../text/rich.ts'

export interface AtomFeed {
  readonly site: Site
  readonly title: string
  /** The address of its first page. */
  readonly self: string
  /** The page that people read. */
  readonly home: string
  /** The place in the log before which this page begins; none on the first. */
  readonly before?: number
  readonly entries: readonly Harvested[]
  /** Whether more come after these. */
  readonly more: boolean
  /** When nothing had changed yet. */
  readonly since: string
}

export const atomType = 'application/atom+xml'
const tombstones = 'http://purl.org/atompub/tombstones/1.0'

export function writeFeed({ site, title, self, home, before, entries, more, since }: AtomFeed): string {
  const last = entries.at(-1)
  const page = (place: number) => `${self}?before=${place}`
  const head = sequence(
    leaf('id', self),
    leaf('title', title),
    leaf('updated', entries[0]?.record.modified ?? since),
    element('author', leaf('name', site.name)),
    leaf('generator', 'Colophon'),
    link('self', before === undefined ? self : page(before), atomType),
    link('alternate', home, 'text/html'),
    link('first', self, atomType),
    last && more ? link('next', page(last.seq), atomType) : none,
  )
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="${tombstones as Markup}">
${head}
${each(entries, ({ record }) => markup`${record.withdrawn ? tombstone(record) : entry(record, site)}\n`)}</feed>
` // the namespace is ours
}

const link = (rel: string, href: string, type?: string, title?: string): Markup =>
  element('link', none, { rel, href, type, title })

/** RFC 6721, 3. */
const tombstone = ({ doi, modified, withdrawn }: StoredRecord): Markup =>
  element('at:deleted-entry', leaf('at:comment', withdrawn?.reason), { ref: doiUrl(doi), when: modified })

function entry(record: StoredRecord, site: Site): Markup {
  const article: StoredArticle = JSON.parse(record.json)
  const { doi, created, modified } = record
  return element(
    'entry',
    sequence(
      leaf('id', doiUrl(doi)),
      element('title', text(titleOf(article))),
      leaf('published', created),
      leaf('updated', modified),
      link('alternate', `${site.baseUrl}/${encodeDoi(doi)}`, 'text/html'),
      ...people(article),
      ...categories(article),
      ...related(article),
      leaf('summary', summaryOf(article)),
      leaf('rights', article.licences?.find(({ url }) => url !== undefined)?.url),
    ),
  )
}

/** The fate of an article stands before its title, where every reader shows it. */
function titleOf(article: StoredArticle): string {
  const title = plainText(article.title ?? article.subtitle ?? article.doi)
  const [word] = standingOf(article)?.split(':') ?? []
  return word === undefined || title.toLowerCase().startsWith(word.toLowerCase()) ? title : `${word}: ${title}`
}

/** A feed is for reading: of the thousand authors of a collaboration the first are named. */
const mostAuthors = 50

function people({ contributors = [] }: Article): readonly Markup[] {
  const authors = contributors.filter(({ role }) => role === 'author')
  const more = authors.length - mostAuthors
  return [
    ...authors.slice(0, mostAuthors).map(author),
    ...(more > 0 ? [element('author', leaf('name', `${more} more`))] : []),
  ]
}

const author = (one: Contributor): Markup =>
  element(
    'author',
    sequence(
      leaf('name', directName(one)),
      leaf('uri', one.orcid === undefined ? undefined : `https://orcid.org/${one.orcid}`),
    ),
  )

/** Marked events of an article’s life are categories, by which feeds are filtered. */
const events: Readonly<Partial<Record<Relation['type'], string>>> = {
  'retracted-by': 'retracted',
  retracts: 'retraction',
  'corrected-by': 'corrected',
  corrects: 'correction',
  'has-expression-of-concern': 'expression-of-concern',
  'expresses-concern-about': 'expression-of-concern',
}

function categories(article: Article): readonly Markup[] {
  const { type, heading, subjects = [], relations = [], dates } = article
  const terms = new Map<string, string | undefined>()
  for (const relation of relations) {
    const term = events[relation.type]
    if (term !== undefined) terms.set(term, relationLabels[relation.type])
  }
  if (dates?.retracted !== undefined) terms.set('retracted', relationLabels['retracted-by'])
  if (type !== undefined) terms.set(type, heading)
  for (const subject of subjects) terms.set(subject, undefined)
  return [...terms].map(([term, label]) => element('category', none, { term, label }))
}

/** The notices: what retracts or corrects the article, or what it retracts or corrects. */
const related = ({ relations = [] }: Article): readonly Markup[] =>
  relations.flatMap(({ type, doi, date }) => {
    if (events[type] === undefined || doi === undefined) return []
    const when = date === undefined ? '' : ` (${dateWords(date)})`
    return [link('related', doiUrl(doi), undefined, `${relationLabels[type]}${when}`)]
  })

function summaryOf({ abstracts = [] }: Article): string | undefined {
  const [own] = abstracts
  return own?.sections
    .flatMap(({ title, paragraphs }) => [...(title === undefined ? [] : [title]), ...paragraphs])
    .map(plainText)
    .join('\n\n')
}
