/** What DataCite 4.6 cannot say of an article, and what it says in words of its own; the same for XML and JSON. */
import type { Abstract, Article, Copyright, Funding, Journal, KeywordGroup } from '../../../schemas/article.ts'
import { escapeRich } from '../../text/rich.ts'
import { coarser, encodedUri, ofPeople, plainTexts } from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { abstractParagraphs, issueNumber } from '../plain.ts'
import { newIds } from '../renumbered.ts'
import { nameCoarsenings } from './coarsen-names.ts'
import { relatedCoarsenings } from './coarsen-related.ts'
import { spanOf } from './pages.ts'

export const loses: readonly Field[] = [
  ...ofPeople(
    'honorific',
    'degrees',
    'native',
    'orcidAuthenticated',
    'email',
    'credit',
    'equalContribution',
    'deceased',
    'notes',
  ),
  'journal/abbreviatedTitles/*/type',
  'journal/identifiers',
  'journal/publisher/place',
  'journal/language',
  'abstracts/*/kind',
  'licences/*/start',
  'licences/*/contentVersion',
  'links',
  'clinicalTrials/*/stage',
]

export const coarsens: readonly Coarsening[] = [
  ...plainTexts,
  encodedUri('licences/*/url'),
  ...nameCoarsenings,
  ...relatedCoarsenings,
  coarser<Abstract>('abstracts/*', 'A heading stands before its paragraph.', (abstract) => ({
    ...abstract,
    sections: [{ paragraphs: abstractParagraphs(abstract).map(escapeRich) }],
  })),
  coarser<NonNullable<Journal['issn']>>('journal/issn', 'Print is not told from an unknown medium.', mediumless),
  {
    field: 'supplement',
    how: 'It stands with the issue.',
    apply: (article) => {
      const { supplement, ...rest } = article
      return supplement === undefined ? article : { ...rest, issue: issueNumber(article) ?? supplement }
    },
  },
  coarser<NonNullable<Article['pages']>>('pages', 'A span in words is left out beside a first page.', (pages) =>
    spanOf(pages.first ?? pages.literal, pages.last),
  ),
  coarser<Copyright>('copyright', 'A span of years has an en dash.', ({ year, ...copyright }) => ({
    ...copyright,
    ...(year !== undefined && { year: year.replace(/^(\d{4})\s?[-–/]\s?(\d{4})$/, '$1–$2') }),
  })),
  coarser<KeywordGroup[]>('keywords', 'Neighbours of one vocabulary and language are one group.', (groups) =>
    merged(groups, ({ vocabulary, language }) => JSON.stringify([vocabulary, language]), joinTerms),
  ),
  coarser<Funding[]>('funding', 'One identifier a funder, ROR first; awards of one funder are together.', (list) =>
    merged(
      list.map(withOneId).filter(({ funder, awards }) => funder !== undefined || awards !== undefined),
      ({ funder }) => JSON.stringify([funder?.name, funder?.ror, funder?.doi]),
      (one, next) => ({ ...one, awards: [...(one.awards ?? []), ...(next.awards ?? [])] }),
    ),
  ),
  {
    field: 'unmapped',
    how: 'Only the media types of the links are said, as formats of the resource.',
    apply: ({ unmapped: _unmapped, ...article }) => {
      const formats = (article.links ?? []).flatMap(({ mediaType }) => mediaType ?? [])
      return formats.length === 0
        ? article
        : { ...article, unmapped: formats.map((value) => ({ path: 'formats', value })) }
    },
  },
]

const joinTerms = (one: KeywordGroup, next: KeywordGroup): KeywordGroup => ({
  ...one,
  terms: [...one.terms, ...next.terms],
})

/** Neighbours with the same key as one. */
export function merged<T>(list: readonly T[], keyOf: (member: T) => string, join: (one: T, next: T) => T): T[] {
  const out: T[] = []
  for (const member of list) {
    const last = out.at(-1)
    if (last !== undefined && keyOf(last) === keyOf(member)) out[out.length - 1] = join(last, member)
    else out.push(member)
  }
  return out
}

function withOneId({ funder, awards }: Funding): Funding {
  const { name, ror, doi } = funder ?? {}
  const id = ror !== undefined ? { ror } : { doi }
  return {
    ...(funder !== undefined && { funder: { name, ...id } }),
    ...(awards !== undefined && { awards }),
  } as Funding // without its undefined members once it is pruned
}

function mediumless({ print, electronic, linking, unspecified = [] }: NonNullable<Journal['issn']>) {
  const others = unspecified.filter((issn) => issn !== electronic && issn !== linking)
  const known = [...new Set([...(print === undefined ? [] : [print]), ...others])]
  return { electronic, linking, ...(known.length > 0 && { unspecified: known }) }
}

export const transforms: readonly Transform[] = [
  newIds,
  ...ofPeople('kind').map((field) => ({ field, how: 'nameType says what the name is.' })),
  ...ofPeople('role').map((field) => ({ field, how: 'Authors are creators; others have a contributorType.' })),
  { field: 'contributors/*/corresponding', how: 'Named again as ContactPerson.' },
  ...ofPeople('affiliations').map((field) => ({ field, how: 'The place of work itself stands with the name.' })),
  { field: 'freeToRead', how: 'rights info:eu-repo/semantics/openAccess.' },
  { field: 'relations/*/type', how: 'The relationType that comes nearest.' },
  { field: 'references/*/type', how: 'relatedItemType.' },
]
