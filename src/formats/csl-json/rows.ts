/** The mapping between the record and CSL’s variables; what a variable cannot say stands under `custom`, as in the record. */
import type { Abstract, Article, Draft, Identifier, Journal, Pages } from '../../../schemas/article.ts'
import { citekey } from '../../article/citekey.ts'
import { doiUrl, parseDoi } from '../../article/doi.ts'
import { standingOf } from '../../article/standing.ts'
import { escapeRich, plainText } from '../../text/rich.ts'
import { datesRow } from './dates.ts'
import { contributorsRow } from './names.ts'
import { type Item, isObject, type Row, textOf } from './shape.ts'
import { formatCslText, isExact, parseCslText } from './text.ts'

const preprint = 'article'
/** Types that CSL knows besides the journal article. */
const types: Readonly<Record<string, string>> = { preprint, 'book-review': 'review-book', 'peer-review': 'review' }

const typeRow: Row = {
  write({ type, ...rest }, item, custom) {
    item.type = types[type ?? ''] ?? 'article-journal'
    // The DOI is unique in a bibliography, a citation key need not be.
    item.id = rest.doi ?? citekey({ type, ...rest })
    item['citation-key'] = citekey({ type, ...rest })
    if (type !== undefined) custom.type = type
  },
  read({ item, custom, note }, draft) {
    item.take('id')
    item.take('citation-key')
    const type = textOf(item.take('type')) ?? ''
    const exact = custom.take('type')
    if (exact !== undefined) Object.assign(draft, { type: exact })
    else if (type === 'review-book') draft.type = 'book-review'
    else if (type === 'posted-content' && item.peek('subtype') === 'preprint') draft.type = 'preprint'
    if (!articleTypes.has(type)) note('item-type', '/type', `An item of type “${type}” is read as an article.`, type)
  },
}
const articleTypes = new Set([
  'article-journal',
  preprint,
  'review',
  'review-book',
  'journal-article',
  'posted-content',
])

const titleRow: Row = {
  write({ title, subtitle, shortTitle }, item, custom) {
    if (title !== undefined) {
      const tail = subtitle === undefined ? '' : `${/[?!]$/.test(title) ? ' ' : ': '}${formatCslText(subtitle)}`
      item.title = formatCslText(title) + tail
      if (!isExact(title)) custom.title = title
    }
    if (subtitle !== undefined) custom.subtitle = subtitle
    if (shortTitle !== undefined) {
      item['title-short'] = formatCslText(shortTitle)
      if (!isExact(shortTitle)) custom.shortTitle = shortTitle
    }
  },
  read({ item, custom }, draft) {
    const subtitle = textOf(custom.take('subtitle')) ?? richOf(item.take('subtitle'))
    const title = textOf(custom.take('title')) ?? titleOf(textOf(item.peek('title')), subtitle)
    item.take('title')
    if (title !== undefined) draft.title = title
    if (subtitle !== undefined) draft.subtitle = subtitle
    const [legacy, shorter] = [item.take('shortTitle'), item.take('title-short')]
    const short = textOf(custom.take('shortTitle')) ?? richOf(shorter) ?? richOf(legacy)
    if (short !== undefined) draft.shortTitle = short
  },
}

const richOf = (value: unknown): string | undefined => {
  const text = textOf(value)
  return text === undefined ? undefined : parseCslText(text)
}

function titleOf(whole: string | undefined, subtitle: string | undefined): string | undefined {
  if (whole === undefined || subtitle === undefined) return richOf(whole)
  const tail = formatCslText(subtitle)
  for (const separator of [': ', ' ']) {
    if (whole.endsWith(separator + tail)) return parseCslText(whole.slice(0, -(separator.length + tail.length)))
  }
  return parseCslText(whole)
}

const journalRow: Row = {
  write({ journal }, item, custom) {
    if (!journal) return
    const { title, abbreviatedTitles, issn, publisher, ...others } = journal
    const rest: Item = { ...others }
    if (title !== undefined) item['container-title'] = title
    const [short] = abbreviatedTitles ?? []
    if (short) item['container-title-short'] = short.title
    if (abbreviatedTitles && (abbreviatedTitles.length > 1 || short?.type !== undefined)) {
      rest.abbreviatedTitles = abbreviatedTitles
    }
    if (publisher?.name !== undefined) item.publisher = publisher.name
    if (publisher?.place !== undefined) item['publisher-place'] = publisher.place
    if (publisher?.ror !== undefined) rest.publisher = { ror: publisher.ror }
    if (issn) {
      const { print, electronic, linking, unspecified } = issn
      const one = electronic ?? print ?? linking ?? unspecified?.[0]
      if (one !== undefined) item.ISSN = one
      if (Object.keys(issn).length > 1 || unspecified?.length !== 1) rest.issn = issn
    }
    if (Object.keys(rest).length > 0) custom.journal = rest
  },
  read({ item, custom }, draft) {
    const journal: Journal = {}
    const title = textOf(item.take('container-title'))
    if (title !== undefined) journal.title = title
    const legacy = textOf(item.take('journalAbbreviation'))
    const crossref = textOf(item.take('short-container-title'))
    const short = textOf(item.take('container-title-short')) ?? crossref ?? legacy
    if (short !== undefined) journal.abbreviatedTitles = [{ title: short }]
    const name = textOf(item.take('publisher'))
    const place = textOf(item.take('publisher-place')) ?? textOf(item.take('publisher-location'))
    if (name !== undefined || place !== undefined)
      journal.publisher = { ...(name && { name }), ...(place && { place }) }
    const issn = item.take('ISSN')
    const unspecified = (Array.isArray(issn) ? issn : (textOf(issn)?.split(/[\s,;]+/) ?? [])).filter(isText)
    if (unspecified.length > 0) journal.issn = { unspecified }
    const rest = custom.take('journal')
    if (isObject(rest)) {
      const { publisher, ...others } = rest
      Object.assign(journal, others)
      if (isObject(publisher)) journal.publisher = { ...journal.publisher, ...publisher }
    }
    if (Object.keys(journal).length > 0) draft.journal = journal
  },
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Variables that hold a member of the record as it is. */
const plain = [
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['supplement', 'supplement'],
  ['language', 'language'],
] as const

const plainRow = ([key, variable]: (typeof plain)[number]): Row => ({
  write(article, item) {
    if (article[key] !== undefined) item[variable] = article[key]
  },
  read({ item }, draft) {
    const value = textOf(item.take(variable))
    if (value !== undefined) draft[key] = value
  },
})

const simplePage = /^[A-Za-z0-9.]+$/

/**
 * An article number stands in `number` and, without pages, in `page` as well: of ten styles tried six print it only
 * from `page`, and none prints it twice.
 */
const pagesRow: Row = {
  write({ pages, articleNumber }, item, custom) {
    if (pages) {
      const { first, last, literal } = pages
      item.page = literal ?? [first, last].filter((page) => page !== undefined).join('-')
      if (first !== undefined) item['page-first'] = first
      const isSimple = literal === undefined && first !== undefined && simplePage.test(first)
      if (!isSimple || first === articleNumber || (last !== undefined && !simplePage.test(last))) custom.pages = pages
    } else if (articleNumber !== undefined) item.page = articleNumber
    if (articleNumber !== undefined) item.number = articleNumber
  },
  read({ item, custom }, draft) {
    const articleNumber = textOf(item.take('number')) ?? textOf(item.take('article-number'))
    if (articleNumber !== undefined) draft.articleNumber = articleNumber
    const exact = custom.take('pages')
    const first = textOf(item.take('page-first'))
    const page = textOf(item.take('page')) ?? first
    if (isObject(exact))
      draft.pages = exact as Pages // judged by admit
    else if (page !== undefined && page !== articleNumber) draft.pages = readPages(page)
  },
}

function readPages(page: string): Pages {
  const [first, last, ...others] = page.split(/\s*[‐‑‒–—−-]+\s*/)
  if (first === undefined || others.length > 0 || ![first, last ?? '1'].every((end) => simplePage.test(end))) {
    return { literal: page }
  }
  return last === undefined ? { first } : { first, last }
}

const doiRow: Row = {
  write({ doi, links }, item) {
    if (doi !== undefined) {
      item.DOI = doi
      item.URL = doiUrl(doi)
      return
    }
    const landing = links?.find(({ kind }) => kind === 'landing') ?? links?.[0]
    if (landing) item.URL = landing.url
  },
  read({ item, note }, draft) {
    const value = textOf(item.peek('DOI'))
    const doi = value === undefined ? undefined : parseDoi(value)
    if (doi !== undefined) {
      item.take('DOI')
      draft.doi = doi
    } else if (value !== undefined) note('doi-syntax', '/doi', 'The variable DOI holds no DOI.', value)
    const url = textOf(item.peek('URL'))
    if (url === undefined) return
    const inUrl = /^https?:\/\/(?:www\.)?(?:dx\.)?doi\.org\//i.test(url) ? parseDoi(url) : undefined
    if (inUrl !== undefined) draft.doi ??= inUrl
    const isSaid = inUrl !== undefined && inUrl.toLowerCase() === draft.doi?.toLowerCase()
    if (isSaid || draft.links?.some((link) => link.url === url)) item.take('URL')
    else if (/^(?:https?|ftp):\/\/\S+$/.test(url)) {
      item.take('URL')
      draft.links = [...(draft.links ?? []), { url, kind: 'landing' }]
    }
  },
}

const identifierVariables = [
  ['pmid', 'PMID'],
  ['pmcid', 'PMCID'],
] as const

const identifiersRow: Row = {
  write({ identifiers }, item, custom) {
    if (!identifiers) return
    const said: Identifier[] = []
    for (const [type, variable] of identifierVariables) {
      const found = identifiers.find((identifier) => identifier.type === type)
      if (!found) continue
      item[variable] = found.value
      said.push(found)
    }
    const isSaid = said.length === identifiers.length && said.every((identifier, at) => identifier === identifiers[at])
    if (!isSaid) custom.identifiers = identifiers
  },
  read({ item, custom }, draft) {
    const found: Identifier[] = []
    for (const [type, variable] of identifierVariables) {
      const value = textOf(item.take(variable))
      if (value !== undefined) found.push({ type, value })
    }
    const exact = custom.take('identifiers')
    if (Array.isArray(exact)) draft.identifiers = exact
    else if (found.length > 0) draft.identifiers = found
  },
}

/** One string: paragraphs parted by a blank line, a heading before the first of its section. */
const abstractRow: Row = {
  write({ abstracts }, item, custom) {
    const first = abstracts?.[0]
    if (!first) return
    const { sections, ...about } = first
    const headings: Record<string, string> = {}
    const paragraphs: string[] = []
    for (const { title, paragraphs: body } of sections) {
      if (title !== undefined || paragraphs.length > 0) headings[paragraphs.length] = title ?? ''
      const heading = title === undefined ? '' : `${formatCslText(title)}: `
      for (const [at, paragraph] of body.entries())
        paragraphs.push((at === 0 ? heading : '') + formatCslText(paragraph))
    }
    item.abstract = paragraphs.join('\n\n')
    // Where the text is not the whole of it, the first abstract is said again; otherwise only its structure.
    if (!sections.every(({ paragraphs: body }) => body.every(isExact))) custom.abstracts = abstracts
    else {
      const structure: Item = { ...about, ...(Object.keys(headings).length > 0 && { headings }) }
      if (Object.keys(structure).length > 0) custom.abstract = structure
      if (abstracts.length > 1) custom.otherAbstracts = abstracts.slice(1)
    }
  },
  read({ item, custom }, draft) {
    const text = textOf(item.take('abstract'))
    const whole = custom.take('abstracts')
    const structure = custom.take('abstract')
    const others = custom.take('otherAbstracts')
    if (Array.isArray(whole)) {
      draft.abstracts = whole
      return
    }
    const { headings, ...about } = isObject(structure) ? structure : {}
    const sections = text === undefined ? [] : readSections(text, isObject(headings) ? headings : {})
    if (sections.length > 0) draft.abstracts = [{ ...about, sections } as Abstract] // judged by admit
    if (Array.isArray(others)) draft.abstracts = [...(draft.abstracts ?? []), ...others]
  },
}

type Section = Abstract['sections'][number]

function readSections(text: string, headings: Item): Section[] {
  const sections: Section[] = []
  for (const [at, part] of text.split(/\n[ \t\r]*\n/).entries()) {
    const heading = Object.hasOwn(headings, at) ? headings[at] : undefined
    const title = textOf(heading)
    const mark = title === undefined ? '' : `${formatCslText(title)}: `
    const paragraph = richOf(part.startsWith(mark) ? part.slice(mark.length) : part)
    if (paragraph === undefined) continue
    if (heading !== undefined || sections.length === 0) sections.push({ ...(title && { title }), paragraphs: [] })
    sections.at(-1)?.paragraphs.push(paragraph.replace(/\s+/g, ' ').trim())
  }
  return sections
}

/** One string with commas between; groups, and terms with commas or mark-up, are said again. */
const keywordsRow: Row = {
  write({ keywords }, item, custom) {
    if (!keywords) return
    const terms = keywords.flatMap((group) => group.terms)
    item.keyword = terms.map(plainText).join(', ')
    const [first, ...others] = keywords
    const isSaid =
      others.length === 0 &&
      Object.keys(first ?? {}).length === 1 &&
      !terms.some(
        (term) => /[,;<]/.test(plainText(term)) || (plainText(term) !== term && escapeRich(plainText(term)) !== term),
      )
    if (!isSaid) custom.keywords = keywords
  },
  read({ item, custom }, draft) {
    const text = textOf(item.take('keyword'))
    const exact = custom.take('keywords')
    if (Array.isArray(exact)) draft.keywords = exact
    else if (text !== undefined) {
      const terms = text.split(text.includes(';') ? ';' : ',').map((term) => escapeRich(term.trim()))
      const filled = terms.filter((term) => term !== '')
      if (filled.length > 0) draft.keywords = [{ terms: filled }]
    }
  },
}

/** Members that CSL has no variable for, whole. */
const customs = [
  'affiliations',
  'heading',
  'translatedTitles',
  'issueTitle',
  'specialIssue',
  'licences',
  'copyright',
  'freeToRead',
  'funding',
  'fundingStatement',
  'subjects',
  'contentVersion',
  'links',
  'references',
  'relations',
  'clinicalTrials',
  'unmapped',
] as const satisfies readonly (keyof Article & keyof Draft)[]

const customRow: Row = {
  write(article, _item, custom) {
    for (const key of customs) if (article[key] !== undefined) custom[key] = article[key]
  },
  read({ custom }, draft) {
    for (const key of customs) {
      const value = custom.take(key)
      if (value !== undefined) Object.assign(draft, { [key]: value })
    }
  },
}

const statusRow: Row = {
  write(article, item) {
    const standing = standingOf(article)
    if (standing !== undefined) item.status = standing
  },
  read({ item }, draft) {
    const status = textOf(item.peek('status'))
    if (status !== undefined && status === standingOf(draft)) item.take('status')
  },
}

/** In the order in which an item is written. `custom` comes before what must know of it. */
export const rows: readonly Row[] = [
  typeRow,
  customRow,
  titleRow,
  contributorsRow,
  journalRow,
  ...plain.map(plainRow),
  pagesRow,
  datesRow,
  doiRow,
  identifiersRow,
  keywordsRow,
  abstractRow,
  statusRow,
]
