/** Names of journals: what can be one, which line of a page is one, and what a short one stands for. */
import { kindOf } from './kinds.ts'
import { fold, type Line, label } from './lines.ts'
import type { Title } from './title.ts'
import { furniture, institution, sectionHeadings } from './words.ts'

/** The text as a journal's name without what surrounds it, if it can be one. */
export function journalName(printed: string): string | undefined {
  const text = (
    /\(\d{4}[-–]\d{4}\)$/.test(printed)
      ? printed
      : printed.replace(/[\s,;:.(|•·[/–-]*(?:\(?(?:19|20)\d{2}\)?)?[\s,;:(|•·[–-]*$/, (tail) =>
          tail.startsWith('.') ? '.' : '',
        )
  )
    // Science 12 Mar 2020: Vol. 367; PNAS March 3, 2020 117 (9)
    .replace(
      / (?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?: \d{1,2},?)?(?: (?:19|20)\d{2})?$/i,
      '',
    )
    .replace(/\[(?:internet|online|электронный ресурс)\]\.?/i, '')
    .replace(/[\s,;:|]+$/, '')
    .trim()
  // “J Ambul Sleep.” ends its sentence; “Duke Math. J.” is abbreviated with points.
  const clean = /^[^.]*\.$/.test(text) ? text.slice(0, -1) : text
  if (navigation.test(clean)) return undefined
  const words = clean.split(' ')
  if (clean.length < 2 || clean.length > 120 || words.length > 14 || !/\p{L}{2}/u.test(clean)) return undefined
  if (!/^[\p{Lu}\p{Lo}]|^[a-z]\p{Lu}|^\d+ \p{Lu}/u.test(clean)) return undefined
  // Springer puts the years of a closed series behind its name.
  if (/https?:|@|©|[?!"“”;]|\d{4}/.test(clean.replace(/ \(\d{4}[-–]\d{4}\)$/, '').replace(/^F1000/, '')))
    return undefined
  if (
    sectionHeadings.has(label(clean)) ||
    kindOf({ text: clean, at: 0 }) ||
    /^(?:vol|no|issue|pp|doi|yıl|year|año|ano|jahr|année|published|first published|received|available|version|posted)\b/i.test(
      clean,
    )
  )
    return undefined
  return clean
}

const ui =
  /\s*(?:aims and scope|submit manuscript|journal homepage|journal home|homepage|visit journal|submit to this journal).*$/i
const kindWord =
  /\b(?:journal|revista|zeitschrift|annals|archives|proceedings|transactions|bulletin|acta|dergisi|cahiers|rivista|cuadernos|anales|anais|jahrbuch|letters|quarterly)\b|журнал|вестник|известия|学报|杂志|论文集|학회지|논문지/iu

const navigation =
  /^(?:home|archives?|accueil|inicio|início|startseite|главная|ana ?sayfa|journals?|articles?|current|browse|issues?|all issues|list of issues|table of contents|archivos?|numéros|ausgaben|home page|open access)$/iu

/** A line of the head that is a journal's name by its words: “Malaria Journal”, “Revista de …”. */
export function journalByWord(lines: readonly Line[], title: Title | undefined): string | undefined {
  const end = title ? title.at + 12 : 60
  for (const line of lines.slice(0, end)) {
    if (line.foreign || line.at === title?.at || line.text.length > 120 || !kindWord.test(line.text)) continue
    const text = line.text.replace(ui, '')
    const isUi = text !== line.text
    if (line.bullet && !isUi) continue
    if (
      !isUi &&
      (furniture.test(text) ||
        /^(?:journals?|the journal)\b(?! of)|journals$|\b(?:this|our|about)\b|\b(?:for|from|in) the journal|all journals|other journals|journal systems|journal (?:help|content|metrics|impact)|journal(?:s)? (?:a|by|menu|tools|information|policies|contents)/i.test(
          text,
        ))
    )
      continue
    if (institution.test(text) && !/journal|revista|dergisi/i.test(text)) continue
    const name = journalName(text)
    if (name !== undefined && !/[.,:]$/.test(name) && name.split(' ').length > 1) return name
  }
  return undefined
}

/** The full name on the page of which a short one is the abbreviation, if there is just one: J. Org. Chem. */
export function fullName(short: string, lines: readonly Line[]): string | undefined {
  const tokens = short.split(/[\s.]+/).filter((token) => token !== '')
  if (tokens.length < 2) return undefined
  const full = new Map<string, string>()
  for (const line of lines) {
    const text = line.text.replace(ui, '').replace(/[\s,;:.]+$/, '')
    if (line.foreign || text.length > 120 || text.length <= short.length || !abbreviates(tokens, text)) continue
    const name = journalName(text)
    if (name !== undefined) full.set(fold(name), name)
  }
  const [only] = [...full.values()]
  return full.size === 1 ? only : undefined
}

const smallWord = /^(?:il|la|le|of|the|and|&|for|in|on|de|la|des|du|der|für|und|di|e|y)$/i

export function abbreviates(tokens: readonly string[], text: string): boolean {
  const words = text
    .replace(/\s?\(.*\)$/, '')
    .split(/[\s-]+/)
    .map((word) => word.replace(/\.$/, ''))
    .filter((word) => !smallWord.test(word))
  return (
    words.length === tokens.length &&
    tokens.every((token, index) => words[index]?.toLowerCase().startsWith(token.toLowerCase())) &&
    tokens.some((token, index) => token.length < (words[index]?.length ?? 0))
  )
}

/** “© First Monday, 1995-2020. ISSN …” and “Journal: …” */
export function journalByLabel(lines: readonly Line[]): string | undefined {
  for (const { text, foreign } of lines) {
    if (foreign || text.length > 200) continue
    const stated =
      /^(?:journal|journal title|source|revista|zeitschrift|dergi|журнал|publication)\s?[:：]\s?(.+)$/iu.exec(text)?.[1]
    const name = stated === undefined ? undefined : journalName(stated)
    if (name !== undefined) return name
  }
  return undefined
}

// “Online ISSN : 1234-5679” under the name
const issnFirst = /^(?:(?:online|print|electronic|[ep])[ -]?)?issn(?:-l)?\b.{0,20}\d{4}-\d{3}[\dxX]/i
const isNameLine = ({ text, foreign, bullet }: Line) =>
  !foreign && !bullet && text.length < 90 && /^\p{Lu}/u.test(text) && !furniture.test(text) && !/[.,:;]$|\d/.test(text)

/** “Applied Park Ecology. ISSN 1234-5679” */
export function journalByIssn(lines: readonly Line[]): string | undefined {
  for (const { text, foreign, at } of lines) {
    const above = lines[at - 1]
    if (!foreign && above && issnFirst.test(text) && text.length < 80 && isNameLine(above))
      return journalName(above.text)
    const [, before] =
      foreign || text.length > 150
        ? []
        : (/^(?:© ?)?(\p{L}[^|:;]{3,90}?)(?:, \d{4}(?:[-–]\d{4})?)?[.,]? \(?(?:[ep]-?)?ISSN/u.exec(text) ?? [])
    const name = before === undefined || /print|online|vers|impres/i.test(before) ? undefined : journalName(before)
    if (name !== undefined) return name
  }
  return undefined
}
