/** 024, 041, 008/35-37 and 856: identifiers, languages and addresses. */
import type { FullTextLink } from '../../../../schemas/article.ts'
import { contentVersions } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseUrl } from '../../../article/identifiers.ts'
import { languageTag } from '../../../article/language-codes.ts'
import { linkTitles } from '../../jats/vocabulary.ts'
import { added, type Context, type Field, fieldsOf, peek, take, takeAll, takeEach } from './fields.ts'

/** First indicators of 024 that are a kind of identifier themselves. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['0', 'isrc'],
  ['1', 'upc'],
  ['2', 'ismn'],
  ['3', 'ean'],
  ['4', 'sici'],
])

export function readIdentifiers(context: Context): void {
  const { draft } = context
  for (const field of fieldsOf(context, '024')) {
    const value = peek(field, 'a')
    if (value === undefined) continue
    const type = take(field, '2') ?? kinds.get(field.first) ?? take(field, 'q') ?? 'other'
    take(field, 'a')
    const doi = /^doi$/i.test(type) ? parseDoi(value) : undefined
    if (doi !== undefined && (draft.doi ?? doi).toLowerCase() === doi.toLowerCase()) draft.doi ??= doi
    else draft.identifiers = added(draft.identifiers, { type, value })
  }
}

/** Tags of BCP 47 before codes; $b are the languages of the abstracts, in their order. */
export function readLanguages(context: Context): void {
  const { draft, controls, notes } = context
  const fields = fieldsOf(context, '041')
  const field = fields.find((one) => /^rfc/.test(peek(one, '2') ?? '')) ?? fields[0]
  const fixed = controls.get('008')?.slice(35, 38) ?? ''
  const code = (field && peek(field, 'a')) ?? fixed
  const tag = known(code)
  if (tag !== undefined) draft.language = tag
  const abstracts = draft.abstracts ?? []
  const summaries = field === undefined ? [] : takeAll(field, 'b').map(known)
  if (summaries.length > 0 && summaries.length === abstracts.length) {
    for (const [at, abstract] of abstracts.entries()) {
      const language = summaries[at]
      if (language !== undefined) abstract.language = language
    }
  } else if (summaries.length > 0) {
    notes.add('abstract-languages', '/abstracts', 'Which abstract is in which language is not said.', summaries)
  }
  for (const one of fields) {
    if (one === field || context.isOurs) takeAll(one, 'b')
    takeEach(one, 'a', (value) => context.isOurs || known(value) === tag)
    take(one, '2')
  }
}

/** “Undetermined” is no language. */
function known(code: string): string | undefined {
  const tag = languageTag(code)
  return tag === undefined || /^(?:und|zxx|mul)$/i.test(tag) ? undefined : tag
}

const byTitle: ReadonlyMap<string, FullTextLink['kind']> = new Map(
  Object.entries(linkTitles).map(([kind, title]) => [title, kind as FullTextLink['kind']]), // the keys of the table
)

export function readLinks(context: Context): void {
  const { draft } = context
  for (const field of fieldsOf(context, '856')) {
    const text = peek(field, 'u')
    const parsed = text === undefined ? undefined : parseUrl(text)
    if (text === undefined || parsed === undefined || !('value' in parsed)) continue
    take(field, 'u')
    const doi = /doi\.org\//.test(text) ? parseDoi(text) : undefined
    if (doi !== undefined && (draft.doi ?? doi).toLowerCase() === doi.toLowerCase()) {
      draft.doi ??= doi
      if (take(field, '7') === '0') draft.freeToRead ??= {}
    } else draft.links = added(draft.links, linkOf(field, parsed.value))
  }
}

function linkOf(field: Field, url: string): FullTextLink {
  const mediaType = take(field, 'q')
  const said = byTitle.get(peek(field, '3') ?? '')
  if (said !== undefined) take(field, '3')
  const kind = said ?? kindOf(mediaType, url)
  const link: FullTextLink = { url, kind, ...(mediaType !== undefined && { mediaType }) }
  takeEach(field, 'z', (value) => {
    const version = contentVersions.find((one) => value === `Version: ${one}`)
    if (version !== undefined) link.contentVersion = version
    return version !== undefined
  })
  return link
}

const kindOf = (mediaType: string | undefined, url: string): FullTextLink['kind'] =>
  /pdf/i.test(mediaType ?? '') || /\.pdf(?:$|[?#])/i.test(url)
    ? 'pdf'
    : /html/i.test(mediaType ?? '')
      ? 'html'
      : 'landing'
