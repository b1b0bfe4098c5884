/** What RIS, Refer and EndNote XML cannot say, and what they say in words of their own. */
import type { Abstract, Article, Contributor, Draft } from '../../../schemas/article.ts'
import { escapeRich, plainText } from '../../text/rich.ts'
import { asRead } from '../as-read.ts'
import * as texts from '../at-once/texts.ts'
import { type AtOnce, arePlainDates, asItIs, isNamedEvent } from '../at-once/values.ts'
import { coarser } from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { detailsOfPeople } from '../losses-in-common.ts'
import { particlesInNames } from '../plain-forms.ts'
import * as plainly from './at-once.ts'
import { dropping } from './coarsenings.ts'
import { abstractLine, commaless, isAuthor, isEditor, oneIssn } from './values.ts'

export const taggedLoses: readonly Field[] = [
  ...detailsOfPeople,
  'contributors/*/affiliations',
  'contributors/*/corresponding',
  'contributors/*/email',
  'contributors/*/orcid',
  'affiliations/*/ror',
  'affiliations/*/isni',
  'affiliations/*/grid',
  'translatedTitles/*/language',
  'journal/abbreviatedTitles/*/type',
  'journal/identifiers',
  'journal/language',
  'journal/publisher/ror',
  'keywords/*/vocabulary',
  'keywords/*/language',
  'contentVersion',
  'links/*/mediaType',
  'links/*/contentVersion',
  'licences',
  'copyright',
  'freeToRead',
  'funding',
  'fundingStatement',
  'references',
  'unmapped',
]

const oneGroup = 'All in one group, each on one line in which a semicolon becomes a comma.'

/** What a format makes of plain values in its own way: rich text, an abstract as paragraphs, and links. */
interface Manner {
  readonly textOf: texts.TextOf
  readonly paragraphs: (abstract: Abstract) => readonly string[]
  readonly links: AtOnce
}

const inOneLine: Manner = {
  textOf: plainText,
  paragraphs: (abstract) => [abstractLine(abstract)],
  links: plainly.links,
}

/** What every tagged format holds in a coarser form; `through` writes an article in the format and reads it again. */
export const taggedCoarsens = (
  through: (article: Article) => Draft | undefined,
  { textOf, paragraphs, links }: Manner = inOneLine,
): readonly Coarsening[] => [
  {
    field: 'subjects',
    how: 'They stand among the keywords.',
    apply(article) {
      const { subjects, ...rest } = article
      if (subjects === undefined) return article
      return { ...rest, keywords: [...(article.keywords ?? []), { terms: subjects.map(escapeRich) }] }
    },
  },
  asRead(['keywords'], oneGroup, through, { atOnce: texts.oneGroup }),
  coarser<Contributor[]>(
    'contributors',
    'A comma inside a name becomes a blank, since commas part family name, given names and suffix.',
    (list) => list.map((one) => (isAuthor(one) || isEditor(one) ? commaless(one) : one)),
  ),
  particlesInNames,
  asRead(
    ['contributors'],
    'Authors, then editors, then others in a note; a body, a mononym and a name in one piece may not be told apart.',
    through,
    { atOnce: plainly.people },
  ),
  asRead(
    ['affiliations'],
    'One line: as printed where that is known, otherwise the parts with commas between.',
    through,
    { atOnce: plainly.places },
  ),
  asRead(
    ['abstracts'],
    'One after another, headings within the text and paragraphs joined; the first without its kind and language.',
    through,
    { atOnce: texts.oneAbstract(paragraphs, textOf) },
  ),
  coarser<object>('journal/issn', 'One ISSN, the electronic first, without its medium.', (issn, { journal }) => {
    const one = journal && oneIssn(journal)
    return one === undefined ? issn : { unspecified: [one] }
  }),
  coarser<readonly unknown[]>('journal/abbreviatedTitles', 'The first abbreviated title alone.', (list) =>
    list.slice(0, 1),
  ),
  dropping('type', 'Not said beside a heading; “research-article” is what an article is taken for.', (article) => {
    return article.heading === undefined && article.type !== 'research-article'
  }),
  asRead(['heading', 'type'], 'A heading that is the name of a type is read as that type.', through, {
    beside: ['doi'],
    atOnce: plainly.kind,
  }),
  asRead(
    ['volume', 'issue', 'supplement'],
    'Issue and supplement stand in one field, parted by the word “Suppl.”.',
    through,
    { atOnce: plainly.numbers },
  ),
  asRead(['pages'], 'A span whose ends cannot be told apart is kept in words.', through, {
    beside: ['articleNumber'],
    atOnce: plainly.pages,
  }),
  asRead(['dates'], 'A season in words may be read as the months that it names.', through, {
    atOnce: asItIs(({ dates }) => arePlainDates(dates, isNamedEvent)),
  }),
  asRead(['relations'], 'In words: parentheses and colons part the type, the work and the date.', through),
  asRead(['clinicalTrials'], 'In words, with commas between number, registry and stage.', through),
  asRead(['identifiers'], 'Those of PubMed first; a semicolon inside becomes a comma.', through, {
    atOnce: plainly.identifiers,
  }),
  asRead(['links'], 'The landing page first; the address of the DOI itself is no link.', through, {
    beside: ['doi'],
    atOnce: links,
  }),
  asRead(
    ['title', 'subtitle'],
    'Title and subtitle in one, with a colon between; what still looks like mark-up is read as that.',
    through,
    { atOnce: plainly.titles(textOf) },
  ),
  asRead(['shortTitle'], 'What looks like mark-up is read as that.', through, {
    atOnce: texts.proseIn('shortTitle', textOf),
  }),
  asRead(['translatedTitles'], 'Title and subtitle in one, without the language.', through),
]

const dateHow =
  'In words: a season by its name, a range with “to”; the date of publication in the format’s own notation.'

/** Fields whose words are those of the format or of a note. */
export const taggedTransforms: readonly Transform[] = [
  { field: 'affiliations/*/id', how: '`aff` and its number in the list.' },
  { field: 'contributors/*/kind', how: 'How the name is written says what it is.' },
  { field: 'contributors/*/role', how: 'The field the name stands in, or the word before it in a note.' },
  { field: 'identifiers/*/type', how: 'The field of the identifier, or the word before it in a note.' },
  { field: 'links/*/kind', how: 'The field of the address.' },
  { field: 'relations/*/type', how: 'In words before the other work, in a note.' },
  ...['received', 'accepted', 'publishedOnline', 'publishedPrint', 'published', 'issue', 'posted', 'retracted'].map(
    (field) => ({ field: `dates/${field}`, how: dateHow }),
  ),
  { field: 'dates/revised/*', how: dateHow },
  { field: 'dates/corrected/*', how: dateHow },
  { field: 'dates/other/*/date', how: dateHow },
  { field: 'relations/*/date', how: dateHow },
]

/** For formats with one field for an address and one for files. */
export const oneLanding: Coarsening = coarser<NonNullable<Article['links']>>(
  'links',
  'The first landing page and all PDF files; other links are left out.',
  (links) => {
    const landing = links.find(({ kind }) => kind === 'landing')
    return links.filter((link) => link === landing || link.kind === 'pdf')
  },
)
