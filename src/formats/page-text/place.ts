/** Journal, volume, issue, pages: from the citation of the article itself, and from the lines of the page's head. */
import { dateAtStart } from '../../article/date.ts'
import { readByline } from './byline.ts'
import { type Place, readPlace } from './citation.ts'
import { doisIn } from './doi.ts'
import { abbreviates, journalName } from './journal-name.ts'
import { kindInCells, kindOf } from './kinds.ts'
import { fold, type Line } from './lines.ts'
import type { Title } from './title.ts'
import { furniture } from './words.ts'

export interface InJournal extends Omit<Place, 'before' | 'after'> {
  readonly journal?: string
  /** The abbreviation that another line has. */
  readonly short?: string | undefined
}

interface Found extends InJournal {
  readonly score: number
}

const otherIssue =
  /current issue|latest issue|\bview .*issue|all issues|archive|back issues|next issue|previous issue|most recent/i

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
  if (!best || best.score < 3) return pagesAlone(lines, title)
  const same = found.filter(
    (other) =>
      other.score >= 2 && (other.volume === best.volume || other.volume === undefined || best.volume === undefined),
  )
  // What the better line says holds; `same` are all of one shape.
  const { score: _, ...merged } = Object.assign({ ...best }, ...same.toReversed()) as Found
  const place = singlePage({ ...pagesAlone(lines, title), ...merged, ...withoutScore(best) })
  return { ...place, ...longest(place.journal, same) }
}

/** One line abbreviates the journal, another of the same volume spells it out. */
function longest(short: string | undefined, same: readonly Found[]): InJournal {
  const tokens = short?.split(/[\s.]+/).filter((token) => token !== '') ?? []
  const full = same.find(({ journal }) => journal !== undefined && tokens.length > 1 && abbreviates(tokens, journal))
  return full?.journal === undefined ? {} : { journal: full.journal, short }
}

/** “pages 105-112” in a line of its own beside the title. */
function pagesAlone(lines: readonly Line[], title: Title | undefined): { first?: string; last?: string } {
  for (const line of lines) {
    const isNear = title !== undefined && line.at > title.at - 10 && line.at < title.endAt + 15
    const [, first, last] =
      line.foreign || (!isNear && !/^p[aá]g/i.test(line.text))
        ? []
        : (/^(?:pages?|page\(s\)|pp?\.?|páginas?|págs?\.?|seiten|s\.|sayfa(?: aralığı)?|страницы|с\.)\s?:?\s?([A-Z]?\d{1,6})\s?[-–—]\s?([A-Z]?\d{1,6})\.?(?=$| ?\|)/iu.exec(
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
        .split(/ [|•·>»/] | ?[>»](?=\p{L}| ?$)|\t/u)
        .filter((cell) => cell.trim() !== '')
        .at(-1) ?? ''
  return journalName(text)
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
  // Before the title no author is named.
  const isTrail = (previous.bullet && line.bullet) || (title !== undefined && line.at < title.at)
  if (isMenu || text.length > 90 || (!isTrail && readByline(text, new Set()).length > 0 && !namesJournal.test(text)))
    return undefined
  return /[.!?]$/.test(text) && text.split(' ').length > 6 ? undefined : journalName(text)
}

// Two capitalised words are a name by their look; these are words of journals.
const namesJournal =
  /\b(?:journal|reviews?|science|sciences|letters|research|nature|advanced|materials|biology|medicine|chemistry|physics|studies|today|reports)\b/i
