/** What a MARC record cannot say, and what it says in codes or words of its own. */
import type {
  Abstract,
  Article,
  ArticleDate,
  Journal,
  KeywordGroup,
  Reference,
  Relation,
} from '../../../schemas/article.ts'
import { parseDateWords } from '../../article/date-words.ts'
import { dateWords } from '../../article/in-words.ts'
import { escapeRich } from '../../text/rich.ts'
import { change } from '../change.ts'
import { coarser, plainTexts } from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { merged } from '../datacite/losses.ts'
import { abstractParagraphs } from '../plain.ts'
import { newIds } from '../renumbered.ts'
import { nameCoarsenings } from './coarsen-names.ts'
import { relatedParts } from './host.ts'
import { parseParts } from './read/parts.ts'
import { citedNames, imprintOf, placeOf } from './read/relations.ts'
import { authorLine, containerText, imprint, tags } from './relations.ts'
import { isUncontrolled } from './subjects.ts'

export const loses: readonly Field[] = [
  'contributors/*/orcidAuthenticated',
  'contributors/*/native/language',
  'affiliations/*/isni',
  'affiliations/*/grid',
  'journal/abbreviatedTitles/*/type',
  'journal/language',
  'journal/publisher/ror',
  'keywords/*/language',
  'unmapped',
]

const wordDates = [
  ...['received', 'accepted', 'publishedOnline', 'publishedPrint', 'published', 'issue', 'posted', 'retracted'],
  ...['revised/*', 'corrected/*', 'other/*/date'],
].map((name) => `dates/${name}`)

/** The parts of the line in which the place in the journal is told. */
function inLine(article: Article): Article {
  const { volume: _v, issue: _i, supplement: _s, pages: _p, articleNumber: _a, ...rest } = article
  const { title: _title, date: _date, ...parts } = parseParts(relatedParts(article) ?? '')
  return { ...rest, ...parts }
}

/** Index terms of vocabularies come first, then those of none. */
function inFields(groups: readonly KeywordGroup[]): KeywordGroup[] {
  const plain = groups.map(({ language: _language, vocabulary, terms }): KeywordGroup => {
    if (isUncontrolled(vocabulary)) return { terms }
    return { vocabulary: /^mesh$/i.test(vocabulary ?? '') ? 'MeSH' : (vocabulary ?? ''), terms }
  })
  const isControlled = ({ vocabulary }: KeywordGroup) => vocabulary !== undefined
  return merged(
    [...plain.filter(isControlled), ...plain.filter((group) => !isControlled(group))],
    ({ vocabulary = '' }) => vocabulary,
    (one, next) => ({ ...one, terms: [...one.terms, ...next.terms] }),
  )
}

/** The main ISSN stands in $x, whatever its medium; the others follow. */
function issns({ print, electronic, linking, unspecified = [] }: NonNullable<Journal['issn']>) {
  const known = electronic ?? print ?? linking
  const main = known ?? unspecified[0]
  const others = unspecified.filter((issn) => issn !== main)
  const all = known === undefined && main !== undefined ? [main, ...others] : others
  return {
    ...(print !== undefined && { print }),
    ...(electronic !== undefined && { electronic }),
    ...(linking !== undefined && { linking }),
    ...(all.length > 0 && { unspecified: all }),
  }
}

/** Authors, imprint and container are one line each. */
function cited(reference: Reference): Reference {
  const { authors, publisher: _p, year: _y, containerTitle: _c, volume: _v, issue: _i, ...rest } = reference
  const { pages: _pages, articleNumber: _a, ...others } = rest
  return {
    ...others,
    ...(authors !== undefined && authors.length > 0 && { authors: citedNames(authorLine(reference) ?? '') }),
    ...imprintOf(imprint(reference)),
    ...placeOf(containerText(reference)),
  }
}

export const coarsens: readonly Coarsening[] = [
  ...plainTexts,
  ...nameCoarsenings,
  ...[...wordDates, 'licences/*/start', 'freeToRead/start', 'relations/*/date'].map((field) =>
    change(field, 'A season in words that names months is read as these.', (date) => {
      const said = date as ArticleDate // the field’s own shape
      return typeof said === 'string' ? said : (parseDateWords(dateWords(said)) ?? said)
    }),
  ),
  coarser<Abstract>('abstracts/*', 'All paragraphs are one, each heading before its own.', (abstract) => ({
    ...abstract,
    sections: [{ paragraphs: [escapeRich(abstractParagraphs(abstract).join(' '))] }],
  })),
  coarser<Abstract[]>('abstracts', 'Languages are told only where every abstract has one.', (abstracts) =>
    abstracts.every(({ language }) => language !== undefined)
      ? abstracts
      : abstracts.map(({ language: _language, ...abstract }) => abstract),
  ),
  coarser<readonly unknown[]>('journal/abbreviatedTitles', '773 $p holds one abbreviated title, the first.', (list) =>
    list.slice(0, 1),
  ),
  coarser<NonNullable<Journal['issn']>>('journal/issn', 'No ISSN is said twice.', issns),
  {
    field: 'pages',
    how: 'Volume, issue, pages and article number are one line, read back as far as its parts can be told apart.',
    apply: inLine,
  },
  coarser<KeywordGroup[]>(
    'keywords',
    'Words of the author are index terms of no vocabulary (653), and stand behind all others.',
    inFields,
  ),
  coarser<Relation[]>('relations', 'Fields ascend: translations and supplements stand first.', (relations) =>
    relations.toSorted((a, b) => Number(tags[a.type] ?? 787) - Number(tags[b.type] ?? 787)),
  ),
  coarser<Reference>('references/*', 'Authors, imprint and container of a cited work are one line each.', cited),
]

export const transforms: readonly Transform[] = [
  newIds,
  { field: 'contributors/*/kind', how: 'the tag: X00 a person, X10 a group, 720 a name that may be either' },
  { field: 'contributors/*/role', how: '$e and $4, as a MARC relator' },
  { field: 'contributors/*/members/*/kind', how: 'members are named in $g of the group' },
  { field: 'contributors/*/members/*/role', how: 'members are named in $g of the group' },
  { field: 'contributors/*/affiliations/*', how: 'the affiliation stands in $u of the name' },
  { field: 'contributors/*/corresponding', how: '$g “corresponding author”' },
  { field: 'contributors/*/equalContribution', how: '$g “contributed equally”' },
  { field: 'contributors/*/deceased', how: '$g “deceased”' },
  { field: 'abstracts/*/language', how: '041 $b, as a MARC language code' },
  { field: 'dates', how: '500, one note in words for each event; 008 and 264 $c for the date of the citation' },
  { field: 'licences/*/start', how: '540 $g' },
  { field: 'freeToRead', how: '506, and 856 $7 where it holds already' },
  { field: 'keywords/*/vocabulary', how: '650, by its second indicator or $2' },
  { field: 'language', how: '008/35-37 and 041 $a, as a MARC language code; subtags in a second 041' },
  { field: 'contentVersion', how: '562 $c, by the name that NISO gives the version' },
  { field: 'links/*/kind', how: '856 $3, in words' },
  { field: 'relations/*/type', how: 'the tag, and $i in words' },
  { field: 'relations/*/date', how: '$n, in words' },
]
