/** Journal, volume, issue, pages: from the citation of the article itself, and from the lines of the page's head. */
import { dateAtStart } from '../../article/date.ts'
import { readByline } from './byline.ts'
import { type Place, readPlace } from './citation.ts'
import { doisIn } from './doi.ts'
import { kindInCells, kindOf } from './kinds.ts'
import { fold, type Line, label } from './lines.ts'
import type { Title } from './title.ts'
import { furniture, institution, sectionHeadings } from './words.ts'

export interface InJournal extends Omit<Place, 'before' | 'after'> {
  readonly journal?: string
}

interface Found extends InJournal {
  readonly score: number
}

const otherIssue =
  /current issue|latest issue|view .*issue|all issues|archive|back issues|next issue|previous issue|most recent/i

/** The fields on which the best line and those of the same volume agree. */
export function findPlace(
  lines: readonly Line[],
  title: Title | undefined,
  abstractAt: number,
  doi: string | undefined,
): InJournal {
  const found = lines
    .filter((line) => !line.foreign && line.text.length < 1500 && /\d/.test(line.text) && !otherIssue.test(line.text))
    .flatMap((line) => fromLine(line, lines, title, abstractAt, doi))
    .sort((a, b) => b.score - a.score)
  const [best] = found
  if (!best || best.score < 3)
    return { ...withoutScore(found.find(({ journal }) => journal !== undefined && best === undefined)) }
  const same = found.filter(
    (other) =>
      other.score >= 2 && (other.volume === best.volume || other.volume === undefined || best.volume === undefined),
  )
  // What the better line says holds; `same` are all of one shape.
  const { score: _, ...merged } = Object.assign({ ...best }, ...same.toReversed()) as Found
  return singlePage({ ...pagesAlone(lines, title), ...merged, ...withoutScore(best) })
}

/** “pages 105-112” in a line of its own beside the title. */
function pagesAlone(lines: readonly Line[], title: Title | undefined): { first?: string; last?: string } {
  for (const line of lines) {
    const isNear = title !== undefined && line.at > title.at - 10 && line.at < title.endAt + 15
    const [, first, last] =
      line.foreign || (!isNear && !/^p[aá]g/i.test(line.text))
        ? []
        : (/^(?:pages?|pp?\.?|páginas?|págs?\.?|seiten|s\.|sayfa(?: aralığı)?|страницы|с\.)\s?:?\s?([A-Z]?\d{1,6})\s?[-–—]\s?([A-Z]?\d{1,6})\.?(?=$| ?\|)/iu.exec(
            line.text,
          ) ?? [])
    if (first !== undefined && last !== undefined) return { first, last }
  }
  return {}
}

const withoutScore = (found: Found | undefined): InJournal => {
  if (!found) return {}
  const { score: _, ...place } = found
  return place
}

// Pages from one line and a single number from another: the number is only the first page again.
function singlePage(place: InJournal): InJournal {
  if (place.first === undefined || place.articleNumber === undefined) return place
  const { articleNumber: _, ...rest } = place
  return rest
}

function fromLine(
  line: Line,
  lines: readonly Line[],
  title: Title | undefined,
  abstractAt: number,
  doi: string | undefined,
): Found[] {
  const behind = title && afterTitle(line.text, title.text)
  const isCitation = behind !== undefined
  if (!isCitation && (line.text.length > 260 || line.at === title?.at)) return []
  const place = readPlace(isCitation ? behind : line.text)
  const hasDoi = doi !== undefined && doisIn(line.text).some((other) => other.toLowerCase() === doi.toLowerCase())
  if (!place) return journalAndDate(line, hasDoi)
  const journal =
    journalIn(place.before, isCitation) ?? (isCitation ? undefined : journalBefore(line, place, lines, title))
  const { before, after: _, ...cells } = place
  const fields = Object.keys(cells).length
  if (!isCitation && before.length > 90 && !hasDoi) return []
  const isHead = line.at < abstractAt || abstractAt >= lines.length
  const near = title !== undefined && Math.abs(line.at - title.at) <= 15
  const score =
    (isCitation ? 4 : 0) +
    (hasDoi ? 2 : 0) +
    (isHead ? 1 : 0) +
    (near ? 1.5 : 0) +
    (journal ? 1 : 0) +
    Math.min(fields, 3) * 0.7 +
    (/^\W*vol/i.test(line.text) ? (place.issue === undefined ? 1 : 1.8) : 0) -
    (line.text.length > 200 && !isCitation ? 2 : 0)
  return [{ ...cells, ...(journal !== undefined && { journal }), score }]
}

/** What a citation says behind the title. */
function afterTitle(text: string, title: string): string | undefined {
  if (title.length < 12 || text.length < title.length + 12) return undefined
  const at = fold(text).indexOf(fold(title))
  // Folding keeps the length in all but rare cases; the end of the title is looked for near where it ought to be.
  if (at < 0) return undefined
  const behind = text.slice(Math.min(text.length, at + title.length))
  return /\d/.test(behind) ? behind.slice(0, 400) : undefined
}

// Front. Psychol., 15 January 2015
const abbreviated = /^(\p{Lu}\p{L}{1,9}\. [^,|•\d]{2,60}), (?=\d{1,2} \p{L}{3,9} \d{4}$)/u

// … (Paper) Org. Biomol. Chem., 2016, Advance Article
const inPress =
  /(?:^|\) |\d |: )(\p{Lu}[^,|•()]{2,80}?),? \(?(?:19|20)\d{2}\)?,? (?=(?:advance|accepted|just|in press|articles? in press|online first|early view|ahead of print|first look))/iu

// Front. Psychol., 15 January 2015 | doi: 10.3389/…
function journalAndDate(line: Line, hasDoi: boolean): Found[] {
  const match = hasDoi
    ? (/^([^,|•]{3,80}),? (?=\d{1,2} \p{L}{3,9} \d{4} ?[|•])/u.exec(line.text) ?? inPress.exec(line.text))
    : abbreviated.exec(line.text)
  const journal = match ? journalIn(match[1] ?? '', false) : undefined
  return journal === undefined ? [] : [{ journal, score: 3.5 }]
}

/** The journal at the end of what stands before the volume. */
function journalIn(before: string, isCitation: boolean): string | undefined {
  let text = before
    .replace(/^.{0,200}\bdoi: ?\S+(?: \([^)]{2,40}\))?/i, '')
    .replace(
      /^.*\b(?:cite this(?: article| paper)?(?: as)?|cite as|citation|how to cite|journal reference|reference|source|in|published in|journal)\s?[:：]\s?/i,
      '',
    )
    .replace(/^["”'’.,:;\s)\]†*]+(?:in: ?)?/i, '')
    .replace(/^(?:from the journal|published in|in) (?=\p{Lu})/iu, '')
    .replace(/^\(?(?:19|20)\d{2}\)?[.,] /, '')
  if (isCitation) text = text.replace(/^(?:\s*\[[^\]]{3,160}\]\.?\s*)/, '')
  else
    text =
      text
        .split(/ [|•·>»/] |\t/)
        .filter((cell) => cell.trim() !== '')
        .at(-1) ?? ''
  return journalName(text)
}

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
  const words = clean.split(' ')
  if (clean.length < 2 || clean.length > 120 || words.length > 14 || !/\p{L}{2}/u.test(clean)) return undefined
  if (!/^[\p{Lu}\p{Lo}]|^[a-z]\p{Lu}|^\d+ \p{Lu}/u.test(clean)) return undefined
  // Springer puts the years of a closed series behind its name.
  if (/https?:|@|©|[?!"“”;]|\d{4}/.test(clean.replace(/ \(\d{4}[-–]\d{4}\)$/, '').replace(/^F1000/, '')))
    return undefined
  if (
    sectionHeadings.has(label(clean)) ||
    kindOf({ text: clean } as Line) ||
    /^(?:vol|no|issue|pp|doi|yıl|year|año|ano|jahr|année|published|first published|received|available|version|posted)\b/i.test(
      clean,
    )
  )
    return undefined
  return clean
}

/** The line over “Volume 145, July 2023”, where it is a name and nothing else. */
function journalBefore(line: Line, place: Place, lines: readonly Line[], title: Title | undefined): string | undefined {
  const previous = lines[line.at - 1]
  if (!previous || place.before.trim().length > 3 || title?.at === previous.at || previous.foreign) return undefined
  const text = previous.text
  if (/^sec(?:tion)?[.:]? |フリー|オープンアクセス|認証あり/i.test(text)) return undefined
  if (kindOf(previous) || kindInCells(previous) || doisIn(text).length > 0 || dateAtStart(text) || readPlace(text))
    return undefined
  const isMenu = furniture.test(text) && !/journal|review|letters|archives|contact|print|views?\b/i.test(text)
  // In a trail of bullets the step before “Volume 7” is the journal, though it may look like a name.
  const isTrail = previous.bullet && line.bullet
  if (isMenu || text.length > 90 || (!isTrail && readByline(text, new Set()).length > 0 && !namesJournal.test(text)))
    return undefined
  return /[.!?]$/.test(text) && text.split(' ').length > 6 ? undefined : journalName(text)
}

// Two capitalised words are a name by their look; these are words of journals.
const namesJournal =
  /\b(?:journal|reviews?|science|sciences|letters|research|nature|advanced|materials|biology|medicine|chemistry|physics|studies|today|reports)\b/i

const ui =
  /\s*(?:aims and scope|submit manuscript|journal homepage|journal home|homepage|visit journal|submit to this journal).*$/i
const kindWord =
  /\b(?:journal|revista|zeitschrift|annals|archives|proceedings|transactions|bulletin|acta|dergisi|cahiers|rivista|cuadernos|anales|anais|jahrbuch|letters|quarterly)\b|журнал|вестник|известия|学报|杂志|论文集|학회지|논문지/iu

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
        /^(?:journals?|the journal)\b(?! of)|journals$|\b(?:this|our|about)\b|\b(?:for|from|in) the journal|all journals|other journals|journal(?:s)? (?:a|by|menu|tools|information|policies|contents)/i.test(
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

function abbreviates(tokens: readonly string[], text: string): boolean {
  const words = text
    .replace(/\s?\(.*\)$/, '')
    .split(/[\s-]+/)
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
