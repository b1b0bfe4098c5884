/** permissions, and their parts where NLM 2 has them outside. */
import type { Article, ArticleDate, Licence } from '../../../../schemas/article.ts'
import { contentVersions } from '../../../../schemas/article.ts'
import { parseDate } from '../../../article/date.ts'
import { descendants, elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { added, type Context, defined, keep, type Part, readChildren } from './context.ts'
import { isEdtf } from './dates.ts'

const copyright =
  (field: keyof NonNullable<Article['copyright']>): Part =>
  (node, context, path) => {
    const value = textOf(node)
    if (value === undefined) return
    if (context.draft.copyright?.[field] === undefined)
      context.draft.copyright = { ...context.draft.copyright, [field]: value }
    else if (context.draft.copyright[field] !== value) keep(node, context, path)
  }

export const permissionParts: Readonly<Record<string, Part>> = {
  'copyright-statement': copyright('statement'),
  'copyright-year': copyright('year'),
  'copyright-holder': copyright('holder'),
  free_to_read: ({ attributes }, { draft }) => {
    draft.freeToRead = defined({ start: dated(attributes.start_date) })
  },
  license: (node, context, path) => {
    const found = licencesOf(node)
    context.draft.licences = added(context.draft.licences, found)
    for (const link of descendants(node, 'ext-link', 'uri')) {
      const { href } = link.attributes
      const isTold = href === undefined || found.some(({ url, text }) => url === href || text?.includes(href))
      if (!isTold) context.unmapped.push({ path: `${path}/${link.name}/@href`, value: href })
    }
  },
}

export const permissions: Part = (node, context, path) => readChildren(node, context, path, permissionParts)

const isUrl = (text: string | undefined): text is string => text !== undefined && /^(?:https?|ftp):\/\/\S+$/.test(text)
const dated = (text: string | undefined): ArticleDate | undefined =>
  text === undefined || isEdtf(text) ? text : parseDate(text)

/** One licence for each license_ref; the statement as printed goes with the first. */
function licencesOf(node: XmlNode): Licence[] {
  const { href, 'specific-use': use = '' } = node.attributes
  const statement = elements(node, 'license-p').length > 0 ? elements(node, 'license-p') : [node]
  const text =
    statement
      .map((part) => textOf(part, new Set(['license_ref', 'free_to_read'])))
      .filter(Boolean)
      .join(' ') || undefined
  const spdx = use.startsWith('spdx:') ? use.slice('spdx:'.length) : undefined
  const references = elements(node, 'license_ref')
  if (references.length === 0) return [defined({ url: isUrl(href) ? href : linked(node), spdx, text })]
  return references.map((reference, i) => {
    const { start_date, applies_to, 'specific-use': version = applies_to } = reference.attributes
    const url = textOf(reference)
    return defined({
      url: isUrl(url) ? url : isUrl(href) ? href : undefined,
      spdx: i === 0 ? spdx : undefined,
      start: dated(start_date),
      contentVersion: contentVersions.find((known) => known === version?.toLowerCase()),
      text: i === 0 ? text : undefined,
    })
  })
}

/** Older files name the licence only in a link within its words. */
function linked(node: XmlNode): string | undefined {
  return descendants(node, 'ext-link', 'uri')
    .map((link) => link.attributes.href ?? textOf(link))
    .find((url) => isUrl(url) && /creativecommons\.org/.test(url))
}

/** Whether there is any licence to tell: an empty `license` says nothing. */
export function dropEmptyLicences({ draft }: Context): void {
  const told = draft.licences?.filter((licence) => Object.keys(licence).length > 0) ?? []
  if (told.length > 0) draft.licences = told
  else delete draft.licences
}
