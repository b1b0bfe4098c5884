/**
 * Works of the registry, read and written again, against what they were: which members come back, and why others do not.
 *
 *   node --disable-warning=ExperimentalWarning test/conformance/crossref-json.ts [works.jsonl]
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import type { Article } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { crossrefJson, crossrefWork } from '../../src/formats/crossref-json.ts'
import { entities } from '../../src/text/entities.ts'

type Json = Readonly<Record<string, unknown>>

export interface Verdict {
  works: number
  /** Of these every member came back. */
  whole: number
  refused: number
  /** Members in the sources, but those excepted; and how many came back as they were. */
  members: number
  same: number
  /** Members that were kept in “unmapped”: the record has no place for them. */
  readonly kept: Map<string, number>
  /** Where it came back otherwise, how often, with the first case. */
  readonly others: Map<string, { count: number; example: string }>
}

const site = { baseUrl: 'https://colophon.example', name: 'Crossref' }

/** What the registry says of its own record and not of the article; the service says it of its own. */
export const excepted: ReadonlySet<string> = new Set([
  'indexed',
  'created',
  'deposited',
  'score',
  'is-referenced-by-count',
])

export function judgeWorks(text: string): Verdict {
  const verdict: Verdict = { works: 0, whole: 0, refused: 0, members: 0, same: 0, others: new Map(), kept: new Map() }
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    verdict.works += 1
    const article = articleIn(line)
    if (article === undefined) verdict.refused += 1
    else if (compare(JSON.parse(line), article, verdict)) verdict.whole += 1
  }
  return verdict
}

function articleIn(line: string): Article | undefined {
  const [reading] = crossrefJson.read(line)
  if (!reading || 'refusal' in reading) return undefined
  try {
    return admit(reading.draft).article
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function compare(work: Json, article: Article, verdict: Verdict): boolean {
  // As it leaves the service: what is undefined is not there.
  const written: Json = JSON.parse(JSON.stringify(crossrefWork(article, site)))
  const before = verdict.same
  const members = Object.entries(work).filter(([name, value]) => !excepted.has(name) && !saysNothing(value))
  for (const [name, value] of members) {
    const canon: Canon = losses[name]?.canon ?? ((one) => one)
    const [was, is] = [canon(value, work), canon(written[name], written)]
    const path = missing(was, is, name)
    if (path === undefined || (dates.has(name) && within(was, is))) verdict.same += 1
    else if (article.unmapped?.some((one) => one.path === `/${name}` || one.path.startsWith(`/${name}/`)))
      verdict.kept.set(name, (verdict.kept.get(name) ?? 0) + 1)
    else tell(path, `${String(work.DOI)}: ${show(was)} → ${show(is)}`, verdict)
  }
  verdict.members += members.length
  return verdict.same - before === members.length
}

const show = (value: unknown): string => String(JSON.stringify(value)).slice(0, 400)

function tell(path: string, example: string, { others }: Verdict): void {
  const known = others.get(path)
  if (known) known.count += 1
  else others.set(path, { count: 1, example })
}

/** A list or group without members is as good as none, and so are a blank text and a date of no year. */
const saysNothing = (value: unknown): boolean => {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  return typeof value === 'object' && Object.values(value).every(saysNothing)
}

type Canon = (value: unknown, work: Json) => unknown

const listOf = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter((one): one is Json => typeof one === 'object' && one !== null) : []
const without =
  (...names: readonly string[]): Canon =>
  (value) =>
    listOf(value).map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => !names.includes(name))))
const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const inOrder = (values: readonly unknown[]): unknown[] =>
  [...new Set(values.map((one) => JSON.stringify(one)))].sort().map((text) => JSON.parse(text))
/** Face mark-up by one name for each face; paragraphs and mathematics by their text. */
const face = (end: string, name: string): string => {
  const one = names[name] ?? name
  return faces.has(one) ? `<${end}${one}>` : ''
}
const names: Readonly<Record<string, string>> = { italic: 'i', bold: 'b', em: 'i', strong: 'b', underline: 'u' }
const faces: ReadonlySet<string> = new Set(['i', 'b', 'u', 'sub', 'sup', 'scp', 'tt'])

/** Without blocks and blanks, and without the entities that stand where there is no mark-up. */
const letters = (text: string): string =>
  text
    .replace(/^https?:\/\/(orcid\.org|id\.crossref\.org\/issn)\//, '')
    .replace(/<(\/?)(?:jats:|mml:)?([a-z-]+)(?:\s[^<>]*)?\/?>/gi, (_, end: string, name: string) => face(end, name))
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&apos;/g, "'")
    .replace(/&([a-z][a-z0-9]{1,30});/gi, (whole, name: string) => entities.get(name) ?? whole)
    .replace(/&#(\d{1,7}|x[0-9a-f]{1,6});/gi, (_, code: string) => String.fromCodePoint(Number(`0${code}`)))
    .normalize('NFC')
    .replace(/\s+/g, '')

/**
 * What the record does not hold or holds in one form: the losses, each named. On both sides it is taken away, or written
 * alike, before they are compared.
 */
export const losses: Readonly<Record<string, { readonly why: string; readonly canon: Canon }>> = {
  URL: {
    why: 'the resolver’s present address, with escapes',
    canon: (value) => decodeURIComponent(String(value).replace(/^https?:\/\/(dx\.)?doi\.org\//, '')),
  },
  link: {
    why: 'its intended application is told by its kind; an address for two applications is one link',
    canon: (value) => inOrder(listOf(value).map(({ URL }) => ({ URL }))),
  },
  reference: { why: 'who found its DOI, and the kind of its ISSN', canon: without('doi-asserted-by', 'issn-type') },
  funder: {
    why: 'who found its DOI, and its awards said twice',
    canon: (value) => without('award-info', 'id')(without('doi-asserted-by')(value, {}), {}),
  },
  editor: { why: 'the first is first', canon: without('sequence') },
  author: { why: 'the first is first', canon: without('sequence') },
  'alternative-id': {
    why: 'not its own DOI once more',
    canon: (value, { DOI }) =>
      Array.isArray(value) ? value.filter((id) => String(id).toLowerCase() !== String(DOI).toLowerCase()) : [],
  },
  'journal-issue': { why: 'one date of the issue', canon: (value) => (value as Json | undefined)?.issue },
  assertion: {
    why: 'events of the publication history alone; others are kept in “unmapped”',
    canon: (value) =>
      Object.fromEntries(
        listOf(value)
          .filter(({ name }) => /^(received|accepted)$/.test(String(name)))
          .map(({ name }) => [String(name), 'said']),
      ),
  },
  license: {
    why: 'the time of day it starts at',
    canon: (value) =>
      listOf(value).map(({ URL, 'content-version': version, start, 'delay-in-days': delay }) => ({
        URL,
        version,
        delay,
        start: (start as Json | undefined)?.['date-parts'],
      })),
  },
  prefix: { why: 'the prefix of the DOI, not that of its present owner', canon: () => undefined },
  ISSN: { why: 'each once', canon: (value) => inOrder(Array.isArray(value) ? value : []) },
  'original-title': {
    why: 'not the title once more; where there is no title, it is the title',
    canon: (value, { title }) =>
      Array.isArray(value) && !saysNothing(title)
        ? value.filter((one) => !listed(title).some((own) => letters(own) === letters(String(one))))
        : [],
  },
  'published-other': { why: 'not by which way it was published: its date is that of `issued`', canon: () => undefined },
  'issn-type': { why: 'print before electronic', canon: (value) => inOrder(listOf(value)) },
  page: {
    why: 'an article number is no page',
    canon: (value, { 'article-number': number }) => (value === number ? undefined : value),
  },
  relation: {
    why: 'empty kinds, and which of both told of it',
    canon: (value) =>
      Object.fromEntries(
        Object.entries(value ?? {})
          .filter(([, list]) => !saysNothing(list))
          .map(([kind, list]) => [kind, without('asserted-by')(list, {})]),
      ),
  },
  abstract: {
    why: 'the heading “Abstract” and blanks',
    canon: (value) => letters(String(value ?? '').replace(/<jats:title>\s*(Abstract|Summary)\s*<\/jats:title>/i, '')),
  },
}
const dates: ReadonlySet<string> = new Set(['issued', 'published', 'published-online', 'published-print', 'accepted'])

/** Of the original each leaf must be there again, whatever is said beside it: where the first is that is not. */
export function missing(before: unknown, after: unknown, path: string): string | undefined {
  if (typeof before === 'string' && typeof after === 'string')
    return letters(before) === letters(after) ? undefined : path
  if (Array.isArray(before)) {
    if (!Array.isArray(after) || before.length !== after.length) return `${path} (how many)`
    return first(before.map((one, at) => missing(one, after[at], `${path}/*`)))
  }
  if (typeof before !== 'object' || before === null) return isDeepStrictEqual(before, after) ? undefined : path
  const said = after as Json | undefined // looked at by name alone
  return first(
    Object.entries(before).map(([name, value]) =>
      saysNothing(value) ? undefined : missing(value, said?.[name], `${path}/${name}`),
    ),
  )
}
const first = (paths: readonly (string | undefined)[]): string | undefined => paths.find((path) => path !== undefined)

/** Of two dates that agree the more exact one is written. */
const within = (before: unknown, after: unknown): boolean => {
  const parts = (value: unknown) => JSON.stringify((value as Json | undefined)?.['date-parts'] ?? []).slice(2, -2)
  return parts(before) !== '' && parts(after).startsWith(parts(before))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file =
    process.argv[2] ?? fileURLToPath(new URL('../../../shared/corpora/crossref-rest/works.jsonl', import.meta.url))
  if (!existsSync(file)) process.stdout.write(`skipped: there is no ${file}\n`)
  else {
    const { others, kept, ...counts } = judgeWorks(readFileSync(file, 'utf8'))
    process.stdout.write(`${JSON.stringify(counts)}\nnot compared: ${[...excepted].join(', ')}\n`)
    for (const [name, { why }] of Object.entries(losses)) process.stdout.write(`alike but for: ${name}: ${why}\n`)
    process.stdout.write(`kept in “unmapped”: ${[...kept].map(([name, count]) => `${name} ${count}`).join(', ')}\n`)
    for (const [name, { count, example }] of [...others].sort(([, a], [, b]) => b.count - a.count))
      process.stdout.write(`${name} ${count}: ${example}\n`)
  }
}
