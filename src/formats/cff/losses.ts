/** What CFF 1.2.0 has no key for, and what it holds in a coarser form. */
import type { Affiliation, Article, Contributor, Draft, Licence } from '../../../schemas/article.ts'
import { dayOf } from '../../article/citation-date.ts'
import { asRead } from '../as-read.ts'
import * as texts from '../at-once/texts.ts'
import {
  citationFields,
  citedDate,
  coarser,
  encodedUri,
  onlyNamed,
  onlyStanding,
  onlyTrue,
  plainTexts,
} from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { abstractParagraphs } from '../plain.ts'
import { issnOf } from './article.ts'
import * as plainly from './at-once.ts'
import { isCffEmail, isSpdx, languageCode } from './values.ts'

export const loses: readonly Field[] = [
  ...['honorific', 'degrees', 'orcidAuthenticated', 'isni', 'credit', 'equalContribution', 'deceased', 'notes'].map(
    (field) => `contributors/*/${field}`,
  ),
  'contributors/*/members',
  'contributors/*/native/language',
  'affiliations/*/ror',
  'affiliations/*/isni',
  'affiliations/*/grid',
  'heading',
  'translatedTitles',
  'abstracts/*/kind',
  'abstracts/*/language',
  'journal/abbreviatedTitles',
  'journal/identifiers',
  'journal/language',
  'licences/*/start',
  'licences/*/contentVersion',
  'licences/*/text',
  'freeToRead',
  'funding',
  'fundingStatement',
  'keywords/*/vocabulary',
  'keywords/*/language',
  'subjects',
  'links/*/mediaType',
  'links/*/contentVersion',
  'references/*/key',
  'references/*/label',
  'clinicalTrials',
  'unmapped',
]

const roles = new Set<string>(['author', 'editor', 'translator'])
const isNamed = ({ role, corresponding }: Contributor): boolean => roles.has(role) || corresponding === true
const saidTypes = new Set<string>(['dissertation', 'preprint', 'abstract'])

/** `through` writes an article as CFF and reads it again. */
export const coarsensOf = (through: (article: Article) => Draft | undefined): readonly Coarsening[] => [
  // Before the rows that would drop what it is made of.
  asRead(
    ['dates', 'relations'],
    'One date of publication; a retraction known by its date alone is told in notes.',
    through,
    { atOnce: plainly.datesAndRelations },
  ),
  ...coarsens,
  asRead(['title', 'subtitle'], 'Title and subtitle in one; what looks like mark-up is read as that.', through, {
    atOnce: texts.titleAlone,
  }),
  asRead(['shortTitle'], 'What looks like mark-up is read as that.', through, { atOnce: texts.proseIn('shortTitle') }),
  asRead(['abstracts'], 'Headings stand within the text.', through, {
    atOnce: texts.oneAbstract(abstractParagraphs),
  }),
  asRead(['keywords'], 'All in one group, each once.', through, { atOnce: plainly.keywords }),
  asRead(
    ['contributors', 'affiliations'],
    'Authors, editors, translators, then others to write to, each once; a name in one piece is that of an entity. Places of work are parted by semicolons.',
    through,
    { atOnce: plainly.people },
  ),
  asRead(['volume', 'issue', 'supplement'], 'Issue and supplement in one, parted by the word “Suppl.”.', through, {
    atOnce: plainly.numbers,
  }),
  asRead(['pages'], 'Pages that are no integers are a section in words.', through, { atOnce: plainly.pages }),
  asRead(['links'], 'The landing page first; the address of the DOI itself is no link.', through, {
    beside: ['doi'],
    atOnce: plainly.links,
  }),
  asRead(['identifiers'], 'The first PMCID before others, each once.', through, {
    beside: ['doi'],
    atOnce: plainly.identifiers,
  }),
  asRead(['licences'], 'The address stands with the first SPDX id.', through, { atOnce: plainly.licence }),
  asRead(['copyright'], 'One statement.', through, { atOnce: plainly.copyright }),
  asRead(['references'], 'Each once, in the types of CFF; a work without a title is called by its text.', through, {
    atOnce: plainly.references,
  }),
]

const coarsens: readonly Coarsening[] = [
  ...plainTexts,
  ...['licences/*/url', 'links/*/url', 'references/*/url'].map(encodedUri),
  onlyTrue('contributors/*/corresponding'),
  coarser<Contributor>('contributors/*', 'Authors, editors, translators, and whom to write to.', (one) =>
    isNamed(one) ? one : {},
  ),
  coarser<string>('contributors/*/email', 'An address needs a dot in its domain.', (email) =>
    isCffEmail(email) ? email : undefined,
  ),
  coarser<Contributor>('contributors/*', 'Only persons have an affiliation, only groups a website.', (one) =>
    one.kind === 'person' ? one : { ...one, affiliations: undefined },
  ),
  coarser<Affiliation[]>('affiliations', 'The affiliation of nobody who is named is left out.', (list, article) => {
    const named = (article.contributors ?? []).filter((one) => one.kind === 'person' && isNamed(one))
    return onlyNamed(list, new Set(named.flatMap(({ affiliations = [] }) => affiliations)))
  }),
  coarser<Affiliation>('affiliations/*', 'One line.', ({ literal, country, countryCode, ...place }) => {
    if (place.name === undefined && literal !== undefined) return { id: place.id, literal }
    return { ...place, ...(country === undefined ? { countryCode } : { country }) }
  }),
  coarser<Article['type']>('type', 'All but preprints, theses and abstracts are `article`.', (type) =>
    saidTypes.has(type ?? '') ? type : undefined,
  ),
  coarser<unknown[]>('abstracts', 'The first abstract alone.', (list) => list.slice(0, 1)),
  coarser<object>('journal/issn', 'One ISSN, the electronic first, without its medium.', (_, { journal }) => ({
    unspecified: [issnOf(journal)],
  })),
  coarser<object>('journal/publisher', 'A publisher without a name is left out.', (publisher) =>
    'name' in publisher ? publisher : {},
  ),
  coarser<string>('language', 'Two or three letters, without script or region.', languageCode),
  coarser<NonNullable<Article['pages']>>('pages', 'A span in words stands for first and last page.', spanned),
  coarser<Licence[]>('licences', 'The first address, and SPDX ids that the schema knows.', (licences) => {
    const first = licences.findIndex(({ url }) => url !== undefined)
    return licences.map(({ url, spdx }, at) => ({
      ...(at === first && { url }),
      ...(isSpdx(spdx) && { spdx }),
    }))
  }),
  citedDate(
    'The date of the citation and that of the issue: a day, or year and month.',
    (date) => {
      const { year, month, day } = dayOf(date)
      if (year === undefined) return undefined
      if (day !== undefined) return date
      const text = String(year).padStart(4, '0')
      return month === undefined ? text : `${text}-${String(month).padStart(2, '0')}`
    },
    ['issue'],
  ),
  onlyStanding('None but a retraction, correction or expression of concern, in notes.'),
  coarser<NonNullable<Article['pages']>>(
    'references/*/pages',
    'A span in words stands for first and last page.',
    spanned,
  ),
]

function spanned(pages: NonNullable<Article['pages']>) {
  return pages.literal === undefined ? pages : { literal: pages.literal }
}

export const transforms: readonly Transform[] = [
  { field: 'affiliations/*/id', how: '`aff` and its number in the list.' },
  { field: 'contributors/*/kind', how: 'A person has family-names, an entity a name.' },
  { field: 'contributors/*/role', how: 'authors, editors or translators.' },
  { field: 'contributors/*/corresponding', how: 'Named again as contact.' },
  { field: 'contributors/*/affiliations', how: 'The place of work itself stands with the name.' },
  { field: 'type', how: 'type or status.' },
  { field: 'language', how: 'languages.' },
  { field: 'links/*/kind', how: 'The landing page is the url, the rest are identifiers.' },
  { field: 'relations/*/type', how: 'In words in notes.' },
  { field: 'references/*/type', how: 'CFF’s own types of works.' },
  ...citationFields.map((field) => ({ field: `dates/${field}`, how: 'date-published, year, month; issue-date.' })),
]
