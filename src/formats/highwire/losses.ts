/** What the meta elements of a landing page cannot say, and what they say in words of their own. */
import type { Affiliation, Article, Reference } from '../../../schemas/article.ts'
import { affiliationLine } from '../../article/in-words.ts'
import { neighbours, onlyTitle } from '../at-once/texts.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import type { AsReadRow } from '../html/context.ts'
import { detailsOfPeople, standingBeforeTitle } from '../losses-in-common.ts'
import { edited, plainly as plainTexts, richFields, withoutSemicolons } from '../tagged/coarsenings.ts'
import { commaless, issueLine } from '../tagged/values.ts'
import * as plainly from './at-once.ts'
import { hasParts } from './references.ts'

export const highwireLoses: readonly Field[] = [
  ...detailsOfPeople,
  'contributors/*/corresponding',
  'affiliations/*/ror',
  'affiliations/*/isni',
  'affiliations/*/grid',
  'abstracts/*/kind',
  'clinicalTrials',
  'contentVersion',
  'copyright',
  'dates/corrected',
  'dates/other',
  'dates/revised',
  'fundingStatement',
  'freeToRead/start',
  'issueTitle',
  'journal/abbreviatedTitles/*/type',
  'journal/identifiers',
  'journal/language',
  'journal/publisher/place',
  'journal/publisher/ror',
  'keywords/*/vocabulary',
  'licences/*/contentVersion',
  'licences/*/spdx',
  'licences/*/start',
  'licences/*/text',
  'links/*/contentVersion',
  'links/*/mediaType',
  'references/*/edition',
  'references/*/label',
  'references/*/type',
  'specialIssue',
  'unmapped',
]

const asOneLine = (value: unknown): unknown => {
  const { id, literal, country, countryCode, ...parts } = value as Affiliation // a member of `affiliations`
  if (literal !== undefined) return { id, literal }
  return { id, ...parts, ...(country !== undefined ? { country } : countryCode !== undefined && { countryCode }) }
}

/** Of authors and editors also where they work and how they are reached. */
function people({ contributors, affiliations, ...article }: Article): Article {
  const places = new Set(affiliations?.filter((place) => affiliationLine(place) !== '').map(({ id }) => id))
  const named = contributors?.map(commaless).map((contributor) => {
    if (contributor.role === 'author' || contributor.role === 'editor') {
      const there = contributor.affiliations?.filter((id) => places.has(id))
      return { ...contributor, ...(there && { affiliations: there }) }
    }
    const { affiliations: _, email: __, orcid: ___, ...name } = contributor
    return name
  })
  const ids = new Set(
    named?.flatMap((contributor) => ('affiliations' in contributor ? (contributor.affiliations ?? []) : [])),
  )
  return {
    ...article,
    ...(named && { contributors: named }),
    ...(affiliations && { affiliations: affiliations.map((place) => (ids.has(place.id) ? place : { id: place.id })) }),
  }
}

function coarserReference(reference: Reference): Reference {
  const { unstructured, url, articleNumber, ...parts } = reference
  if (!hasParts(reference)) return unstructured === undefined ? { ...(url !== undefined && { url }) } : { unstructured }
  return { ...parts, ...(articleNumber !== undefined && parts.pages === undefined && { articleNumber }) }
}

export const highwireCoarsens: readonly Coarsening[] = [
  ...plainTexts([...richFields, 'references/*/title', 'references/*/containerTitle', 'references/*/unstructured']),
  withoutSemicolons,
  {
    field: 'contributors',
    how: 'Places of work, e-mail and ORCID of authors and editors alone; a comma inside a name becomes a blank, a semicolon a comma.',
    apply: people,
  },
  {
    field: 'affiliations',
    how: 'One line: as printed where that is known, otherwise the parts with commas between.',
    apply: (article) => edited(article, 'affiliations/*', asOneLine),
  },
  {
    field: 'issue',
    how: 'The supplement stands behind the issue, or in its place.',
    apply: ({ issue, supplement, ...article }) => {
      const line = issueLine({ ...(issue !== undefined && { issue }), ...(supplement !== undefined && { supplement }) })
      return line === '' ? article : { ...article, issue: line }
    },
  },
  ...standingBeforeTitle,
  {
    field: 'articleNumber',
    how: 'Stands for the first page where there are no pages, otherwise it is left out.',
    apply: ({ articleNumber, ...article }) =>
      articleNumber === undefined || article.pages !== undefined
        ? article
        : { ...article, pages: { first: articleNumber } },
  },
  {
    field: 'pages/literal',
    how: 'Stands for the first page where there is none, otherwise it is left out.',
    apply: (article) =>
      article.pages?.first === undefined ? article : edited(article, 'pages/literal', () => undefined),
  },
  {
    field: 'journal/issn',
    how: 'ISSNs without their medium.',
    apply: (article) => {
      const { print, electronic, linking, unspecified = [] } = article.journal?.issn ?? {}
      const all = [print, electronic, linking, ...unspecified].filter((issn) => issn !== undefined)
      return edited(article, 'journal/issn', () => ({ unspecified: [...new Set(all)] }))
    },
  },
  {
    field: 'links',
    how: 'Links of another kind than landing page, PDF, XML and HTML are left out.',
    apply: ({ links, ...article }) =>
      links === undefined ? article : { ...article, links: links.filter(({ kind }) => kind !== 'other') },
  },
  {
    field: 'identifiers',
    how: 'PMID, PMCID and arXiv identifiers alone.',
    apply: ({ identifiers, ...article }) =>
      identifiers === undefined
        ? article
        : { ...article, identifiers: identifiers.filter(({ type }) => ['pmid', 'pmcid', 'arxiv'].includes(type)) },
  },
  {
    field: 'references',
    how: 'In parts where the title is known, otherwise as printed; not both.',
    apply: ({ references, ...article }) =>
      references === undefined ? article : { ...article, references: references.map(coarserReference) },
  },
]

/** Fields whose written form is words that a reader must understand, together with those by which they are understood. */
export const titlesAsRead: AsReadRow = {
  fields: ['title', 'subtitle', 'shortTitle', 'translatedTitles'],
  beside: ['relations', 'dates'],
  how: 'Title and subtitle in one line, in which it is said first that the article was retracted, corrected or doubted; tags and entities are read as mark-up. An alternative title without language is the short title.',
  atOnce: onlyTitle,
}

export const readAs: readonly AsReadRow[] = [
  {
    fields: ['contributors', 'affiliations'],
    how: 'Names are parted at their comma; particles stay with the name; a body, a mononym and a name in printed order are in one piece; places of work are numbered as they are met.',
    atOnce: plainly.people,
  },
  {
    fields: ['dates'],
    beside: ['type'],
    how: 'One date of publication, which is that of the printed issue where another is said to be online, and one online; seasons and ranges have their year alone, a text that is no date is left out.',
    atOnce: plainly.dates,
  },
  {
    fields: ['journal'],
    how: 'The full title is not said again as an abbreviation, nor is a number one.',
    atOnce: plainly.journal,
  },
  { fields: ['pages'], how: 'A span of two numbers in one field is first and last page.', atOnce: plainly.pages },
  {
    fields: ['abstracts'],
    how: 'One paragraph, in which headings stand before their text; tags and entities are read as mark-up.',
    atOnce: plainly.oneAbstract,
  },
  {
    fields: ['keywords'],
    how: 'Neighbours of one language are one group; tags and entities are read as mark-up.',
    atOnce: neighbours((one, next) => one.language === next.language),
  },
  { fields: ['subjects'], beside: ['keywords'], how: 'Each once, and not where it is a keyword.' },
  { fields: ['heading'], beside: ['type'], how: 'Entities are read as characters.', atOnce: plainly.heading },
  { fields: ['licences'], how: 'Addresses alone.', atOnce: plainly.licences },
  {
    fields: ['links'],
    beside: ['doi'],
    how: 'Each address once; the address of the DOI is no link.',
    atOnce: plainly.links,
  },
  { fields: ['identifiers'], how: 'PMID, then PMCID, then arXiv.', atOnce: plainly.identifiers },
  {
    fields: ['funding'],
    how: 'A semicolon becomes a comma; a source of which nothing is said is left out.',
    atOnce: plainly.funding,
  },
  {
    fields: ['references'],
    how: 'A semicolon becomes a comma, and names are in printed order.',
    atOnce: plainly.references,
  },
]

export const highwireTransforms: readonly Transform[] = [
  { field: 'affiliations/*/id', how: 'They are numbered as they are met.' },
  { field: 'contributors/*/affiliations', how: 'An institution follows its author.' },
  { field: 'contributors/*/kind', how: 'A person’s name is inverted, a body’s is not.' },
  { field: 'contributors/*/role', how: '`citation_author`, `citation_editor` or `DCTERMS.contributor`.' },
  { field: 'dates/accepted', how: 'DCTERMS.dateAccepted; a season by its name.' },
  { field: 'dates/received', how: 'DCTERMS.dateSubmitted; a season by its name.' },
  { field: 'freeToRead', how: 'The element is there.' },
  { field: 'identifiers/*/type', how: 'The name of the element.' },
  { field: 'links/*/kind', how: 'The name of the element.' },
]
