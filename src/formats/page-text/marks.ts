/** The marks glued to names: where a name ends, and which affiliations its marks mean. */
import { isCjk } from './lines.ts'

export interface Piece {
  readonly name: string
  /** Marks as printed, not yet told apart: `1,3`, `1234*`, `ab`. */
  readonly marks: string
  readonly corresponding: boolean
  readonly orcid?: string
  readonly email?: string
}

/** What affiliation marks the page has, so that “Rivest10” and “Forster1234” are read as they are meant. */
export type MarkSet = ReadonlySet<string>

const markCharacter = /[\d*⁎†‡§¶#∥‖⊥✉☆★✩①-⑳⁰¹²³⁴-⁹ª@,，;\s()[\]+∗＊↵⇑◊♦-]/u

// Japanese pages number their footnotes *1, *2: those stars are part of the mark.
export const isStar = (marks: string) => /[*∗⁎＊✉](?!\d)/.test(marks)

/** Goes back from the end over everything that can be a mark; linear, whatever the text. */
export function stripMarks(text: string): { name: string; found: string } {
  // 刘卫东1.2.3
  const points = isCjk(text) ? /[\d.]/ : /(?!)/
  let end = text.length
  while (end > 0 && (markCharacter.test(text.charAt(end - 1)) || points.test(text.charAt(end - 1)))) end -= 1
  const start = text.slice(0, end).search(/[\p{L}]/u)
  // A point after an initial or Jr. is part of the name.
  return { name: text.slice(Math.max(0, start), end).trim(), found: text.slice(end).trim() }
}

// Cambridge: “THOMSONa1”, “KATZERa1 c1”
// SciELO: “Maria Lúcia GomesI, II”
export function romanMarks(text: string, marks: MarkSet): { name: string; found: string } | undefined {
  const match = marks.has('I') ? /^(.{3,80}?\p{Ll})((?:I{1,3}|IV|VI{0,3}|IX|X)[*†]?)$/u.exec(text) : null
  return match?.[1] && match[2] ? { name: match[1], found: match[2] } : undefined
}

export function codeMarks(text: string, marks: MarkSet): { name: string; found: string } | undefined {
  const match = [...marks].some((mark) => /^[a-z]\d/.test(mark))
    ? /^(.{3,80}?) ?((?:[a-z]\d{1,2} ?){1,4})$/u.exec(text)
    : null
  return match?.[1] && match[2] ? { name: match[1], found: match[2].trim() } : undefined
}

/** “Mahir Yazar a”, “Chengcheng Chen ad”: small letters at the end that are marks of affiliations on this page. */
export function letterMark(name: string, marks: MarkSet): { word: string; rest: string } {
  const match = /^(.{3,80}) [*†‡§¶#∗]{0,2}([a-z]{1,3})$/u.exec(name)
  const [, rest = '', word = ''] = match ?? []
  if (!match || !/ /.test(rest)) return { word: '', rest: name }
  const known = [...word].every((letter) => marks.has(letter))
  const alone = word.length === 1 && /[a-h]/.test(word)
  if (!known && !alone) return { word: '', rest: name }
  // “Li-Hua Chen a c”, “Petr Novák b 1”
  const more = stripMarks(rest)
  const before = letterMark(more.name, marks)
  return { word: [before.word, more.found, word].filter(Boolean).join(','), rest: before.rest }
}

/** Marks of one author as they stand in the list of affiliations. */
export function resolveMarks(printed: string, marks: MarkSet): string[] {
  const out: string[] = []
  for (const token of printed.split(/[\s,，;.()[\]]+/)) {
    const whole = token.replace(/[*†]$/, '')
    if (marks.has(whole)) {
      out.push(whole)
      continue
    }
    for (const run of token.match(/\d+|[a-z]+|[①-⑳]|[⁰¹²³⁴-⁹]+|[^\s\da-z]/gu) ?? []) {
      const plain = run.normalize('NFKC')
      if (marks.has(plain)) out.push(plain)
      else if (/^(?:\d+|[a-z]+)$/.test(plain)) out.push(...greedy(plain, marks))
    }
  }
  return [...new Set(out)]
}

// 1234 → 1 2 3 4; 110 → 1 10 where both exist; nothing at all if a part is unknown.
function greedy(run: string, marks: MarkSet): string[] {
  const out: string[] = []
  let at = 0
  while (at < run.length) {
    const two = run.slice(at, at + 2)
    const size = two.length === 2 && marks.has(two) ? 2 : marks.has(run.charAt(at)) ? 1 : 0
    if (size === 0) return []
    out.push(run.slice(at, at + size))
    at += size
  }
  return out
}

/** Letters glued to names as marks: “Meyera, b”, “Vivekanandhana, Venkateswarlub”, “THOMSONa”. */
export function unglued(pieces: readonly Piece[], marks: MarkSet): Piece[] {
  const letters = pieces.map(({ name }) => /(?:\p{L}{2}|\.)([a-z])$/u.exec(name)?.[1] ?? '')
  const all = letters.length > 0 && letters.every((letter) => letter !== '')
  const separate = pieces.some(({ marks: own }, index) => own.split(/[^a-z]+/).includes(letters[index] ?? ''))
  const shouted = all && pieces.every(({ name }) => /\p{Lu}{3}[a-z]$/u.test(name))
  const listed =
    all &&
    letters.every((letter) => marks.has(letter)) &&
    letters[0] === 'a' &&
    !separate &&
    (pieces.length > 1 || pieces[0]?.marks !== '')
  const ordered = marks.size === 0 && pieces.length > 2 && all && !separate && inOrder(letters)
  if (!shouted && !listed && !ordered) return [...pieces]
  return pieces.map((piece, index) => ({
    ...piece,
    name: piece.name.slice(0, -1),
    marks: [letters[index], piece.marks].filter(Boolean).join(','),
  }))
}

// a b a c: every new letter is the next of the alphabet, and there is more than one.
function inOrder(letters: readonly string[]): boolean {
  const seen: string[] = []
  for (const letter of letters)
    if (!seen.includes(letter)) {
      if (letter !== String.fromCharCode(97 + seen.length)) return false
      seen.push(letter)
    }
  return seen.length > 1
}
