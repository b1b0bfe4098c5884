/** What the meta elements of a landing page cannot say, and what they say in words of their own. */
import type { Affiliation, Article, Reference } from '../../../schemas/article.ts'
import { affiliationLine } from '../../article/in-words.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { dropping, edited, plainly, richFields, withoutSemicolons } from '../tagged/coarsenings.ts'
import { commaless } from '../tagged/values.ts'
import { hasParts } from './references.ts'

export const highwireLoses: readonly Field[] = [
  'contributors/*/corresponding',
  'contributors/*/credit',
  'contributors/*/deceased',
  'contributors/*/degrees',
  'contributors/*/equalContribution',
  'contributors/*/honorific',
  'contributors/*/isni',
  'contributors/*/members',
  'contributors/*/native',
  'contributors/*/notes',
  'contributors/*/orcidAuthenticated',
  'contributors/*/ror',
  'affiliations/*/id',
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
  ...plainly([...richFields, 'references/*/title', 'references/*/containerTitle', 'references/*/unstructured']),
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
    field: 'dates',
    how: 'One date of publication and one online; seasons and ranges have their year alone, a text that is no date is left out.',
    apply: datesInNumbers,
  },
  {
    field: 'dates/retracted',
    how: 'That the article is retracted is said before its title, the date is not.',
    apply: (article) => edited(article, 'dates/retracted', () => undefined),
  },
  {
    field: 'relations',
    how: 'That an article was retracted, corrected or doubted is said before its title; other relations are not.',
    apply: ({ relations: _, ...article }) => article,
  },
  dropping('articleNumber', 'Stands for the first page where there are no pages.', ({ pages }) => pages === undefined),
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

function datesInNumbers(article: Article): Article {
  const { dates } = article
  if (dates === undefined) return article
  const { publishedPrint, published, publishedOnline, posted, ...others } = dates
  const print = publishedPrint === undefined ? { published } : { publishedPrint }
  const online = publishedOnline === undefined ? { posted } : { publishedOnline }
  const kept: Record<string, unknown> = { ...others, ...print, ...online }
  for (const field of ['publishedPrint', 'published', 'publishedOnline', 'posted', 'issue']) {
    const date = kept[field]
    if (typeof date === 'string' && (date.includes('/') || date[5] === '2')) kept[field] = date.slice(0, 4)
    else if (typeof date === 'object' && date !== null) {
      if ('year' in date) kept[field] = String(date.year).padStart(4, '0')
      else delete kept[field]
    }
  }
  return { ...article, dates: JSON.parse(JSON.stringify(kept)) } // without what is undefined
}

export const highwireTransforms: readonly Transform[] = [
  { field: 'contributors/*/affiliations', how: 'An institution follows its author.' },
  { field: 'contributors/*/kind', how: 'A person’s name is inverted, a body’s is not.' },
  { field: 'contributors/*/role', how: '`citation_author`, `citation_editor` or `DCTERMS.contributor`.' },
  { field: 'dates/accepted', how: 'DCTERMS.dateAccepted; a season by its name.' },
  { field: 'dates/received', how: 'DCTERMS.dateSubmitted; a season by its name.' },
  { field: 'freeToRead', how: 'The element is there.' },
  { field: 'identifiers/*/type', how: 'The name of the element.' },
  { field: 'links/*/kind', how: 'The name of the element.' },
]
