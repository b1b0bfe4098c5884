/** Titles, abstracts, copyright and pages. */
import type { Abstract } from '../../../../schemas/article.ts'
import { parseLanguage } from '../../../article/identifiers.ts'
import { escapeRich } from '../../../text/rich.ts'
import { elements, isElement, textOf, type XmlNode } from '../../../text/xml.ts'
import { richOf } from '../../jats/read/rich.ts'
import { type Ended, endedTitle } from '../titles.ts'
import { added, type Part, type Source } from './source.ts'

/** The rich text of an element, which counts as read. */
export function rich(node: XmlNode | undefined, { kept }: Source): string | undefined {
  kept.text(node)
  return richOf(node)
}

/** A language by its code of two or three letters, in whatever case; `und` says that it is not known. */
export function languageOf(code: string | undefined): string | undefined {
  if (code === undefined || !/^[A-Za-z]{2,3}$/.test(code) || /^und$/i.test(code)) return undefined
  const parsed = parseLanguage(code.toLowerCase())
  return 'value' in parsed ? parsed.value : undefined
}

/** The first language is the article’s; others are kept. */
export const language: Part = (node, { draft, kept }) => {
  const tag = languageOf(textOf(node))
  if (draft.language !== undefined || tag === undefined) return
  kept.text(node)
  draft.language = tag
}

export const abstract: Part = (node, source) => {
  const { draft, kept } = source
  const sections = sectionsOf(node, source)
  if (sections.length === 0) return
  const tag = languageOf(node.attributes.Language)
  if (tag !== undefined) kept.attribute(node, 'Language')
  const kind = node.name === 'OtherAbstract' ? kindOf(kept.attribute(node, 'Type')) : undefined
  draft.abstracts = added(draft.abstracts, {
    ...(kind !== undefined && { kind }),
    ...(tag !== undefined && { language: tag }),
    sections,
  })
}

/** “Publisher” and “plain-language-summary” are types of NLM’s; the former says no more than who gave the abstract. */
const kindOf = (type: string | undefined): string | undefined => (type === 'Publisher' ? undefined : type)

/** MEDLINE’s word for a part of an abstract that has no heading. */
const noHeading = /^unlabell?ed$/i

function sectionsOf(node: XmlNode, source: Source): Abstract['sections'] {
  const texts = elements(node, 'AbstractText')
  if (texts.length === 0) {
    const own = { ...node, children: node.children.filter((kid) => !isElement(kid) || !apart.has(kid.name)) }
    const paragraph = richOf(own)
    if (paragraph === undefined) return []
    source.kept.text(node)
    return [{ paragraphs: [paragraph] }]
  }
  const sections: Abstract['sections'] = []
  for (const text of texts) {
    const paragraph = rich(text, source)
    if (paragraph === undefined) continue
    const said = source.kept.attribute(text, 'Label')
    source.kept.attribute(text, 'NlmCategory')
    const label = said === undefined || noHeading.test(said) ? undefined : escapeRich(said)
    const last = sections.at(-1)
    if (label === undefined && last !== undefined) last.paragraphs.push(paragraph)
    else sections.push({ ...(label !== undefined && { title: label }), paragraphs: [paragraph] })
  }
  return sections
}

const apart: ReadonlySet<string> = new Set(['AbstractText', 'CopyrightInformation'])

export const copyright: Part = (node, { draft, kept }) => {
  if (draft.copyright !== undefined) return
  const statement = kept.text(node)
  if (statement !== undefined) draft.copyright = { statement }
}

/** A title in the article’s own language goes before NLM’s translation. */
export function putTitles(
  said: Ended | undefined,
  vernacular: string | undefined,
  { draft, notes }: Pick<Source, 'draft' | 'notes'>,
): void {
  const own = vernacular === undefined ? undefined : endedTitle(vernacular).title
  const title = own ?? said?.title
  if (title !== undefined) draft.title = title
  if (said === undefined) return
  if (own !== undefined) draft.translatedTitles = added(draft.translatedTitles, { title: said.title, language: 'en' })
  else if (said.isTranslation) {
    notes.add('title-translated', '/title', 'The source has the title only as translated by NLM.', said.title)
  }
}
