/** Volume, issue, pages, article number and date of an issue, in the forms in which pages and citations print them. */
import type { ArticleDate } from '../../../schemas/article.ts'
import { dateAtStart } from '../../article/date.ts'

export interface Place {
  readonly volume?: string
  readonly issue?: string
  readonly first?: string
  readonly last?: string
  readonly articleNumber?: string
  readonly date?: ArticleDate
  /** What stands before the place in its line: often the journal. */
  readonly before: string
  readonly after: string
}

type Cells = Partial<Record<'volume' | 'issue' | 'first' | 'last' | 'number' | 'year', string>>

const page = String.raw`[A-Za-z]{0,4}\d{1,7}[A-Za-z]?`
const dash = String.raw`\s?[-–—−Ϫ‐‑]\s?`
const volume = String.raw`(?<volume>(?:\d{1,4}(?:[-–/]\d{1,4})?[A-Z]?)(?!\d))`
// Proceedings number their volumes into the ten thousands; a bare number of five figures is one of an article.
const wordedVolume = String.raw`(?<volume>(?:\d{1,5}(?:[-–/]\d{1,4})?[A-Z]?)(?!\d))`
const issue = String.raw`(?<issue>\d{1,4}(?:[-–/]\d{1,4})?(?![\d-])|[Ss]uppl?(?:ement)?\.?(?: \d{1,2})?|S\d{1,2}|\d{1,3} ?[Ss]uppl?\.? ?\d{0,2})`
const year = String.raw`(?<year>(?:19|20)\d{2})`
const pages = String.raw`(?:pp?\.? ?|pages? |s\. |págs?\. ?|стр?\. ?|с\. ?|ss\. ?)?(?<first>${page})(?:${dash}(?<last>${page}))?`
const span = String.raw`(?:pp?\.? ?|pages? |S\. ?|págs?\. ?|стр?\. ?|с\. ?|ss\. ?)?(?<first>${page})${dash}(?<last>${page})`

// 7 Feb 2019 09:22:51 UTC
const clock = String.raw`\d{1,2}:\d{2}(?::\d\d| ?(?:UTC|GMT|CES?T|[ap]\.?m))`

const volumeWord = String.raw`(?<!\p{L})(?:vol(?:ume|umen|umes)?|cilt|band|bd|jahrgang|jg|tome|tomo|volumen|jaargang|ročník|том)\.?\s?:?\s?(?=\d)`
const issueWord = String.raw`(?<!\p{L})(?:(?:issue|iss|number|num|núm|nro|número|numéro|nr|heft|fasc|sayı|выпуск|вып|zeszyt|numer|numero|no)\.?|n[.º°]+|№)\s?:?\s?`

/** Forms from the most to the least telling. */
const forms: readonly RegExp[] = [
  // Volume 5 | Issue 1; Volume 2019:12; Vol. 12, No. 3, pp. 1–10; Volume: 1 Number: 1; Cilt: 5 Sayı: 2; v. 45, n. 1
  new RegExp(
    String.raw`(?:${volumeWord}|(?<!\p{L})v\.\s?(?=\d{1,3},? ?n\.)|(?<!\p{L})т\.\s?(?=\d))(?:(?:19|20)\d{2}:)?${wordedVolume}(?:,? ?\(?${year}\)?)?(?:[\s,;|•·/–>-]{1,6}(?:${issueWord})(?:\()?${issue}\)?)?(?:[\s,;|•·:]{0,4}(?:(?:pp?\.?|pages?|págs?\.?|páginas|seiten|s\.|с\.|ss\.)\s?:?\s?(?<first>${page})(?:${dash}(?<last>${page}))?|(?:article(?: (?:number|id|no\.?))?|art\. ?(?:no\.?)?|id)\s?:?\s?(?<number>[A-Za-z]?\d{1,9})))?`,
    'iu',
  ),
  // 2015年第3卷第2期; 第45卷 第3期; 56巻531号; 제12권 제3호
  new RegExp(
    String.raw`(?:(?:19|20)\d{2} ?[年년][,， ]?)?第? ?제? ?${volume} ?[卷巻권](?: ?[(（]${year}[)）])?(?:[,， (（]{0,2}第? ?제? ?(?<issue>\d{1,4}) ?[期号號호])?(?:[,， :：]{0,3}(?:p\. ?|pp\. ?)?(?<first>\d{1,6})${dash}(?<last>\d{1,6}))?`,
    'u',
  ),
  // 2020年第3期 (journals without volumes)
  new RegExp(String.raw`${year} ?年 ?,?第? ?(?<issue>\d{1,3}) ?期`, 'u'),
  // 14(4): e0213978; 79 (3), pp 880–887; 2017;8(2):123; 164 (13) 2507 - 2538
  new RegExp(
    String.raw`(?:${year}\)?[\s,;.]{1,3})?(?<![\d-])${volume} ?\((?!(?:19|20)\d{2}\))(?:no?\. ?)?${issue}\)(?:[\s,:;.]{0,3}(?!(?:19|20)\d{2}[\s.,;)])${pages}(?![\d/]))?`,
    'u',
  ),
  // 2019;8:e44753; 2015, 16:1; 2017, 16: 299; (2018) 12:34
  new RegExp(String.raw`${year}\)?\s?[\s,;:.]\s?(?!${clock})${volume}\s?:\s?${pages}(?![\d/])`, 'u'),
  // Sci Rep 7, Article number: 12345 (2017)
  new RegExp(String.raw`(?<=\p{L}\.? )${volume},? article (?:number|no\.?)\s?:?\s?(?<number>[a-z]?\d{1,9})`, 'iu'),
  // Malaria Journal201716:299: year and volume run together
  new RegExp(String.raw`(?<=\p{L} ?)${year}(?<volume>\d{1,3}):(?<first>${page})(?![\d/])`, 'u'),
  // 2020, 142, 10, 4567–4578; 2020, 142 (10), 4567
  new RegExp(String.raw`${year}[,;] ?${volume}, ?(?<issue>\d{1,3}), ?(?<first>${page})${dash}(?<last>${page})`, 'u'),
  // 2017, 5, 22316-22324; 2020, 10, 123
  new RegExp(String.raw`${year}[,;] ?(?:vol\. ?)?${volume}, ?${pages}(?![\d/])`, 'u'),
  // 18, 231–234 (2010); 18:231–234 (2010); 3, 021001 (2013)
  new RegExp(String.raw`(?<![\d-])${volume}[,:] ?(?:${pages}) ?\(${year}\)`, 'u'),
  // 24 (2012) 123456
  new RegExp(String.raw`(?<![\d-])${volume} \(${year}\)[,:]? ?${pages}(?![\d/])`, 'u'),
  // Phys. Rev. X 3, 021001 – Published 5 January 2013
  new RegExp(String.raw`(?<=\p{L}\.? )${volume}, (?<number>[A-Z]?(?:\d{5,8}|0\d{3}))(?= ?(?:[–—-]|$))`, 'u'),
  // Acta Linguistica Academica 70: 195-218
  new RegExp(String.raw`(?<=\p{L}{3}\.? )${volume} ?: ?(?<first>${page})${dash}(?<last>${page})(?![\d/])`, 'u'),
  // Hydrol. Earth Syst. Sci., 24, 1234–1250, https://…
  new RegExp(String.raw`(?<=\p{L}\.?, )${volume}, ${span}(?=[,.;]|$)`, 'u'),
  // PeerJ 8:e1234; Front. Psychol. 8:612345; Proc. R. Soc. B 287: 20201234
  new RegExp(String.raw`(?<=\p{L}\.? )(?<!(?:fig|table|tel|fax)\.? )${volume}: ?(?<number>e?\d{3,8})(?![\d/:-])`, 'iu'),
  // Lancet. 2013 May 11;381:1672-8
  new RegExp(String.raw`${year} [\p{L}\d ]{3,8}; ?${volume}: ?${pages}(?![\d/])`, 'u'),
  // Acta Cryst. (2015). C71, 3-8
  new RegExp(String.raw`\(${year}\)\.? (?<volume>[A-Z]\d{1,3}), ${span}`, 'u'),
  // BMJ 2020; 368 doi: …
  new RegExp(String.raw`(?<=\p{L}\.? )${year}; ?${volume}(?=[:, ]{1,2}(?:doi|\())`, 'iu'),
  // IOP: 2016 J. Phys.: Condens. Matter 28 224009
  new RegExp(String.raw`(?<=\b${year} \p{Lu}[^\d]{3,60} )${volume} (?<number>\d{5,7})(?!\d)`, 'u'),
  // Issue 58, Fall 2013: a journal without volumes
  new RegExp(
    String.raw`^(?:issue|number|no\.?|número|núm\.|heft|sayı|nº|n°)\s?:?\s?${issue}(?=[\s,(–-]{1,3}[\p{L}\s./–-]{0,24}(?:19|20)\d{2})`,
    'iu',
  ),
  // OpenEdition: 12 | 2020, 45-67
  new RegExp(String.raw`(?<=, )(?<issue>\d{1,4}(?:-\d{1,4})?) \| ${year}(?:, ${span})?`, 'u'),
  // Volume 47 alone in a cell, before a year: “Hoehnea 47 • 2020”
  new RegExp(String.raw`(?<=\p{L}\.? )${volume}(?= [•|] [\p{L}–. -]{0,30}(?:19|20)\d{2})`, 'u'),
]

/** Reads the first place a line gives. */
export function readPlace(text: string): Place | undefined {
  const source = text.length > 700 ? text.slice(0, 700) : text
  for (const form of forms) {
    const match = form.exec(source)
    if (!match?.groups || /(?:tel|fax|phone|tél)[.:]{0,2} ?\+?$/i.test(source.slice(0, match.index))) continue
    const before = source.slice(0, match.index)
    const after = source.slice(match.index + match[0].length)
    const cells = inCells(match.groups, after)
    const day = cells.date === match.groups.year ? dayBefore(before, match.groups.year) : undefined
    return { ...cells, ...(day !== undefined && { date: day }), before, after }
  }
  return undefined
}

/** J Riverside Bot December 5, 2014 7 (4) 201-209: the day stands before the year of the place. */
function dayBefore(before: string, year: string | undefined): ArticleDate | undefined {
  const day = /(?<![\p{L}\d])(?:\p{L}{3,9}\.? \d{1,2},? |\d{1,2} \p{L}{3,9}\.? )$/u.exec(before)?.[0]
  return day === undefined || year === undefined ? undefined : dateAtStart(day + year)?.date
}

function inCells(cells: Cells, after: string): Omit<Place, 'before' | 'after'> {
  const { volume, issue, first, last, number } = cells
  const date = issueDate(after) ?? cells.year
  // A single number is where an article without pages stands in its volume; only a span is known to be pages.
  const single = last === undefined ? (number ?? first ?? laterNumber(after)) : undefined
  const later = first === undefined && number === undefined ? laterPages(after) : undefined
  return {
    ...(volume !== undefined && { volume }),
    ...(issue !== undefined && { issue: issue.replace(/\s/g, ' ') }),
    ...(last !== undefined && first !== undefined && { first, last: wholeLast(first, last) }),
    ...(later ?? (single !== undefined && { articleNumber: single })),
    ...(date !== undefined && { date }),
  }
}

// “231–4” means 231–234.
const wholeLast = (first: string, last: string) =>
  /^\d+$/.test(first) && /^\d+$/.test(last) && last.length < first.length
    ? first.slice(0, first.length - last.length) + last
    : last

// Volume 145, July 2023, Pages 228-237; Cilt: 5 Sayı: 2, 123 - 140
function laterPages(after: string): { first: string; last: string } | undefined {
  const [, from, to] = /^[,;] ?([A-Za-z]?\d{1,5})\s?[-–]\s?([A-Za-z]?\d{1,5})(?=[\s,.;]|$)/.exec(after) ?? []
  if (from && to && !/^(?:19|20)\d\d$/.test(from)) return { first: from, last: wholeLast(from, to) }
  const match = new RegExp(
    String.raw`^.{0,40}?(?<!\p{L})(?:pages?|pp?\.?|págs?\.?|páginas|seiten|s\.|с\.)\s?:?\s?${span.replace(/^\(.*?\)\?/, '')}`,
    'iu',
  ).exec(after)
  const [first, last] = [match?.groups?.first, match?.groups?.last]
  return first && last ? { first, last: wholeLast(first, last) } : undefined
}

function laterNumber(after: string): string | undefined {
  const coded = /^[\s/,|•]{0,4}(?:\(?(?:19|20)\d{2}\)?)[\s,:]{1,3}(e\d{1,9})\b/i.exec(after)?.[1]
  const alone = /^[\s,]{1,3}(?:(?:\p{L}{3,9} )?(?:19|20)\d{2}, )?(\d{5,7}|e\d{2,7})$/u.exec(after)?.[1]
  return (
    coded ??
    alone ??
    /^[^.]{0,40}?\b(?:article(?: (?:number|id|no\.?))?|art\. no\.?|id)\s?:?\s?([a-z]?\d{1,9})\b/i.exec(after)?.[1]
  )
}

/** The date an issue bears, right behind its number: “, July 2023”, “ • Jan-Mar 2022”, “ - 5 October 2020”, “(1990-11)”. */
function issueDate(after: string): ArticleDate | undefined {
  const start = after.replace(/^[\s,;:|•·()（–—-]{1,6}/, '')
  if (start === after) return undefined
  const first = dateAtStart(start)?.date
  if (first !== undefined) return first
  // A place may stand between: no.3 São Paulo jul./set. 2019; or pages: 2, 123 - 140, 30.06.2021
  for (const { index } of start.slice(0, 40).matchAll(/(?<=[ ,])(?=[\p{L}\d])/gu)) {
    const later = dateAtStart(start.slice(index))?.date
    if (typeof later === 'string' && later.length > 4) return later
  }
  return undefined
}
