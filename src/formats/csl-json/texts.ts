/** Titles, abstract and keywords: what people read, and where its mark-up or structure is more than CSL has, the rest. */
import type { Abstract } from '../../../schemas/article.ts'
import { escapeRich, plainText } from '../../text/rich.ts'
import { type Item, isObject, type Row, textOf } from './shape.ts'
import { formatCslText, isExact, parseCslText } from './text.ts'

export const titleRow: Row = {
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

/** One string: paragraphs parted by a blank line, a heading before the first of its section. */
export const abstractRow: Row = {
  write({ abstracts }, item, custom) {
    const first = abstracts?.[0]
    if (!first) return
    const { sections, kind, language } = first
    let headings: Record<string, string> | undefined
    let whole = ''
    let count = 0
    let isSaid = true
    for (const { title, paragraphs } of sections) {
      if (title !== undefined || count > 0) {
        headings ??= {}
        headings[count] = title ?? ''
      }
      let lead = title === undefined ? '' : `${formatCslText(title)}: `
      for (const paragraph of paragraphs) {
        const text = formatCslText(paragraph)
        if (text !== paragraph || text.includes('<')) isSaid &&= isExact(paragraph)
        whole += (count++ > 0 ? '\n\n' : '') + lead + text
        lead = ''
      }
    }
    item.abstract = whole
    // Where the text is not the whole of it, the first abstract is said again; otherwise only its structure.
    if (!isSaid) custom.abstracts = abstracts
    else {
      if (kind !== undefined || language !== undefined || headings) {
        custom.abstract = { ...about(first), ...(headings && { headings }) }
      }
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
    const { headings, ...rest } = isObject(structure) ? structure : {}
    const sections = text === undefined ? [] : readSections(text, isObject(headings) ? headings : {})
    if (sections.length > 0) draft.abstracts = [{ ...rest, sections } as Abstract] // judged by admit
    if (Array.isArray(others)) draft.abstracts = [...(draft.abstracts ?? []), ...others]
  },
}

type Section = Abstract['sections'][number]

/** What is said of an abstract besides its text, in the order of the record. */
const about = ({ sections: _, ...rest }: Abstract): Omit<Abstract, 'sections'> => rest

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
export const keywordsRow: Row = {
  write({ keywords }, item, custom) {
    if (!keywords) return
    let list = ''
    let isSaid = keywords.length === 1
    for (const { terms, vocabulary, language } of keywords) {
      for (const term of terms) {
        const isPlain = !/[<&,;]/.test(term)
        const text = isPlain ? term : plainText(term)
        list += list === '' ? text : `, ${text}`
        // A comma would part it, mark-up is gone.
        if (!isPlain && isSaid && (/[,;<]/.test(text) || escapeRich(text) !== term)) isSaid = false
      }
      if (vocabulary !== undefined || language !== undefined) isSaid = false
    }
    item.keyword = list
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
