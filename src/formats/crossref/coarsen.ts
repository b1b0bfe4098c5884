/** What Crossref’s schema can say only in a coarser form: rows that the deposit and the result of a query share. */
import type { Article, ArticleDate, Contributor, Dates, Reference, Relation } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { escapeRich, plainText } from '../../text/rich.ts'
import { change, without } from '../change.ts'
import type { Coarsening, Field } from '../codec.ts'
import { titleText } from '../crossref-json/text.ts'
import { writtenPlace } from './affiliations.ts'
import { citedAs, regrouped, rewritten } from './coarser.ts'
import { type ContentKind, contentKind, postedDate, reviewDate } from './content.ts'
import { nameOf } from './contributors.ts'
import { dateText, historyOf } from './crossmark.ts'
import { publications } from './dates.ts'
import { groupedLinks, originalTitle, retractedMark, writtenIdentifier, writtenLink, writtenPages } from './identity.ts'
import { codenOf, issnsOf, journalIssue, journalTitle } from './journal.ts'
import { licenceUri, targetOf } from './programs.ts'
import { referenceType } from './read/citations.ts'
import { newReading } from './read/context.ts'
import { addEvents, type DatedEvent, eventDate, eventField, saysMore } from './read/events.ts'
import { putIdentifier } from './read/identity.ts'
import { addLink, isPageOf, linkOf } from './read/links.ts'
import { joinedPages } from './read/pages.ts'
import { readName, renamed, type SaidName } from './read/people.ts'
import { relationOf, relationType, target } from './read/relations.ts'
import { richText } from './read/text.ts'
import { trialNumber } from './read/trials.ts'
import { dateParts, exactDate, fit, isDepositableDoi, isIsbn, wholeDay } from './values.ts'
import { citationTypes, languageCode, registryOf, relationRows } from './vocabulary.ts'

type Draft = { -readonly [K in keyof Article]?: Article[K] }
const everything = <T extends object>(object: T) => Object.keys(object) as (keyof T)[] // of closed objects

const elementDates = ['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted', 'accepted'] as const

type Loose = { -readonly [K in keyof Dates]: Dates[K] }

/** The dates that elements say, and in a result the events that assertions do. */
function datesSaid(article: Article, kind: ContentKind, hasHistory: boolean): Dates {
  const { dates = {} } = article
  const out: Loose = {}
  const put = (name: (typeof elementDates)[number], date: ArticleDate | undefined) => {
    const exact = date === undefined ? undefined : exactDate(date)
    if (exact !== undefined) out[name] = exact
  }
  if (kind === 'peer_review') put('published', reviewDate(article))
  else put('accepted', dates.accepted)
  if (kind === 'posted_content') {
    put('posted', postedDate(article))
    const withdrawn = wholeDay(dates.retracted)
    if (withdrawn !== undefined) out.retracted = withdrawn
  }
  if (kind !== 'journal') return out
  for (const [name] of publications) put(name, dates[name])
  if (Object.keys(out).every((name) => name === 'accepted')) put('published', citationDate(article))
  if (journalIssue(article) !== '')
    put('issue', dateParts(dates.issue) === undefined ? citationDate(article) : dates.issue)
  const events = historyOf(dates).flatMap(({ name, label, date }): DatedEvent[] => {
    const [value, word] = [fit(dateText(date), 1024, 2), fit(label, 150, 2)]
    const read = value === undefined ? undefined : eventDate(value)
    return read === undefined ? [] : [{ field: eventField(name, word), event: word ?? name, date: read }]
  })
  if (hasHistory) addEvents(out, events, saysMore)
  return out
}

const kindRow = (hasHistory: boolean): Coarsening => ({
  field: 'type',
  how: 'the schema tells preprints and peer reviews from articles; these have no issue, pages or journal but its title',
  apply(article) {
    const out: Draft = { ...article }
    const kind = contentKind(article)
    const dates = datesSaid(article, kind, hasHistory)
    if (article.dates !== undefined || Object.keys(dates).length > 0) out.dates = dates
    const journal = journalSaid(article, kind)
    if (out.journal !== undefined) out.journal = journal
    if (kind === 'journal' && out.issueTitle === undefined && out.specialIssue !== undefined) {
      out.issueTitle = out.specialIssue
      delete out.specialIssue
    }
    if (kind !== 'journal') for (const name of notPosted) delete out[name]
    if (kind === 'peer_review') for (const name of notReviewed) delete out[name]
    else if (out.type !== 'preprint') delete out.type
    return out as Article // still of its shape
  },
})

/** An abbreviated title stands for the full one; of posted content the server’s name is all there is of a journal. */
function journalSaid({ journal = {} }: Article, kind: ContentKind): NonNullable<Article['journal']> {
  const title = journalTitle(journal)
  const { publisher, ...rest } = journal
  if (kind === 'journal') return { ...rest, ...(title !== undefined && { title }) }
  const name = title ?? publisher?.name
  const { name: said, ...others } = publisher ?? {}
  const runs = { ...(title !== undefined && said !== undefined && { name: said }), ...others }
  return { ...(name !== undefined && { title: name }), ...(Object.keys(runs).length > 0 && { publisher: runs }) }
}
const notPosted = ['volume', 'issue', 'issueTitle', 'supplement', 'specialIssue', 'pages', 'identifiers'] as const
const notReviewed = ['abstracts', 'journal', 'funding', 'clinicalTrials', 'references', 'contentVersion'] as const

/** TeX is text in face mark-up, and a tag or an entity in words is one to whoever reads it. */
const reread = (rich: string): string => richText(titleText(rich)) ?? ''

/** What a title element says, and whose language is said. */
const titleRow = rewritten(
  'translatedTitles/*',
  'in the article’s own language first; others have none',
  (article, out) => {
    const { title, subtitle, translatedTitles = [] } = article
    const whole = reread(escapeRich(retractedMark(article)) + (title ?? ''))
    if (whole === '') delete out.title
    else out.title = whole
    if (subtitle !== undefined) out.subtitle = reread(subtitle)
    const original = originalTitle(article)
    const others =
      contentKind(article) === 'journal' ? translatedTitles.filter((one) => one !== original).slice(0, 19) : []
    return [...(original === undefined ? [] : [original]), ...others].flatMap((one) => {
      const language = one === original ? languageCode(one.language) : undefined
      const said = { title: reread(one.title), ...(one.subtitle !== undefined && { subtitle: reread(one.subtitle) }) }
      if (said.title === '' || (said.title === whole && language === undefined)) return []
      return [{ ...said, ...(language !== undefined && { language }) }]
    })
  },
)

const cut = (field: Field, longest: number, shortest?: number): Coarsening =>
  change(field, `a text of at most ${longest} characters${shortest ? ` and at least ${shortest}` : ''}`, (text) =>
    typeof text === 'string' ? fit(text, longest, shortest) : text,
  )

const plain = (field: Field): Coarsening =>
  change(field, 'plain text, without mark-up', (text) => escapeRich(plainText(String(text))))

const code = (field: Field): Coarsening =>
  change(field, 'the two-letter code alone: “pt” of “pt-BR”', (tag) => languageCode(String(tag)))

const names: readonly Coarsening[] = [
  change('contributors/*/role', 'an illustrator is “other”', (role) => (role === 'illustrator' ? 'other' : role)),
  change('contributors/*/corresponding', 'said only where it is so', (flag) => flag || undefined),
  without<Contributor>(
    'contributors/*',
    'an organization is a name alone, and a person without a name is anonymous',
    (one) => {
      if (one.kind === 'group') return ['orcid', 'orcidAuthenticated', 'affiliations', 'corresponding', 'credit']
      if (one.kind === 'literal' || nameOf(one).surname !== undefined)
        return one.orcid === undefined ? ['orcidAuthenticated'] : []
      return ['orcid', 'orcidAuthenticated', 'honorific', 'degrees', 'suffix'] as (keyof Contributor)[] // of a person
    },
  ),
  change('contributors/*', 'given names and surname with their particles, or a name in one piece', (one) => {
    const contributor = one as Contributor // the field’s own shape
    const name = readName(saidName(contributor))
    return name && renamed(contributor, { ...name, ...formal(contributor) })
  }),
  code('contributors/*/native/language'),
]

/** What alt-name says of a person beside the name that is cited. */
const formal = (one: Contributor) =>
  one.kind === 'person'
    ? {
        ...(one.honorific !== undefined && { honorific: one.honorific }),
        ...(one.native !== undefined && { native: one.native }),
        ...(one.degrees !== undefined && { degrees: one.degrees }),
      }
    : {}

function saidName(one: Contributor): SaidName {
  if (one.kind === 'group') return { name: fit(one.name, 511) }
  const { given, surname, suffix, style } = one.kind === 'person' ? nameOf(one) : { surname: one.literal }
  const name = fit(surname, 200)
  return {
    given: style === undefined ? fit(given, 200) : name,
    family: style === undefined ? name : undefined,
    suffix: fit(suffix, 10),
    isPerson: Object.keys(formal(one)).length > 0,
  }
}

const journalRows: readonly Coarsening[] = [
  change(
    'journal/issn',
    'print and electronic, or others without their kind where there is neither',
    (_, { journal }) => {
      const said = issnsOf(journal ?? {})
      const known = said.flatMap(({ issn, medium }) => (medium === undefined ? [] : [[medium, issn] as const]))
      if (known.length > 0) return Object.fromEntries(known)
      return said.length === 0 ? undefined : { unspecified: said.map(({ issn }) => issn) }
    },
  ),
  change(
    'journal/identifiers/*',
    'a CODEN of at most six characters alone',
    (one, { journal }) => ((one as { value: string }).value === codenOf(journal ?? {}) ? one : undefined), // an identifier
  ),
  change('journal/abbreviatedTitles/*', 'at most ten', (title, _, { key }) => (Number(key) < 10 ? title : undefined)),
  code('journal/language'),
  code('language'),
]

const rightsRows: readonly Coarsening[] = [
  without<NonNullable<Article['licences']>[number]>(
    'licences/*',
    'an address, from a day on, for a version',
    (licence) =>
      licenceUri(licence.url) === undefined
        ? everything(licence)
        : [
            ...(licence.contentVersion === 'unspecified' ? (['contentVersion'] as const) : []),
            ...(wholeDay(licence.start) === undefined ? (['start'] as const) : []),
          ],
  ),
  change('licences/*/url', 'in the characters of an address', (url) => licenceUri(String(url))),
  change('freeToRead/start', 'a whole day', (date) => wholeDay(date as ArticleDate)), // the field’s own shape
  change('clinicalTrials/*', 'in a registry that Crossref knows, by its DOI', (value) => {
    const trial = value as NonNullable<Article['clinicalTrials']>[number] // the field’s own shape
    const registry = registryOf(trial)
    if (registry === undefined) return undefined
    return { ...trial, number: trialNumber(trial.number), registry }
  }),
]

const referenceRows: readonly Coarsening[] = [
  plain('references/*/title'),
  plain('references/*/containerTitle'),
  without<Reference>('references/*', 'types, DOIs and ISBNs that the schema takes', ({ type, doi, isbn }) => [
    ...(type !== undefined && citationTypes[type] === undefined ? (['type'] as const) : []),
    ...(doi !== undefined && !isDepositableDoi(doi) ? (['doi'] as const) : []),
    ...(isbn !== undefined && !isIsbn(isbn) ? (['isbn'] as const) : []),
  ]),
  change('references/*/unstructured', 'TeX as its text', (rich) => reread(String(rich)) || undefined),
  change('references/*', 'a key, the first author in one piece, the first page', (one, _, { key }) => {
    const reference = one as Reference // the field’s own shape
    const word = reference.type === undefined ? undefined : citationTypes[reference.type]
    const type = referenceType(word)
    return { ...citedAs(reference, Number(key), type), ...(type !== undefined && { type }) }
  }),
]

const workRows: readonly Coarsening[] = [
  change('relations/*', 'one identifier, of a kind the schema knows', (one) => {
    const relation = one as Relation // the field’s own shape
    const to = targetOf(relation)
    if (to === undefined) return undefined
    const { type, label, date } = relation
    const { isBroader, type: word } = relationRows[type]
    const read = isBroader ? type : (relationType(word) ?? 'other')
    return relationOf(read, target(to.id, to.type), label, date)
  }),
  rewritten('links', 'a landing page, then full texts by their media type, then other addresses', linksSaid),
  change(
    'identifiers/*',
    'at most ten of at most 255 characters, with types in small letters',
    (one, { doi }, { key }) => {
      const written = Number(key) < 10 ? writtenIdentifier(one as { type: string; value: string }) : undefined // an identifier
      const reading = newReading()
      if (doi !== undefined) reading.draft.doi = doi
      if (written !== undefined) putIdentifier(written.type, written.value, reading)
      return reading.draft.identifiers?.[0]
    },
  ),
  change('pages', 'a first page; a last page stands behind it', (pages) => {
    const { first, last, other } = writtenPages(pages as NonNullable<Article['pages']>) // the field’s own shape
    return joinedPages(first, last, other)
  }),
]

function linksSaid(article: Article): Article['links'] {
  const { landing, texts, others } = groupedLinks(article)
  const reading = newReading()
  const said = landing === undefined ? undefined : writtenLink(landing)
  if (said?.url !== undefined && !(said.mediaType === 'text/html' && isPageOf(said.url, article.doi))) {
    const { url, mediaType, version } = said
    addLink(
      { url, kind: 'landing', ...(mediaType && { mediaType }), ...(version && { contentVersion: version }) },
      reading,
    )
  }
  for (const link of [...texts, ...others]) {
    const { url, mediaType, version } = writtenLink(link)
    if (url !== undefined) addLink(linkOf(url, mediaType, version), reading)
  }
  return reading.draft.links
}

const lengths: readonly (readonly [Field, number, number?])[] = [
  ['journal/title', 255],
  ['journal/abbreviatedTitles/*/title', 150],
  ['volume', 32],
  ['issue', 32],
  ['supplement', 15],
  ['articleNumber', 32],
  ['references/*/key', 128],
  ['references/*/volume', 32],
  ['references/*/issue', 32],
  ['references/*/pages/first', 32],
  ['references/*/edition', 15],
]

/**
 * `crossmark`: what a form that has it says in assertions and updates; these tell the history of articles in journals.
 * The shape of an article, its original title and the date of its citation are found in the whole of it, so first comes
 * what asks for them.
 */
export const coarseningsOf = (crossmark: readonly Coarsening[] = []): readonly Coarsening[] => [
  titleRow,
  ...crossmark,
  kindRow(crossmark.length > 0),
  ...names,
  regrouped(
    'at each person who names it: a name, a department, an address in one line',
    writtenPlace,
    ({ kind }) => kind !== 'group',
  ),
  ...journalRows,
  ...rightsRows,
  ...lengths.map(([field, longest, shortest]) => cut(field, longest, shortest)),
  ...referenceRows,
  ...workRows,
]

/** Fields that neither form has a place for. */
export const losses: readonly Field[] = [
  'heading',
  'shortTitle',
  'keywords',
  'subjects',
  'unmapped',
  'journal/abbreviatedTitles/*/type',
  'contributors/*/email',
  'contributors/*/equalContribution',
  'contributors/*/deceased',
  'contributors/*/notes',
  'contributors/*/isni',
  'contributors/*/ror',
  'contributors/*/members',
  'contributors/*/credit/*/degree',
  'affiliations/*/grid',
  'licences/*/spdx',
  'licences/*/text',
  'references/*/label',
  'references/*/publisher',
  'references/*/pmid',
  'references/*/url',
]

export const transforms = [
  { field: 'journal/identifiers/*/type', how: 'coden' },
  { field: 'type', how: 'posted_content, peer_review or journal_article' },
  ...elementDates.map((name) => ({
    field: `dates/${name}`,
    how: 'elements month, day and year; a season is a month 21 to 24',
  })),
  { field: 'contributors/*/kind', how: 'person_name or organization; a name in one piece is a surname' },
  { field: 'contributors/*/role', how: '@contributor_role' },
  { field: 'contributors/*/corresponding', how: 'role “corresponding-author”' },
  { field: 'contributors/*/affiliations/*', how: 'affiliations inside person_name' },
  { field: 'affiliations/*/id', how: 'affiliations inside person_name' },
  { field: 'freeToRead', how: 'ai:free_to_read' },
  { field: 'references/*/type', how: 'citation/@type' },
  { field: 'relations/*/type', how: '@relationship-type, with a description where it says less' },
  { field: 'links/*/kind', how: 'resource of the DOI, or a collection and @mime_type' },
] as const
