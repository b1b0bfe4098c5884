/** Who is the corresponding author, and whose an e-mail address is. */
import { emailsIn } from './affiliations.ts'
import { fold, type Line, label } from './lines.ts'
import { bare } from './places.ts'

export interface Addressed {
  readonly text: string
  readonly emails: readonly string[]
  /** It speaks of correspondence, not only of addresses. */
  readonly claims: boolean
}

export interface Correspondence {
  readonly lines: readonly Addressed[]
  /** Marks explained as that of the corresponding author: `3`, `c1`, `†`. */
  readonly marks: ReadonlySet<string>
  /** Addresses by the mark before them: `†mkunz@…`. */
  readonly byMark: ReadonlyMap<string, string>
  /** A star stands for something else, such as equal contribution. */
  readonly starIsOther: boolean
}

const corresponding =
  /correspond(?:ing|ence|encia|ência|ance)|for reprints|auteur correspondant|korrespond|autor (?:para|de) correspond|yazışma|sorumlu yazar|ответственный автор|для переписки|通讯作者|通信作者|联系人|責任著者|교신저자|to whom/iu
const starredMail = /^(?:↵ ?)?[*∗＊✉].{0,12}\be-?mail/i
const headings =
  /^[*†]?\s?(?:corresponding authors?|author for correspondence|correspondence|correspondencia|correspondência|yazışma adresi|sorumlu yazar|author e-?mails?|contact author)(?: ?\(s\))?$/
const explained = /^([a-z]?\d{1,2}|[a-z]|[†‡§¶#✉]) ?(?=\p{Lu})/u

export function findCorrespondence(lines: readonly Line[]): Correspondence {
  const found: Addressed[] = []
  const marks = new Set<string>()
  const byMark = new Map<string, string>()
  for (const line of lines) {
    if (line.foreign || line.text.length > 1200) continue
    const [, mark, mail] = /^[↵ ]*([*∗＊†‡§¶#]|\d)\s?(\S+@\S+)$/u.exec(line.text) ?? []
    if (mark && mail) byMark.set(mark, emailsIn(mail)[0] ?? mail)
    const isHeading = headings.test(label(line.text))
    if (!isHeading && !speaks(line.text) && !starredMail.test(line.text)) continue
    const note = line.text.length < 400 ? explained.exec(line.text)?.[1] : undefined
    if (note !== undefined && corresponding.test(line.text.slice(0, 60))) marks.add(note)
    const text = isHeading ? below(lines, line.at + 1) : line.text
    found.push({ text, emails: emailsIn(text), claims: !/e-?mails?$/.test(label(line.text)) })
  }
  const starIsOther =
    byMark.has('*') ||
    lines.some(
      ({ text, foreign }) => !foreign && /^[*∗＊].{0,60}(?:equal|joint first|deceased|contributed)/i.test(text),
    )
  return { lines: found.slice(0, 50), marks, byMark, starIsOther }
}

// In running prose “correspondence” is only a word.
const speaks = (text: string) =>
  corresponding.test(text.slice(0, 90)) || (corresponding.test(text.slice(0, 300)) && emailsIn(text).length > 0)

/** The lines under a heading up to the first address, or the first line alone. */
function below(lines: readonly Line[], from: number): string {
  let text = ''
  for (const line of lines.slice(from, from + 10)) {
    if (text !== '' && line.gap && line.text.length > 200) break
    text = `${text} ${line.text}`.trim()
    if (emailsIn(text).length > 0) return text.slice(0, 1500)
  }
  return lines[from]?.text ?? ''
}

const ascii = (text: string) =>
  fold(text)
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '')

/** How well an address fits a name; 0 is not at all. */
export function fits(email: string, name: string, text = ''): number {
  const local = ascii(email.split('@')[0] ?? '')
  const parts = name.split(/[\s-]+/)
  const words = parts.map(ascii).filter((word) => word !== '')
  const [family = '', given = ''] = [words.at(-1), words[0]]
  const initials = bare(parts.map((word) => word.charAt(0)).join(''))
  const at = text.indexOf(email)
  const bracket = at < 0 ? undefined : /^\W{0,2}\(((?:\p{Lu}\.?[- ]?){2,4})\)/u.exec(text.slice(at + email.length))?.[1]
  if (bracket !== undefined) return bare(bracket) === initials ? 5 : 0
  if (local === words.join('') || local === family + given) return 4
  const close = [given, given.charAt(0) + family, family + given.charAt(0)].some(
    (form) => form !== '' && local.includes(form),
  )
  if (family.length > 2 && local.includes(family)) return close ? 4 : 3
  if (given.length > 2 && local.includes(given)) return 2
  return local.length > 1 && local.length <= 4 && local === initials.toLowerCase() ? 2 : 0
}

/** The addresses given to names: each to the name it fits best and alone, then the last one to the last one left. */
export function assign(emails: readonly string[], names: readonly string[], text: string): Map<string, string> {
  const given = new Map<string, string>()
  for (const email of new Set(emails)) {
    const [best, second] = names
      .filter((name) => !given.has(name))
      .map((name) => ({ name, fit: fits(email, name, text) + (text.includes(name) ? 0.5 : 0) }))
      .sort((a, b) => b.fit - a.fit)
    if (best && best.fit >= 2 && best.fit > (second?.fit ?? 0)) given.set(best.name, email)
  }
  const [name, ...names2] = names.filter((one) => !given.has(one))
  const [email, ...left] = [...new Set(emails)].filter((one) => ![...given.values()].includes(one))
  if (names2.length === 0 && left.length === 0 && name !== undefined && email !== undefined) given.set(name, email)
  return given
}

export const speaksOfCorrespondence = (text: string): boolean => corresponding.test(text)
