/** dc:identifier and dc:relation: what the article is called elsewhere, where it is, and to what it is related. */
import type { Article, FullTextLink } from '../../../schemas/article.ts'
import { parseDoi } from '../../article/doi.ts'
import { parseIssn, parseUrl } from '../../article/identifiers.ts'
import { added, type Context, takeTexts } from './context.ts'
import { parseFunding, parseRelation, parseTrial, targetOf } from './read-relations.ts'

export function readIdentifiers(context: Context): void {
  takeTexts(context, ['identifier'], (text) => {
    addIdentifier(text, context)
    return true
  })
}

const doiForm = /^(?:https?:\/\/(?:www\.)?(?:dx\.)?doi\.org\/|(?:info:)?doi[:/ ]|urn:doi:|10\.\d{4,9}\/)/i

function addIdentifier(text: string, context: Context): void {
  const { draft } = context
  const doi = doiForm.test(text) ? parseDoi(text) : undefined
  if (doi !== undefined && (draft.doi ?? doi).toLowerCase() === doi.toLowerCase()) draft.doi ??= doi
  else if (doi !== undefined) push(draft, 'doi', doi)
  else if (/^(?:https?|ftp):\/\/\S+$/.test(text)) addAddress(text, context)
  else if (!addIssn(text, context)) {
    const [, scheme, value] = /^([A-Za-z][A-Za-z0-9-]{1,30}):\s?(.+)$/.exec(text) ?? []
    if (scheme === undefined || value === undefined || /^urn$/i.test(scheme)) push(draft, scheme ?? 'other', text)
    else if (scheme.toLowerCase() === 'arxiv') addArxiv(draft, value)
    else push(draft, scheme, value)
  }
}

function push(draft: Context['draft'], type: string, value: string): void {
  draft.identifiers = added(draft.identifiers, { type, value })
}

function addAddress(url: string, { draft }: Context): void {
  addLink(draft, url, 'landing')
  const arxiv = /^https?:\/\/arxiv\.org\/abs\/(\S+)$/.exec(url)?.[1]
  if (arxiv !== undefined) addArxiv(draft, arxiv)
}

/** arXiv gives an address; our own records, and those of repositories, say the number beside it once more. */
function addArxiv(draft: Context['draft'], value: string): void {
  const isKnown = draft.identifiers?.some((one) => one.type === 'arxiv' && one.value === value) ?? false
  if (!isKnown) push(draft, 'arxiv', value)
}

export function addLink(draft: Context['draft'], text: string, kind: FullTextLink['kind']): void {
  const parsed = parseUrl(text)
  const url = 'value' in parsed ? parsed.value : text
  draft.links = added(draft.links, { url, kind })
}

/** `1234-5678`, `ISSN: 1234-5678`, in identifiers, sources and relations: that of the journal. */
export function addIssn(text: string, { draft }: Context): boolean {
  const value = /^(?:(?:urn:)?[ep]?-?issn[:\s]*)?(\d{4}-?\d{3}[\dXx])$/i.exec(text)?.[1]
  const parsed = value === undefined ? undefined : parseIssn(value)
  if (parsed === undefined || !('value' in parsed)) return false
  const known = draft.journal?.issn?.unspecified ?? []
  if (!known.includes(parsed.value)) {
    draft.journal = { ...draft.journal, issn: { ...draft.journal?.issn, unspecified: [...known, parsed.value] } }
  }
  return true
}

type List = 'funding' | 'clinicalTrials' | 'relations'

export function readRelations(context: Context): void {
  const { draft } = context
  const add = <K extends List>(field: K, member: NonNullable<Article[K]>[number]) => {
    Object.assign(draft, { [field]: added(draft[field] as (typeof member)[] | undefined, member) }) // the field’s own members
    return true
  }
  takeTexts(context, ['relation', 'isPartOf', 'hasPart', 'references', 'requires', 'isVersionOf'], (text, { name }) => {
    if (name === 'relation' && readAlternative(text, context)) return true
    const funding = parseFunding(text)
    if (funding !== undefined) return add('funding', funding)
    const trial = parseTrial(text)
    if (trial !== undefined) return add('clinicalTrials', trial)
    const relation = parseRelation(text)
    if (relation !== undefined) return add('relations', relation)
    if (addIssn(text, context)) return true
    const target = targetOf(text)
    if (target.url !== undefined && name === 'relation') addLink(draft, target.url, 'other')
    else add('relations', { ...meanings.get(name), ...target })
    return true
  })
}

const meanings = {
  get(name: string): { type: 'is-part-of' | 'references' | 'is-version-of' | 'other'; label?: string } {
    if (name === 'isPartOf') return { type: 'is-part-of' }
    if (name === 'references') return { type: 'references' }
    if (name === 'isVersionOf') return { type: 'is-version-of' }
    return name === 'relation' ? { type: 'other' } : { type: 'other', label: name }
  },
}

/** OpenAIRE Guidelines 3.0: `info:eu-repo/semantics/altIdentifier/doi/10.1234/5678` is the resource itself. */
function readAlternative(text: string, context: Context): boolean {
  const [, scheme, value] = /^info:eu-repo\/semantics\/altIdentifier\/([a-z]{2,20})\/(.+)$/i.exec(text) ?? []
  if (scheme === undefined || value === undefined) return false
  if (/^[ep]?issn$/i.test(scheme)) {
    if (!addIssn(value, context)) push(context.draft, scheme, value)
  } else if (/^doi$/i.test(scheme)) addIdentifier(value, context)
  else push(context.draft, scheme, value)
  return true
}
