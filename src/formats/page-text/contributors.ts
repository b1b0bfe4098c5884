/** Names, marks, affiliations and addresses put together: the draft's contributors and affiliations. */
import type { Affiliation, Contributor } from '../../../schemas/article.ts'
import type { Finding } from '../../../schemas/problem.ts'
import { isInstitution, type MarkedAffiliation } from './affiliations.ts'
import type { Printed } from './author-lines.ts'
import { orcidPattern, readByline } from './byline.ts'
import { assign, type Correspondence, fits } from './correspondence.ts'
import { fold, type Line, label } from './lines.ts'
import { resolveMarks } from './marks.ts'
import { isInvertedInitials, parseName } from './names.ts'

export interface Contributors {
  readonly contributors: readonly Contributor[]
  readonly affiliations: readonly Affiliation[]
  readonly notes: readonly Finding[]
}

export function putTogether(
  printed: readonly Printed[],
  marked: readonly MarkedAffiliation[],
  correspondence: Correspondence,
  lines: readonly Line[],
): Contributors {
  const pool = new Pool(printed.some(({ places }) => places.length > 0) ? [] : marked)
  const under = printed.length > 0 ? placesUnderHeading(lines, printed) : new Map<string, string[]>()
  const inverted = printed.length > 0 && printed.every(({ name }) => isInvertedInitials(name))
  const names = printed.map(({ name }) => name)
  const orcids = orcidsBeside(lines, names)
  const mails = addresses(printed, marked, correspondence)
  const notes: Finding[] = []
  const known = new Set([...marked.map(({ mark }) => mark).filter((mark) => mark !== ''), ...correspondence.marks])
  // * ** ***: Korean pages number ranks or places by stars.
  const starsAreRanks = correspondence.starIsOther || printed.some((author) => author.marks.includes('**'))
  const contributors = printed.map((author, index): Contributor => {
    const { name, split } = parseName(author.name, inverted)
    if (split) notes.push(splitNote(index, author.name))
    const places = linked(author, marked, known, printed.length, under.get(author.name))
    const ids = places.map((text) => pool.idOf(text))
    const email = author.email ?? mails.get(author.name)
    return {
      ...name,
      role: 'author',
      ...((author.orcid ?? orcids.get(author.name)) !== undefined && {
        orcid: author.orcid ?? orcids.get(author.name),
      }),
      ...(ids.length > 0 && { affiliations: [...new Set(ids)] }),
      ...(isCorresponding(author, correspondence, known, names, email, starsAreRanks) && { corresponding: true }),
      ...(email !== undefined && { email }),
    }
  })
  return { contributors, affiliations: pool.all(), notes }
}

const splitNote = (index: number, value: string): Finding => ({
  severity: 'note',
  code: 'name-split',
  pointer: `/contributors/${index}`,
  value,
  message: 'The page prints this name in one piece; its parts were told apart by rule.',
  remedy: 'Check which part is the family name.',
})

/** The affiliations of the draft, each once, with the ids that authors name. */
class Pool {
  readonly #ids = new Map<string, Affiliation>()
  constructor(marked: readonly MarkedAffiliation[]) {
    for (const { text } of marked) this.idOf(text)
  }
  idOf(text: string): string {
    const key = fold(text)
    const known = this.#ids.get(key)
    if (known) return known.id
    const id = `aff${this.#ids.size + 1}`
    this.#ids.set(key, { id, literal: text })
    return id
  }
  all = (): Affiliation[] => [...this.#ids.values()]
}

/** The places of one author: printed with the name, by marks, under a heading, or the only one there is. */
function linked(
  author: Printed,
  marked: readonly MarkedAffiliation[],
  known: ReadonlySet<string>,
  authors: number,
  under: readonly string[] | undefined,
): string[] {
  const marks = new Set(marked.map(({ mark }) => mark).filter((mark) => mark !== ''))
  if (author.places.length > 0) return [...author.places]
  const own = resolveMarks(author.marks, known).filter((mark) => marks.has(mark))
  if (own.length > 0)
    return own.flatMap((mark) => marked.filter((other) => other.mark === mark).map(({ text }) => text))
  if (under && under.length > 0) return [...under]
  const [only] = marked
  const isOnly =
    marked.length === 1 && only !== undefined && (only.mark === '' || author.marks.replace(/[*\s,]/g, '') === '')
  return isOnly && authors > 0 ? [only.text] : []
}

/** Springer's list: a place, and under it the names that belong to it. */
function placesUnderHeading(lines: readonly Line[], printed: readonly Printed[]): Map<string, string[]> {
  const out = new Map<string, string[]>()
  const names = new Map(printed.map(({ name }) => [fold(name), name]))
  const heading = lines.find((line) => !line.bullet && /^authors and affiliations$/.test(label(line.text)))
  for (let at = (heading?.at ?? lines.length) + 1; at < lines.length; at += 1) {
    const [place, people] = [lines[at], lines[at + 1]]
    if (!place || !people || /^(?:authors|corresponding author|contributions)/i.test(place.text)) break
    if (!isInstitution(place.text) && !place.text.includes(',')) continue
    const known = readByline(people.text, new Set()).map(({ name }) => names.get(fold(name)))
    for (const name of known)
      if (name !== undefined) out.set(name, [...(out.get(name) ?? []), place.text.replace(/\.$/, '')])
  }
  return out
}

/** ORCID iDs in a line with one of the names, or right below the name in a line of its own. */
function orcidsBeside(lines: readonly Line[], names: readonly string[]): Map<string, string> {
  const out = new Map<string, string>()
  for (const line of lines) {
    const orcid = line.foreign ? undefined : orcidPattern.exec(line.text)?.[1]
    if (orcid === undefined) continue
    const inLine = names.filter((name) => line.text.includes(name))
    const above = lines[line.at - 1]?.text.replace(/[\s*†‡✉,]+$/u, '')
    const name =
      inLine.length === 1 ? inLine[0] : inLine.length === 0 ? names.find((other) => other === above) : undefined
    if (name !== undefined && !out.has(name) && ![...out.values()].includes(orcid)) out.set(name, orcid)
  }
  return out
}

function addresses(
  printed: readonly Printed[],
  marked: readonly MarkedAffiliation[],
  correspondence: Correspondence,
): Map<string, string> {
  const out = new Map<string, string>()
  const starred = printed.filter(({ corresponding }) => corresponding).map(({ name }) => name)
  const all = printed.map(({ name }) => name)
  for (const { text, emails } of correspondence.lines) {
    if (emails.length === 0) continue
    const named = all.filter((name) => text.includes(name))
    const who = named.length > 0 ? named : starred.length > 0 ? starred : all
    for (const [name, email] of assign(emails, who, text)) if (!out.has(name)) out.set(name, email)
  }
  for (const [mark, email] of correspondence.byMark) {
    const [one, ...more] = printed.filter(({ marks }) => marks.includes(mark))
    if (one && more.length === 0) out.set(one.name, email)
  }
  for (const { emails, mark, source } of marked) {
    const taken = new Set([...out.values(), ...printed.map(({ email }) => email)])
    const free = emails.filter((email) => !taken.has(email))
    const there = printed
      .filter(
        ({ marks, name }) =>
          !out.has(name) &&
          (mark === '' || resolveMarks(marks, new Set(marked.map((other) => other.mark))).includes(mark)),
      )
      .map(({ name }) => name)
    const who = there.filter((name) => starred.includes(name))
    for (const [name, email] of assign(free, who.length > 0 && free.length === 1 ? who : there, source))
      if (!out.has(name)) out.set(name, email)
  }
  return out
}

const beforeMail = (text: string, emails: readonly string[]) => {
  const at = emails[0] === undefined ? -1 : text.indexOf(emails[0])
  return at > 0 && emails.length === 1 ? text.slice(0, at) : text
}

function isCorresponding(
  author: Printed,
  correspondence: Correspondence,
  known: ReadonlySet<string>,
  names: readonly string[],
  email: string | undefined,
  starsAreRanks: boolean,
): boolean {
  const isStarred = /[*∗⁎＊✉]/.test(author.marks)
  if (author.corresponding && !(isStarred && starsAreRanks)) return true
  if (correspondence.marks.size > 0 && resolveMarks(author.marks, known).some((mark) => correspondence.marks.has(mark)))
    return true
  return correspondence.lines.some(({ text, emails, claims }) => {
    if (!claims) return false
    if (beforeMail(text, emails).includes(author.name)) return true
    const best = emails.map((mail) => [...names].sort((a, b) => fits(mail, b, text) - fits(mail, a, text))[0])
    return email !== undefined && emails.includes(email) && best.includes(author.name)
  })
}
