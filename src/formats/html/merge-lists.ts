/** Lists that several sources have: joined where each member stands for itself, otherwise the first stands. */
import type { Draft } from '../../../schemas/article.ts'
import { plainText } from '../../text/rich.ts'
import { bare } from '../highwire/read/bag.ts'
import { keep } from './context.ts'
import { differ, type Merging } from './merge.ts'

/** Lists whose members stand for themselves, and what makes two of them the same. */
const unions = {
  links: (one: { url: string }) => one.url.replace(/#[\w-]*$/, '').replace(/\/$/, ''),
  identifiers: (one: { value: string }) => bare(one.value),
  relations: (one: object) => JSON.stringify(one),
  clinicalTrials: (one: { number: string }) => bare(one.number),
  translatedTitles: (one: { title: string }) => bare(plainText(one.title)),
  subjects: (one: string) => bare(one),
} as const

const firsts = ['references', 'funding', 'copyright', 'freeToRead'] as const

export function mergeLists(merging: Merging, name: string, said: Draft): void {
  for (const [field, key] of Object.entries(unions))
    join(merging, name, said, field as keyof typeof unions, key as (one: unknown) => string) // a field with its own key
  for (const field of firsts) {
    const [kept, other] = [merging.draft[field], said[field]]
    if (other === undefined) continue
    if (kept === undefined) {
      Object.assign(merging.draft, { [field]: structuredClone(other) })
      merging.sourceOf.set(`/${field}`, name)
    } else if (bare(JSON.stringify(kept)) !== bare(JSON.stringify(other)) && Object.keys(other).length > 0)
      differ(merging, `/${field}`, name, kept, other)
  }
  mergeLicences(merging, name, said)
  mergeAbstracts(merging, name, said)
  mergeKeywords(merging, name, said)
}

function join(
  merging: Merging,
  name: string,
  said: Draft,
  field: keyof typeof unions,
  key: (one: unknown) => string,
): void {
  const others: readonly unknown[] = said[field] ?? []
  if (others.length === 0) return
  const kept: readonly unknown[] = merging.draft[field] ?? []
  const known = new Set(kept.map(key))
  const fresh = others.filter((one) => !known.has(key(one)))
  if (kept.length === 0) merging.sourceOf.set(`/${field}`, name)
  if (fresh.length > 0) Object.assign(merging.draft, { [field]: [...kept, ...fresh] })
}

/** One licence is known by its address, which is http or https; a second address is another licence. */
function mergeLicences(merging: Merging, name: string, { licences = [] }: Draft): void {
  const kept = merging.draft.licences
  if (licences.length === 0) return
  if (kept === undefined) {
    merging.draft.licences = structuredClone(licences)
    merging.sourceOf.set('/licences', name)
    return
  }
  const form = (url: string) =>
    url
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/\/$/, '')
  for (const one of licences) {
    const { url, text } = one
    const same =
      url === undefined ? undefined : kept.find((known) => known.url !== undefined && form(known.url) === form(url))
    if (url !== undefined && same === undefined) differ(merging, '/licences', name, kept, one)
    else if (text !== undefined && !kept.some((known) => known.text !== undefined))
      Object.assign(same ?? kept[0] ?? {}, { text })
    else if (text !== undefined && !kept.some((known) => bare(known.text ?? '') === bare(text)))
      keep(merging, `${name}/license`, text)
  }
}

type Abstract = NonNullable<Draft['abstracts']>[number]
const textOf = ({ sections }: Abstract): string =>
  bare(sections.map(({ title = '', paragraphs }) => plainText([title, ...paragraphs].join(' '))).join(' '))

/** One that begins like another is the same; the longer stands, or the one that is parted into sections. */
function mergeAbstracts(merging: Merging, name: string, { abstracts = [] }: Draft): void {
  const kept = merging.draft.abstracts ?? []
  if (kept.length === 0 && abstracts.length > 0) merging.sourceOf.set('/abstracts', name)
  const out = [...kept]
  for (const one of abstracts) {
    const text = textOf(one)
    const at = kept.findIndex((known) => begins(textOf(known), text))
    const same = kept[at]
    if (same) {
      const isFuller =
        text.length > textOf(same).length + 20 ||
        (text.length >= textOf(same).length - 20 && one.sections.length > same.sections.length)
      if (isFuller) out[at] = { ...same, ...one }
    } else if (
      kept.length === 0 ||
      kept.every(({ language }) => language !== undefined && one.language !== undefined && language !== one.language)
    )
      out.push(one)
    else differ(merging, '/abstracts', name, kept[0], one)
  }
  if (out.length > 0) merging.draft.abstracts = out
}

/** A structured abstract has headings that the other may lack, so that only the first words are compared. */
function begins(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return long.includes(short.slice(12, 72)) || short.includes(long.slice(12, 72))
}

function mergeKeywords(merging: Merging, name: string, { keywords = [] }: Draft): void {
  const kept = merging.draft.keywords
  if (keywords.length === 0) return
  if (kept === undefined) {
    merging.draft.keywords = structuredClone(keywords)
    merging.sourceOf.set('/keywords', name)
    return
  }
  const known = new Set(
    [...kept.flatMap(({ terms }) => terms), ...(merging.draft.subjects ?? [])].map((term) => bare(plainText(term))),
  )
  const fresh = keywords.flatMap(({ terms }) => terms).filter((term) => !known.has(bare(plainText(term))))
  const others = new Set(keywords.flatMap(({ terms }) => terms.map((term) => bare(plainText(term)))))
  // A list that has all of the other’s and more is the whole of it.
  if (fresh.length > 0 && [...known].every((term) => others.has(term))) {
    merging.draft.keywords = structuredClone(keywords)
    return
  }
  if (fresh.length > 0)
    differ(merging, '/keywords', name, kept.flatMap(({ terms }) => terms).join('; '), fresh.join('; '))
}
