/** Addresses where other programs have them, several in a field among them. */
import type { Draft, FullTextLink } from '../../../schemas/article.ts'
import { doiKey, parseDoi } from '../../article/doi.ts'
import { parseUrl } from '../../article/identifiers.ts'
import { reads } from './foreign.ts'
import type { Row, Source } from './row.ts'

/** Addresses by the field that holds them. */
const linkFields: readonly (readonly [field: RegExp, kind: FullTextLink['kind']])[] = [
  [/^url$/, 'landing'],
  [/^howpublished$/, 'landing'],
  [/^(?:pdf|pdfurl|pdf-url)$/, 'pdf'],
  [/^(?:html|fulltext)$/, 'html'],
  [/^(?:ee|link|adsurl|eprint|bdsk-url-[0-9]{1,2})$/, 'other'],
]

export const foreignLinksRow: Row = reads((source, draft) => {
  for (const field of source.left()) {
    const kind = linkFields.find(([pattern]) => pattern.test(field))?.[1]
    if (kind !== undefined) readLinks(field, kind, source, draft)
  }
})

/** One address or several, all of them or none. */
function readLinks(field: string, kind: FullTextLink['kind'], source: Source, draft: Draft): void {
  const text = source.peek(field) ?? ''
  if (text.length > 20_000) return
  const bare = text.replace(/\\url\s?\{([^{}]*)\}/g, '$1').replace(/\\([_%#&{}~$])/g, '$1')
  const addresses = bare.split(/[\s;]+(?=(?:https?|ftp):\/\/)|\s+/).filter((one) => one !== '')
  const urls = addresses.map((one) => parseUrl(one))
  if (addresses.length === 0 || addresses.length > 50) return
  if (!urls.every((one) => 'value' in one && one.value.length <= 8192)) return
  source.take(field)
  for (const { value } of urls.filter((one) => 'value' in one)) addLink(value, kind, source, draft)
}

function addLink(url: string, kind: FullTextLink['kind'], source: Source, draft: Draft): void {
  const doi = /^https?:\/\/(?:www\.)?(?:dx\.)?doi\.org\//i.test(url) ? parseDoi(url) : undefined
  if (doi !== undefined && draft.doi === undefined) {
    draft.doi = doi
    source.note('doi-of-address', '/doi', 'The DOI is taken from an address.', url)
  } else if (doi !== undefined && draft.doi !== undefined && doiKey(draft.doi) === doiKey(doi)) return
  else if (!draft.links?.some((link) => link.url === url)) draft.links = [...(draft.links ?? []), { url, kind }]
}
