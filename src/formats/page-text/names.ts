/** One printed name → a person in parts, a group, or a literal that cannot be taken apart. */
import type { Contributor } from '../../../schemas/article.ts'
import { isCjk } from './lines.ts'
import { institution, notName } from './words.ts'

type Named =
  | { kind: 'person'; family: string; given?: string; nonDroppingParticle?: string; suffix?: string; degrees?: string }
  | { kind: 'group'; name: string }
  | { kind: 'literal'; literal: string }

export interface ParsedName {
  readonly name: Named
  /** Parts were told apart by us, not by the page. */
  readonly split: boolean
}

const particles = new Set(
  'von van der den de del della dela dello degli dei di da do dos das du la las le les los el al ter ten te zu zur zum af av bin ibn ben st st. san'.split(
    ' ',
  ),
)
// Only small: a capital Y, E or I is an initial.
const joining = /^[yei]$/
const isParticle = (word: string) => particles.has(word.toLowerCase()) || joining.test(word)
const suffixes = /^(?:jr|sr|jnr|snr|i{2,3}|iv|júnior|junior|filho|neto|sobrinho)\.?$/i
const titles =
  /^(?:(?:prof(?:essor)?|dr|mr|mrs|ms|sir|ph\.?d|asst|assoc|doç|öğr|üyesi|yrd|arş|gör|uzm|ing|med|habil)(?:[.,]+ ?| )(?=\S))/i
const degree =
  /,? (?:M\.?D\.?|Ph\.?D\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?P\.?H\.?|MBBS|MBChB|FRCP|FRCS|D\.?Phil\.?|M\.?S\.?c|RN|DDS|DVM|Pharm\.?D\.?|MBA|FACC|FACS|M\.?Ed|M\.?A\.?|M\.?S\.?)$/
const group =
  /\b(?:groups?|consortium|consortia|collaborat(?:ion|ive|ors)|network|team|investigators|committee|task force|working party|initiative|study group|project|taskforce|^the .{3,60} (?:editors|staff))\b/i

export const isGroupName = (text: string): boolean =>
  group.test(text) &&
  text.length < 150 &&
  /^[\p{Lu}\p{N}]|^[a-z]\p{Lu}|^the /u.test(text) &&
  !/[.!?:]/.test(text.slice(0, -1))

// Behind a single word MA and MS are family names: “Huipeng MA”.
const withoutDegree = (text: string) => {
  const bare = text.replace(degree, '')
  return bare.includes(' ') ? bare : text
}

/** A line that is the name of a group and nothing else, but for a mark. */
export const isLoneGroup = (text: string): boolean =>
  text.length < 100 &&
  /^(?:the )?\p{Lu}.*\b(?:collaboration|consortium|group|investigators|task ?force|network|initiative)[\s\d()*†,]*$/iu.test(
    text,
  ) &&
  !/[.:;]|, /.test(text) &&
  isGroupName(text.replace(/^the (?=\p{Lu})/u, 'The '))

/** Whether a text has the look of a person's name: two to six capitalised words, no word of another trade. */
export function isPersonName(text: string): boolean {
  if (text.length < 2 || text.length > 70) return false
  if (isCjk(text)) return isCjkName(text)
  const bare = withoutDegree(text.replace(titles, ''))
  if (/[\d@/\\:;!?&<>=+%$#"“”()[\]{}|_]/.test(bare) || notName.test(bare) || institution.test(bare) || group.test(bare))
    return false
  const words = bare.split(' ')
  if (
    words.length < 2 ||
    words.length > 7 ||
    (words.length === 2 && suffixes.test(words[1] ?? '')) ||
    (words.length === 2 && bare.length < 4)
  )
    return false
  const capitalised = words.filter((word) => isNameWord(word))
  if (capitalised.length < 2 && !(capitalised.length === 1 && /^\p{Lu}/u.test(words[0] ?? ''))) return false
  // Six full names in a row are two or three people whose separators were lost.
  if (capitalised.filter((word) => /\p{Ll}/u.test(word)).length > 5) return false
  if (!words.every((word) => isNameWord(word) || isParticle(word) || suffixes.test(word))) return false
  return /\p{L}{2}/u.test(bare)
}

/** Family name first with bare initials, as in “Thompson TP” or «Злобин А. С.». */
export const isInvertedInitials = (text: string): boolean =>
  /^[\p{Lu}][\p{L}'’-]+(?: [\p{Lu}][\p{L}'’-]+)? (?:\p{Lu}{1,3}|(?:\p{Lu}\.[ -]?){1,3})$/u.test(text) &&
  /\p{Ll}/u.test(text) &&
  !suffixes.test(text.slice(text.lastIndexOf(' ') + 1))

/** `inverted`: the list this name stands in gives family names first. */
export function parseName(text: string, inverted = false): ParsedName {
  const trimmed = text.trim()
  if (isCjk(trimmed)) return cjkName(trimmed)
  if (isGroupName(trimmed) && !isPersonName(trimmed)) return { name: { kind: 'group', name: trimmed }, split: false }
  const degreesAt = withoutDegree(trimmed) === trimmed ? null : degree.exec(trimmed)
  const degrees = degreesAt?.[0].replace(/^,? /, '')
  const bare = trimmed.slice(0, degreesAt?.index).replace(titles, '').replace(titles, '')
  const extra = degrees === undefined ? {} : { degrees }
  const comma = bare.indexOf(', ')
  if (comma > 0) return { name: { ...inParts(bare.slice(comma + 2), bare.slice(0, comma)), ...extra }, split: false }
  if (inverted && isInvertedInitials(bare)) {
    const space = bare.search(/ (?:\p{Lu}{1,3}|(?:\p{Lu}\.[ -]?){1,3})$/u)
    return { name: { ...inParts(bare.slice(space + 1), bare.slice(0, space)), ...extra }, split: true }
  }
  return { name: { ...splitWestern(bare), ...extra }, split: true }
}

function splitWestern(name: string): Extract<Named, { kind: 'person' }> {
  const words = name.split(' ')
  const suffix = words.length > 2 && suffixes.test(words.at(-1) ?? '') ? words.pop() : undefined
  const shouted = words.map((word) => word.length > 1 && !/[\p{Ll}.]/u.test(word) && /\p{Lu}{2}/u.test(word))
  let start = words.length - 1
  if (shouted.includes(true) && shouted.includes(false)) {
    // “Kazunori SHIODA” and “SHIODA Kazunori”: capitals set the family name apart.
    if (shouted[0] && !shouted.at(-1) && (words[0]?.length ?? 0) > 3) {
      const end = shouted.indexOf(false)
      return withSuffix(inParts(words.slice(end).join(' '), words.slice(0, end).join(' ')), suffix)
    }
    while (start > 1 && shouted[start] && shouted[start - 1] && (words[start - 1]?.length ?? 0) > 3) start -= 1
  }
  while (start > 1 && isParticle(words[start - 1] ?? '')) start -= 1
  // “Ortega y Gasset”, “Sousa e Silva”: the joining word takes the name before it along.
  if (joining.test(words[start] ?? '') && start > 1) start -= 1
  return withSuffix(inParts(words.slice(0, start).join(' '), words.slice(start).join(' ')), suffix)
}

const withSuffix = <T extends object>(person: T, suffix: string | undefined) =>
  suffix === undefined ? person : { ...person, suffix }

function inParts(given: string, family: string): Extract<Named, { kind: 'person' }> {
  const words = family.split(' ')
  let count = 0
  while (count < words.length - 1 && isLeading(words[count] ?? '')) count += 1
  const particle = words.slice(0, count).join(' ')
  return {
    kind: 'person',
    family: words.slice(count).join(' '),
    ...(given !== '' && { given }),
    ...(particle !== '' && { nonDroppingParticle: particle }),
  }
}

const isLeading = (word: string) => particles.has(word.toLowerCase())

function isNameWord(word: string): boolean {
  return /^[\p{Lu}][\p{L}\p{M}'’‘.·-]*,?$/u.test(word) || /^(?:d|l|o|al|el|de|ibn)[-'’]\p{Lu}[\p{L}'’-]+$/u.test(word)
}

const isCjkName = (text: string) =>
  /^[\p{Script=Han}々]{2,4}$|^[\p{Script=Han}々]{1,4} [\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々]{1,4}$|^[\p{Script=Hangul}]{2,4}$|^[\p{Script=Hangul}]{1,2} [\p{Script=Hangul}]{1,3}$|^[\p{Script=Hangul}](?: [\p{Script=Hangul}]){2,3}$/u.test(
    text,
  ) &&
  !/[大学院系所部省市县国年月日期号卷]$|情報|著者|抄録|書誌|引用|关键词|基金|通讯|编辑|期刊|首页|论文|摘要|目录|研究|대학|학교|논문|저자/.test(
    text,
  )

/** Only a blank the page itself printed sets the parts of a Chinese, Japanese or Korean name apart. */
function cjkName(text: string): ParsedName {
  const parts = text.split(' ')
  const [family, given] = parts
  if (parts.length === 2 && family && given && family.length <= 4 && !/^\p{L} \p{L}$/u.test(text))
    return { name: { kind: 'person', family, given }, split: false }
  return {
    name: { kind: 'literal', literal: parts.every((part) => part.length === 1) ? parts.join('') : text },
    split: false,
  }
}

/** The name as one string, for comparing with e-mail lines and lists of names. */
export function printedName(contributor: Contributor): string {
  if (contributor.kind === 'group') return contributor.name
  if (contributor.kind === 'literal') return contributor.literal
  const { given, nonDroppingParticle, family, suffix } = contributor
  return [given, nonDroppingParticle, family, suffix].filter((part) => part !== undefined).join(' ')
}
