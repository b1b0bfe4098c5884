/** What the item is and how it is found: type, key, DOI, identifiers, standing. */
import type { Identifier } from '../../../schemas/article.ts'
import { citekey } from '../../article/citekey.ts'
import { doiUrl, parseDoi } from '../../article/doi.ts'
import { standingOf } from '../../article/standing.ts'
import { type Row, textOf } from './shape.ts'

const preprint = 'article'
/** Types that CSL knows besides the journal article. */
const types: Readonly<Record<string, string>> = { preprint, 'book-review': 'review-book', 'peer-review': 'review' }

export const typeRow: Row = {
  write(article, item, custom, options) {
    const { type, doi } = article
    const key = options?.key ?? citekey(article)
    item.type = types[type ?? ''] ?? 'article-journal'
    // The DOI is unique in every bibliography, a citation key in that of one store.
    item.id = options?.id === 'citation-key' ? key : (doi ?? key)
    item['citation-key'] = key
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

export const doiRow: Row = {
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

export const identifiersRow: Row = {
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

export const statusRow: Row = {
  write(article, item) {
    const standing = standingOf(article)
    if (standing !== undefined) item.status = standing
  },
  read({ item }, draft) {
    const status = textOf(item.peek('status'))
    if (status !== undefined && status === standingOf(draft)) item.take('status')
  },
}
