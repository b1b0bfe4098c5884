/** Abstract and keywords: texts for people to read, with annotations for the structure that BibTeX does not know. */
import { type Abstract, KeywordGroup } from '../../../schemas/article.ts'
import { latexToText, richToLatex } from '../../text/latex.ts'
import { formatAnnotations, parseAnnotations } from './annotations.ts'
import { formatNotation, parseNotation, split } from './notation.ts'
import type { Row } from './row.ts'
import { richField } from './titles.ts'

type Section = Abstract['sections'][number]

/**
 * Paragraphs are parted by a blank line; a heading stands in bold before the first of its section, and
 * `abstract+an:heading` says at which paragraph which section begins. Further abstracts are in `otherabstracts`.
 */
export const abstractRow: Row = {
  write({ abstracts }, { put, text }) {
    const first = abstracts?.[0]
    if (!first) return
    const paragraphs: string[] = []
    const headings: [number, string][] = []
    for (const { title, paragraphs: body } of first.sections) {
      const heading = title === undefined ? '' : richToLatex(title, text)
      if (heading !== '' || paragraphs.length > 0) headings.push([paragraphs.length + 1, heading])
      for (const [at, paragraph] of body.entries()) {
        const lead = at > 0 || heading === '' ? '' : `${boldHeading(heading)} `
        paragraphs.push(lead + richToLatex(paragraph, text))
      }
    }
    put('abstract', paragraphs.join('\n\n'))
    if (headings.length > 0) put('abstract+an:heading', formatAnnotations(headings))
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
    const sections = readSections(value, headings)
    if (sections.length > 0) draft.abstracts = [{ ...(kind && { kind }), ...(language && { language }), sections }]
  },
}

const boldHeading = (heading: string) => `\\textbf{${heading}:}`

function readSections(value: string, headings: ReadonlyMap<number, string>): Section[] {
  const sections: { title?: string; paragraphs: string[] }[] = []
  let number = 0
  for (const latex of value.split(/\n[ \t\r]*\n/)) {
    const heading = headings.get(++number)
    const title = heading === undefined ? undefined : richField(heading)
    const whole = richField(latex)
    const mark = `<b>${title}:</b> `
    const paragraph = title !== undefined && whole?.startsWith(mark) ? whole.slice(mark.length) : whole
    if (paragraph === undefined) continue
    if (heading !== undefined || sections.length === 0) sections.push({ ...(title && { title }), paragraphs: [] })
    sections.at(-1)?.paragraphs.push(paragraph)
  }
  return sections
}

/** One comma list of all terms; `keywords+an:group` says at which term which group begins. */
export const keywordsRow: Row = {
  write({ keywords }, { put, text }) {
    if (!keywords) return
    const terms: string[] = []
    const groups: [number, string][] = []
    for (const { terms: own, ...group } of keywords) {
      const isPlain = Object.keys(group).length === 0
      if (terms.length > 0 || !isPlain) groups.push([terms.length + 1, formatNotation(group, KeywordGroup, text)])
      for (const term of own) {
        const latex = richToLatex(term, text)
        terms.push(/[,;]|^\{/.test(latex) ? `{${latex}}` : latex)
      }
    }
    put('keywords', terms.join(', '))
    if (groups.length > 0) put('keywords+an:group', formatAnnotations(groups))
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

function groupOf(latex: string | undefined): Omit<KeywordGroup, 'terms'> {
  const group = latex === undefined ? undefined : parseNotation(latex, KeywordGroup)
  return typeof group === 'object' && group !== null ? (group as Omit<KeywordGroup, 'terms'>) : {} // by its schema
}
