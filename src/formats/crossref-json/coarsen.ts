/** What a work of the API says only in a coarser form, in other words, or not at all. */
import type { Article, ArticleDate, Contributor, Draft, Reference, Relation } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { doiKey } from '../../article/doi.ts'
import { standingOf } from '../../article/standing.ts'
import { escapeRich, plainText } from '../../text/rich.ts'
import { change, without } from '../change.ts'
import type { Coarsening, Field } from '../codec.ts'
import { citedAs, regrouped, rewritten } from '../crossref/coarser.ts'
import { targetOf } from '../crossref/programs.ts'
import { newReading } from '../crossref/read/context.ts'
import { addLink, isPageOf, linkOf } from '../crossref/read/links.ts'
import { isNoPage, readSpan } from '../crossref/read/pages.ts'
import { readName, renamed } from '../crossref/read/people.ts'
import { relationType, target } from '../crossref/read/relations.ts'
import { richText } from '../crossref/read/text.ts'
import { trialNumber } from '../crossref/read/trials.ts'
import { numberType } from '../crossref/read/values.ts'
import { registryOf } from '../crossref/vocabulary.ts'
import { assertions, parts, putDates } from './dates.ts'
import { lists, saidName, saidPlace } from './names.ts'
import { contributorLists } from './read/contributors.ts'
import { readDates } from './read/dates.ts'
import { pairedTitles } from './read/titles.ts'
import { contentTypes, landingOf } from './rights.ts'
import { titleText } from './text.ts'
import { titleLists } from './titles.ts'
import { relationKeys, updateRows, type Work } from './work.ts'

const plain = (field: Field): Coarsening =>
  change(field, 'plain text, without mark-up', (text) => escapeRich(plainText(String(text))))

/** TeX is text in face mark-up, and a tag or an entity in words is one to whoever reads the string. */
const reread = (rich: string): string => richText(titleText(rich)) ?? ''
const face = (field: Field): Coarsening => change(field, 'TeX as its text', (rich) => reread(String(rich)) || undefined)

const listOrder = contributorLists.map(([list]) => list)
const orderOf = ({ role }: Contributor): number => listOrder.indexOf(lists[role])

const peopleRows: readonly Coarsening[] = [
  rewritten('contributors', 'a list for each role: authors, editors, translators, chairs, others', ({ contributors }) =>
    contributors?.toSorted((a, b) => orderOf(a) - orderOf(b)),
  ),
  change('contributors/*', 'family and given names with their particles, or a name in one piece', (one) => {
    const contributor = one as Contributor // the field’s own shape
    const name = readName(saidName(contributor))
    return name && renamed(contributor, name)
  }),
  without<Contributor>(
    'contributors/*',
    'an ORCID iD is confirmed or nothing is said',
    ({ orcid, orcidAuthenticated }) =>
      orcid === undefined || orcidAuthenticated !== true ? ['orcidAuthenticated'] : [],
  ),
  change('contributors/*/corresponding', 'said only where it is so', (flag) => flag || undefined),
  regrouped('at each contributor who names it: a name, a department, an address in one line', saidPlace, () => true),
]

const titleRow = rewritten(
  'translatedTitles/*',
  'lists of titles and of subtitles, without languages',
  (article, out) => {
    const { titles, subtitles, originals } = titleLists(article)
    const read = pairedTitles(titles.map(reread), subtitles.map(reread), originals.map(reread)).titles
    for (const field of ['title', 'subtitle'] as const) {
      if (read[field] === undefined) delete out[field]
      else out[field] = read[field]
    }
    return read.translatedTitles
  },
)

/** As the reader of works has them: members with numbers, and events in assertions for what these cannot say. */
const dateRow = rewritten(
  'dates',
  'numbers, and words where these say less; `published` where no other is the same',
  (article) => {
    const work: Work = { assertion: assertions({ ...article, relations: [] }) }
    putDates(work, article)
    const reading = newReading()
    readDates(work, reading)
    return reading.draft.dates
  },
)

const rightsRows: readonly Coarsening[] = [
  change(
    'licences/*',
    'a licence has an address',
    (licence) => ((licence as { url?: string }).url === undefined ? undefined : licence), // a licence
  ),
  change('licences/*/start', 'a year, month or day', (date) => asParts(date as ArticleDate)), // its start
  change('licences/*/contentVersion', 'not said where it is unspecified', (version) =>
    version === 'unspecified' ? undefined : version,
  ),
  rewritten('links', 'a landing page, and full texts by their media type', (article) => {
    const landing = landingOf(article)
    const reading = newReading()
    if (landing !== undefined && !isPageOf(landing.url, article.doi))
      addLink({ url: landing.url, kind: 'landing' }, reading)
    for (const link of article.links ?? []) {
      if (link !== landing)
        addLink(linkOf(link.url, link.mediaType ?? contentTypes[link.kind], link.contentVersion), reading)
    }
    return reading.draft.links
  }),
  change('clinicalTrials/*', 'with the registry that its number tells, in capitals', (value) => {
    const trial = value as NonNullable<Article['clinicalTrials']>[number] // the field’s own shape
    const registry = trial.registry ?? registryOf(trial)
    return { ...trial, number: trialNumber(trial.number), ...(registry !== undefined && { registry }) }
  }),
]

const placeRows: readonly Coarsening[] = [
  rewritten('journal/issn', 'print, electronic, and others without their kind', ({ journal }, out) => {
    const { print, electronic, linking, unspecified = [] } = journal?.issn ?? {}
    const others = [linking, ...unspecified].filter((one) => one !== undefined && one !== print && one !== electronic)
    const issn = {
      ...(print !== undefined && { print }),
      ...(electronic !== undefined && { electronic }),
      ...(others.length > 0 && { unspecified: [...new Set(others)] }),
    }
    if (journal?.issn !== undefined) out.journal = { ...journal, issn } as Draft['journal'] // of strings alone
    return undefined
  }),
  change('pages', 'one span, parted where that can be done in one way; an article number is none', (pages, article) => {
    const { first, last, literal } = pages as NonNullable<Article['pages']> // the field’s own shape
    const span = literal ?? [first, last].filter(Boolean).join('-')
    return span === article.articleNumber || isNoPage(span) ? undefined : readSpan(span)
  }),
  change('identifiers/*', 'a number of the publisher', (one, { doi }) => {
    const { value } = one as { value: string } // an identifier
    return value.toLowerCase() === doi?.toLowerCase() ? undefined : { type: numberType(value), value }
  }),
]

const referenceRows: readonly Coarsening[] = [
  plain('references/*/title'),
  plain('references/*/containerTitle'),
  face('references/*/unstructured'),
  change(
    'references/*',
    'a key, the first author in one piece, the first page',
    (one, _, { key }) => citedAs(one as Reference, Number(key), undefined), // the field’s own shape
  ),
]

/** Relations in the groups of the API; then what a notice did, and what was done to the article. */
const relationRow = rewritten(
  'relations',
  'one identifier under a key; an update has a date and a label',
  (article) => {
    const groups = new Map<string, Relation[]>()
    for (const name of ['update-to', 'updated-by']) groups.set(name, [])
    const related = new Map<string, Relation[]>()
    for (const relation of article.relations ?? []) {
      const row = relation.doi === undefined ? undefined : updateRows[relation.type]
      const to = targetOf(relation)
      const key = relationKeys[relation.type]
      if (row !== undefined) groups.get(row.list)?.push(updated(relation, article))
      else if (to !== undefined)
        related.set(key, [
          ...(related.get(key) ?? []),
          { type: relationType(key) ?? 'other', ...target(to.id, to.type) },
        ])
    }
    const said = [...related.values(), ...groups.values()].flat()
    const standing = standingOf(article)
    if (standing === undefined || standingOf({ relations: said, dates: article.dates ?? {} }) !== undefined) return said
    const first = article.relations?.find((one) => standingOf({ relations: [one] }) === standing)
    return first === undefined
      ? said
      : [...said, { type: first.type, ...(first.doi !== undefined && { doi: first.doi }) }]
  },
)

/** An update bears the day of the notice where it has none of its own. */
function updated({ type, doi = '', date, label }: Relation, article: Article): Relation {
  const row = updateRows[type]
  const day = asParts(date ?? (row?.list === 'update-to' ? citationDate(article) : undefined))
  const isOwn = label === undefined || label.toLowerCase() === row?.label.toLowerCase()
  return { type, doi: doiKey(doi), ...(!isOwn && { label }), ...(day !== undefined && { date: day }) }
}

export const coarsenings: readonly Coarsening[] = [
  // The citation’s date and the original title are found in the whole article.
  relationRow,
  titleRow,
  face('shortTitle'),
  dateRow,
  ...peopleRows,
  ...rightsRows,
  ...placeRows,
  ...referenceRows,
  change('type', 'posted-content, peer-review or journal-article', (type) =>
    type === 'preprint' || type === 'peer-review' ? type : undefined,
  ),
  change('doi', 'in lower case', (doi) => doiKey(String(doi))),
  change('abstracts/*', 'the first abstract alone', (abstract, _, { key }) => (key === '0' ? abstract : undefined)),
]

function asParts(date: ArticleDate | undefined): ArticleDate | undefined {
  const numbers = parts(date)?.['date-parts'][0]
  if (numbers === undefined) return undefined
  return numbers.map((number, at) => String(number).padStart(at === 0 ? 4 : 2, '0')).join('-')
}

/** Fields the API has no place for. */
export const losses: readonly Field[] = [
  'heading',
  'keywords',
  'unmapped',
  'issueTitle',
  'specialIssue',
  'journal/abbreviatedTitles/*/type',
  'journal/identifiers',
  'journal/language',
  'journal/publisher/ror',
  'freeToRead',
  'licences/*/spdx',
  'licences/*/text',
  'abstracts/*/kind',
  'abstracts/*/language',
  'contributors/*/email',
  'contributors/*/degrees',
  'contributors/*/native',
  'contributors/*/isni',
  'contributors/*/ror',
  'contributors/*/members',
  'contributors/*/credit/*/degree',
  'contributors/*/equalContribution',
  'contributors/*/deceased',
  'contributors/*/notes',
  'references/*/label',
  'references/*/type',
  'references/*/publisher',
  'references/*/pmid',
  'references/*/url',
]

const dateHow = 'date-parts; what these cannot say stands in an assertion'
const textHow = 'text of XML in Crossref’s face mark-up'
export const transforms = [
  ...[
    'title',
    'subtitle',
    'shortTitle',
    'translatedTitles/*/title',
    'translatedTitles/*/subtitle',
    'references/*/unstructured',
  ].map((field) => ({ field, how: textHow })),
  { field: 'abstracts/*/sections', how: 'text of XML in JATS' },
  { field: 'type', how: 'type and subtype' },
  { field: 'identifiers/*/type', how: 'told by the form of the number: a PII, or a number of the publisher' },
  ...['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted', 'accepted'].map((name) => ({
    field: `dates/${name}`,
    how: dateHow,
  })),
  { field: 'dates/other/*/event', how: 'assertion name and label' },
  { field: 'licences/*/start', how: dateHow },
  { field: 'relations/*/date', how: dateHow },
  { field: 'relations/*/type', how: 'a key of relation, or update-to and updated-by' },
  { field: 'links/*/kind', how: 'resource, content-type and intended-application' },
  { field: 'contributors/*/kind', how: 'family or name' },
  { field: 'contributors/*/role', how: 'a list for each role' },
  { field: 'contributors/*/corresponding', how: 'a role' },
  { field: 'contributors/*/affiliations/*', how: 'affiliation of each author' },
  { field: 'affiliations/*/id', how: 'affiliation of each author' },
] as const
