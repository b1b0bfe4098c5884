/** The abstracts of a page, with their sections, and where the first one begins. */
import type { Abstract } from '../../../schemas/article.ts'
import { escapeRich } from '../../text/rich.ts'
import { gluedHeading, headingStart, type Opening, openings } from './abstract-openings.ts'
import { isCjk, isSpaced, type Line, label } from './lines.ts'
import { abstractHeadings, abstractSections, furniture, keywordHeadings, ownAgain, sectionHeadings } from './words.ts'

const maxParagraphs = 12
const maxCharacters = 15_000
const ends =
  /^(?:citation|how to cite|cite this|editors?|academic editor|received|accepted|published|copyright|©|doi|https?:|licen[sc]e|open access|correspond|e-?mail|funding|abbreviations|key ?words?|(?:electronic )?supplementary|trial registration number|\* |fig(?:ure|\.)? ?\d|jel|pacs|msc|this is a preview|graphical abstract|highlights|access options|disclaimer|conflict of interest|mathematics subject)/i

/** Where the head of the page ends: the first abstract that has text, or the first bare heading of one. */
export function abstractStart(lines: readonly Line[]): number {
  const all = openings(lines, (opening) => read(lines, opening) !== undefined)
  const real = all.find(({ at, rest }) => rest !== '' || read(lines, { at, rest }) !== undefined)
  return (real ?? all.find(({ at }) => !isEntry(lines[at + 1])))?.at ?? lines.length
}

/** A heading right behind “Abstract”: both are entries of a list of contents. */
const isEntry = (next: Line | undefined) =>
  next !== undefined && (sectionHeadings.has(label(next.text)) || abstractSections.has(label(next.text)))

export function findAbstracts(lines: readonly Line[]): Abstract[] {
  const found: Abstract[] = []
  let last = -1
  for (const opening of openings(lines, (opening) => read(lines, opening) !== undefined)) {
    if (found.length > 0 && opening.at - last > 60) break
    const abstract = read(lines, opening)
    if (!abstract || found.some((other) => JSON.stringify(other) === JSON.stringify(abstract))) continue
    found.push(abstract)
    last = opening.at
  }
  return found
}

interface Section {
  title?: string
  paragraphs: string[]
}

function read(lines: readonly Line[], { at, rest }: Opening): Abstract | undefined {
  const spaced = isSpaced(lines)
  const sections: Section[] = [{ paragraphs: [] }]
  let size = 0
  const add = (text: string, joins: boolean) => {
    const paragraphs = sections.at(-1)?.paragraphs ?? []
    const before = paragraphs.at(-1)
    if (joins && before !== undefined) paragraphs[paragraphs.length - 1] = joinLines(before, text)
    else paragraphs.push(text)
    size += text.length
  }
  if (rest !== '') {
    const start = inlineSection(rest)
    if (start) sections.push({ title: start.title, paragraphs: [start.rest] })
    else add(rest, false)
  }
  for (let next = at + 1; next < lines.length && size < maxCharacters; next += 1) {
    const line = lines[next]
    if (!line || line.foreign) break
    const joins = !spaced && !line.gap && size > 0
    if (
      !languageName.test(line.text) &&
      !isSectionTitle(line, lines[next + 1]) &&
      isEnd(line, lines[next + 1], sections, size, joins)
    )
      break
    const name = label(line.text)
    if (line.text.length < 60 && abstractSections.has(name)) {
      sections.push({ title: line.text.replace(/\s*[:：.]$/, ''), paragraphs: [] })
      continue
    }
    // “Français”, “English” between heading and text
    if (size === 0 && languageName.test(line.text)) continue
    if (isSectionTitle(line, lines[next + 1]) && !joins) {
      sections.push({ title: line.text.replace(/\s*[:：]$/, ''), paragraphs: [] })
      continue
    }
    const start = inlineSection(line.text)
    if (start && !joins) sections.push({ title: start.title, paragraphs: [start.rest] })
    else add(size === 0 ? line.text.replace(/^[:：]\s*/, '') : line.text, joins)
    if (sections.reduce((sum, section) => sum + section.paragraphs.length, 0) >= maxParagraphs) break
  }
  return finish(sections)
}

const languageName = /^(?:français|english|español|português|deutsch|italiano|en|fr|es|pt|de)$/i

/** “Study Objectives:” over a paragraph, whatever the words. */
const isSectionTitle = (line: Line, next: Line | undefined) =>
  /^\p{Lu}[^.:：]{2,40}[:：]$/u.test(line.text) &&
  !line.bullet &&
  !ends.test(line.text) &&
  !keywordHeadings.has(label(line.text)) &&
  !sectionHeadings.has(label(line.text)) &&
  (next?.text.length ?? 0) > 60

function isEnd(
  line: Line,
  next: Line | undefined,
  sections: readonly Section[],
  size: number,
  joins: boolean,
): boolean {
  const { text } = line
  const name = label(text)
  const titles = sections.flatMap(({ title }) => (title === undefined ? [] : [label(title)]))
  if (line.hashed && !abstractSections.has(name)) return true
  if (
    (abstractHeadings.has(name) && !(name === 'summary' && titles.length > 1)) ||
    keywordHeadings.has(name) ||
    isKeywordLine(text)
  )
    return true
  if (abstractSections.has(name)) {
    // A heading seen before, or one behind plain paragraphs, opens the body of the article.
    const plain = titles.length === 0 && size > 0
    return titles.includes(name) || plain || (next !== undefined && (next.bullet || next.text.length < 40))
  }
  if (sectionHeadings.has(name) || ownAgain.has(name) || ends.test(text)) return true
  if (headingStart.test(text) || gluedHeading(text) !== undefined) return true
  if (joins || (size > 0 && line.bullet && text.length > 60)) return false
  const isProse = text.length >= 60 || (isCjk(text) && text.length >= 25)
  return (
    !isProse ||
    (text.length < 120 && furniture.test(text) && !/[.。]$/.test(text)) ||
    (titles.length === 0 && size > 0 && !mayFollow(text))
  )
}

// A second paragraph of an abstract without sections is a full one.
const mayFollow = (text: string) => text.length > 150 && /[.。!?)]$/.test(text)

export const isKeywordLine = (text: string) =>
  [...keywordHeadings].some(
    (word) =>
      text.length > word.length &&
      text.slice(0, word.length).toLowerCase() === word &&
      /[\s:：.—–-]/.test(text.charAt(word.length)),
  )

function inlineSection(text: string): { title: string; rest: string } | undefined {
  // “Objective: To find …”, “Objective To find …”
  const [whole, title = ''] =
    /^([^.:：]{3,45})[:：]\s*/.exec(text) ?? /^(\p{Lu}[\p{Ll} ]{3,45}?) (?=\p{Lu}\p{Ll})/u.exec(text) ?? []
  if (whole === undefined || !abstractSections.has(label(title))) return undefined
  const rest = text.slice(whole.length)
  return rest.length < 20 ? undefined : { title, rest }
}

const joinLines = (before: string, text: string) =>
  /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(text)
    ? before.slice(0, -1) + text
    : isCjk(before.slice(-1))
      ? before + text
      : `${before} ${text}`

function finish(sections: readonly Section[]): Abstract | undefined {
  const kept = sections
    .filter(({ paragraphs }) => paragraphs.length > 0)
    .map(({ title, paragraphs }) => ({
      ...(title !== undefined && { title: escapeRich(title) }),
      paragraphs: paragraphs.map(escapeRich),
    }))
  const size = kept.reduce((sum, { paragraphs }) => sum + paragraphs.join('').length, 0)
  const text = kept[0]?.paragraphs[0] ?? ''
  return size >= (isCjk(text) ? 40 : 100) ? { sections: kept } : undefined
}

const bodyHeadings = /^(?:introduction|main text|main|references|figures|acknowledge?ments)$/

/**
 * The abstract of a page that sets no heading over it: the one long paragraph between affiliations or dates and the
 * first heading or the end.
 */
export function bareAbstract(lines: readonly Line[], headEnd: number): Abstract | undefined {
  const at = lines.findIndex(
    (line) => line.at > headEnd && !line.foreign && (line.text.length > 300 || bodyHeadings.test(label(line.text))),
  )
  const line = lines[at]
  if (!line || line.text.length <= 300 || at - headEnd > 22 || line.bullet || !/[.!?)]$/.test(line.text))
    return undefined
  const next = lines[at + 1]
  const alone = next === undefined || next.text.length < 150
  return alone && !ends.test(line.text) && !/licen[sc]e|cookies|copyright/i.test(line.text.slice(0, 300))
    ? { sections: [{ paragraphs: [escapeRich(line.text)] }] }
    : undefined
}
