/** What changed between two versions, field by field: what stood there, and what stands there now. */
import type { Difference } from '../article/differences.ts'
import { each, element, type Markup, markup, none, text } from '../text/markup.ts'
import { plainText } from '../text/rich.ts'

const most = 200

export function differences(list: readonly Difference[]): Markup {
  if (list.length === 0) return markup`<p class="soft">Nothing in the record changed.</p>`
  const rest = list.length - most
  return markup`<dl class="changes">
${each(list.slice(0, most), (one) => markup`<div><dt>${text(fieldName(one.path))}</dt>${change(one)}</div>\n`)}</dl>
${rest > 0 ? element('p', text(`and ${rest.toLocaleString('en')} more`), { class: 'soft' }) : none}`
}

function change({ before, after }: Difference): Markup {
  const [old, now] = [before === undefined ? undefined : words(before), after === undefined ? undefined : words(after)]
  if (old === undefined) return markup`<dd><ins>${text(cut(now ?? ''))}</ins></dd>`
  if (now === undefined) return markup`<dd><del>${text(cut(old))}</del></dd>`
  const { head, removed, added, tail } = apart(old, now)
  return markup`<dd>${text(shortStart(head))}${removed === '' ? none : element('del', text(cut(removed)))}${added === '' ? none : element('ins', text(cut(added)))}${text(shortEnd(tail))}</dd>`
}

const longest = 1200
const around = 160

const cut = (value: string): string => (value.length > longest ? `${value.slice(0, longest)} …` : value)
const shortStart = (value: string): string => (value.length > around ? `… ${value.slice(-around)}` : value)
const shortEnd = (value: string): string => (value.length > around ? `${value.slice(0, around)} …` : value)

/** What two texts begin and end with in common, in whole words. */
function apart(before: string, after: string) {
  const [old, now] = [before.split(/(?<=\s)/), after.split(/(?<=\s)/)]
  const shorter = Math.min(old.length, now.length)
  let start = 0
  while (start < shorter && old[start] === now[start]) start++
  let end = 0
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const piece = (list: readonly string[], from: number, until: number) => list.slice(from, until).join('')
  return {
    head: piece(now, 0, start),
    removed: piece(old, start, old.length - end),
    added: piece(now, start, now.length - end),
    tail: piece(now, now.length - end, now.length),
  }
}

/** A value as words: objects as their members, lists one after another. */
function words(value: unknown): string {
  if (typeof value === 'string') return plainText(value)
  if (Array.isArray(value)) return value.map(words).join('; ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([name, member]) => `${spelled(name)}: ${words(member)}`)
    .join(', ')
}

/** `contributors/0/orcid` is the ORCID of contributor 1. */
export function fieldName(path: readonly string[]): string {
  if (path.length === 0) return 'The whole record'
  return path.map((token) => (/^\d+$/.test(token) ? String(Number(token) + 1) : spelled(token))).reduce(joined)
}

const joined = (before: string, token: string): string =>
  /^\d+$/.test(token) ? `${before} ${token}` : `${before} › ${token}`

const names: Readonly<Record<string, string>> = {
  doi: 'DOI',
  orcid: 'ORCID',
  issn: 'ISSN',
  ror: 'ROR',
  url: 'URL',
  isni: 'ISNI',
}

function spelled(name: string): string {
  const known = names[name]
  if (known !== undefined) return known
  const parted = name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return parted.charAt(0).toUpperCase() + parted.slice(1)
}
