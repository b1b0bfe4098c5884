/** Abstract and keywords: texts for people to read, with annotations for the structure that BibTeX does not know. */
import { type Abstract, KeywordGroup } from '../../../schemas/article.ts'
import { finder } from '../../text/latex/find.ts'
import { latexToText, richToLatex } from '../../text/latex.ts'
import { formatAnnotations, parseAnnotations, withAnnotation } from './annotations.ts'
import { isBare } from './bare.ts'
import { formatNotation, parseNotation, split } from './notation.ts'
import type { Row } from './row.ts'
import { richField } from './titles.ts'

type Section = Abstract['sections'][number]

/**
 * Paragraphs are parted by a blank line; a heading stands in bold before the first of its section, and
 * `abstract+an:heading` says at which paragraph which section begins. Further abstracts are in `otherabstracts`.
 */
export const abstractRow: Row = {
  write({ abstracts }, { put, putTight, text }) {
    const first = abstracts?.[0]
    if (!first) return
    let whole = ''
    let count = 0
    let headings = ''
    for (const { title, paragraphs } of first.sections) {
      const heading = title === undefined ? '' : richToLatex(title, text)
      if (heading !== '' || count > 0) headings = withAnnotation(headings, count + 1, heading)
      let lead = heading === '' ? '' : `${boldHeading(heading)} `
      for (const paragraph of paragraphs) {
        whole += (count++ > 0 ? '\n\n' : '') + lead + richToLatex(paragraph, text)
        lead = ''
      }
    }
    put('abstract', whole)
    if (headings !== '') putTight('abstract+an:heading', headings)
    if (first.kind !== undefined) put('abstract+an:kind', formatAnnotations([[0, text(first.kind)]]))
    if (first.language !== undefined) put('abstract+an:language', formatAnnotations([[0, text(first.language)]]))
  },
  read(source, draft) {
    const value = source.take('abstract')
    if (value === undefined) return
    const headings = parseAnnotations(source.take('abstract+an:heading') ?? '')
    const whole = (name: string) => latexToText(parseAnnotations(source.take(`abstract+an:${name}`) ?? '').get(0) ?? '')
    const kind = whole('kind')
    const language = whole('language')
    const sections = readSections(withoutBlocks(value), headings)
    if (sections.length > 0) draft.abstracts = [{ ...(kind && { kind }), ...(language && { language }), sections }]
  },
}

const boldHeading = (heading: string) => `\\textbf{${heading}:}`

/** Stands before a heading that a tag marks; a noncharacter of Unicode, which no text has. */
const headingMark = '\ufdd2'

/** Blocks of HTML and JATS as paragraphs, their headings marked. */
function withoutBlocks(value: string): string {
  if (!/<(?:jats:)?(?:p|sec|div|title)[\s>]/i.test(value)) return value
  return value
    .replace(/<(?:jats:)?title>([^<]{0,500})<\/(?:jats:)?title>/gi, `\n\n${headingMark}$1\n\n`)
    .replace(/<\/?(?:jats:)?(?:p|sec|div)(?:\s[^<>]{0,500})?>/gi, '\n\n')
}

function readSections(value: string, headings: ReadonlyMap<number, string>): Section[] {
  const sections: { title?: string; paragraphs: string[] }[] = []
  let number = 0
  for (const latex of value.split(/\n[ \t\r]*\n/)) {
    if (latex.startsWith(headingMark)) {
      const title = richField(latex.slice(1))
      sections.push({ ...(title && { title }), paragraphs: [] })
      continue
    }
    const heading = headings.get(++number)
    const title = heading === undefined ? undefined : richField(heading)
    const whole = richField(latex)
    const mark = `<b>${title}:</b> `
    const paragraph = title !== undefined && whole?.startsWith(mark) ? whole.slice(mark.length) : whole
    if (paragraph === undefined) continue
    if (heading !== undefined || sections.length === 0) sections.push({ ...(title && { title }), paragraphs: [] })
    sections.at(-1)?.paragraphs.push(paragraph)
  }
  // A heading without a paragraph is one.
  return sections.flatMap(({ title, paragraphs }) =>
    paragraphs.length > 0 ? [{ ...(title && { title }), paragraphs }] : title ? [{ paragraphs: [title] }] : [],
  )
}

/** One comma list of all terms; `keywords+an:group` says at which term which group begins. */
export const keywordsRow: Row = {
  write({ keywords }, { put, putTight, text }) {
    if (!keywords) return
    let list = ''
    let count = 0
    let groups = ''
    for (const group of keywords) {
      const about = formatNotation(group, KeywordGroup, text, saidByList)
      if (count > 0 || about !== '') groups = withAnnotation(groups, count + 1, about)
      for (const term of group.terms) {
        const latex = isBare(term) ? term : heldTerm(richToLatex(term, text))
        list += count++ > 0 ? `, ${latex}` : latex
      }
    }
    put('keywords', list)
    if (groups !== '') putTight('keywords+an:group', groups)
  },
  read(source, draft) {
    const value = source.take('keywords') ?? source.take('keyword')
    if (value === undefined) return
    const groups = parseAnnotations(source.take('keywords+an:group') ?? '')
    const out: KeywordGroup[] = []
    // A list that has semicolons uses commas inside of its terms.
    const lists = split(value, ';')
    const terms = lists.length > 1 ? lists : split(value, ',')
    for (const [at, latex] of terms.entries()) {
      const group = groups.get(at + 1)
      if (group !== undefined || out.length === 0) out.push({ ...groupOf(group), terms: [] })
      const term = richField(latex)
      if (term !== undefined) out.at(-1)?.terms.push(term)
    }
    const filled = out.filter(({ terms: list }) => list.length > 0)
    if (filled.length > 0) draft.keywords = filled
  },
}

const isSeparated = finder(',;')
const heldTerm = (latex: string): string => (isSeparated(latex) || latex.startsWith('{') ? `{${latex}}` : latex)
const saidByList: ReadonlySet<string> = new Set(['terms'])

function groupOf(latex: string | undefined): Omit<KeywordGroup, 'terms'> {
  const group = latex === undefined ? undefined : parseNotation(latex, KeywordGroup, saidByList)
  return typeof group === 'object' && group !== null ? (group as Omit<KeywordGroup, 'terms'>) : {} // by its schema
}
