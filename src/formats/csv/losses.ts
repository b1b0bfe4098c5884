/** What a row of CSV cannot say, and what it says in words of its own. */
import type { Article, Draft } from '../../../schemas/article.ts'
import { asRead } from '../as-read.ts'
import * as texts from '../at-once/texts.ts'
import { arePlainDates, asItIs, isNamedEvent } from '../at-once/values.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { detailsOfPeople } from '../losses-in-common.ts'
import { particlesInNames } from '../plain-forms.ts'
import { plainly as plainTexts, richFields } from '../tagged/coarsenings.ts'
import { abstractLine } from '../tagged/values.ts'
import * as plainly from './at-once.ts'

export const csvLoses: readonly Field[] = [
  ...detailsOfPeople,
  'affiliations/*/isni',
  'affiliations/*/grid',
  'journal/abbreviatedTitles/*/type',
  'journal/identifiers',
  'journal/language',
  'journal/publisher/ror',
  'keywords/*/vocabulary',
  'keywords/*/language',
  'licences/*/start',
  'licences/*/contentVersion',
  'licences/*/text',
  'links/*/mediaType',
  'links/*/contentVersion',
  'references',
  'unmapped',
]

const listed = 'Members of a list stand in one cell: a semicolon inside of one becomes a comma.'
const marked = 'What looks like mark-up is read as that.'

/** `through` writes an article as CSV and reads it again. */
export const csvCoarsens = (through: (article: Article) => Draft | undefined): readonly Coarsening[] => [
  ...plainTexts(richFields),
  particlesInNames,
  asRead(
    ['contributors', 'affiliations'],
    'Authors, editors, others, each by one inverted name: a body, a mononym and a name in one piece may not be told apart. A place of work is one line.',
    through,
    { atOnce: plainly.people },
  ),
  ...(['title', 'subtitle', 'shortTitle'] as const).map((field) =>
    asRead([field], marked, through, { atOnce: texts.proseIn(field) }),
  ),
  asRead(['translatedTitles'], `${listed} A subtitle is joined to its title.`, through),
  asRead(['abstracts'], 'The first abstract alone, as one paragraph, without its kind and language.', through, {
    atOnce: texts.oneAbstract((abstract) => [abstractLine(abstract)]),
  }),
  asRead(['journal'], listed, through, { atOnce: plainly.journal }),
  asRead(['keywords'], `All in one group. ${listed}`, through, { atOnce: texts.oneGroup }),
  asRead(['subjects'], listed, through, { atOnce: plainly.subjects }),
  asRead(
    ['dates'],
    'A season in words may be read as the months that it names, a text in words as the date it says.',
    through,
    { atOnce: asItIs(({ dates }) => arePlainDates(dates, isNamedEvent)) },
  ),
  asRead(['licences'], 'SPDX id and address alone.', through, { atOnce: plainly.licences }),
  asRead(['copyright'], 'The statement alone where there is one.', through, { atOnce: plainly.copyright }),
  asRead(['freeToRead'], 'Its start in words.', through),
  asRead(['funding'], `${listed} Awards that hold a vertical bar are parted.`, through, { atOnce: plainly.funding }),
  asRead(['relations'], 'In words: parentheses and colons part the type, the work and the date.', through),
  asRead(['clinicalTrials'], 'In words, with commas between number, registry and stage.', through),
  asRead(['identifiers'], `Those of PubMed and arXiv first. ${listed}`, through, { atOnce: plainly.identifiers }),
  asRead(['links'], 'Landing pages first, then PDF files; of others the address alone.', through, {
    atOnce: plainly.links,
  }),
]

export const csvTransforms: readonly Transform[] = [
  { field: 'affiliations/*/id', how: '`aff` and its number in the list.' },
  { field: 'contributors/*/kind', how: 'A person’s name is inverted, a body’s is not.' },
  { field: 'contributors/*/role', how: 'Columns `authors`, `editors` and `other_contributors`.' },
  { field: 'contributors/*/corresponding', how: 'Names in the column `corresponding`.' },
  { field: 'contributors/*/affiliations', how: 'Names in brackets before the place of work.' },
  { field: 'relations/*/type', how: 'In words before the other work.' },
  { field: 'relations/*/doi', how: 'As an address, in which a semicolon is %3B.' },
  { field: 'relations/*/url', how: 'A semicolon is %3B.' },
  { field: 'relations/*/date', how: 'In words: a season by its name, a range with “to”.' },
  { field: 'identifiers/*/type', how: 'The column of the identifier.' },
  { field: 'links/*/kind', how: 'The column of the address.' },
  { field: 'freeToRead', how: '`yes`, or `from` and the date.' },
]
