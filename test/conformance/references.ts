/**
 * Whether a pasted reference finds its article first: references of collected works to works of the same collection,
 * and those works printed in the shapes that reference lists have.
 *
 *   node test/conformance/references.ts
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Article, Contributor, Reference } from '../../schemas/article.ts'
import { citationDate, yearOf } from '../../src/article/citation-date.ts'
import { doiKey } from '../../src/article/doi.ts'
import { crossrefJson } from '../../src/formats/crossref-json.ts'
import { bibliographic } from '../../src/library/bibliographic.ts'
import { localCaller } from '../../src/library/keys.ts'
import { articleOf, createLibrary } from '../../src/library/library.ts'
import { openStore } from '../../src/store/open.ts'
import { plainText } from '../../src/text/rich.ts'

interface Asked {
  readonly shape: string
  readonly doi: string
  readonly reference: string
}

export interface Matching {
  readonly asked: number
  readonly first: number
  readonly missed: readonly Asked[]
}

const works = fileURLToPath(new URL('../../../shared/corpora/crossref-rest/works.jsonl', import.meta.url))

const initials = (given: string | undefined): string =>
  (given ?? '')
    .split(/[\s.-]+/)
    .map((name) => name.slice(0, 1))
    .join('')
const person = (one: Contributor, dots: boolean): string => {
  if (one.kind !== 'person') return one.kind === 'group' ? one.name : one.literal
  const letters = initials(one.given)
  return `${one.family ?? ''} ${dots ? [...letters].map((letter) => `${letter}.`).join(' ') : letters}`.trim()
}
const abbreviated = (title: string | undefined): string =>
  (title ?? '')
    .split(' ')
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => (word.length > 6 ? `${word.slice(0, 4)}.` : word))
    .join(' ')

type Shape = (article: Article, parts: { authors: string; title: string; year: string; journal: string }) => string
const shapes: Readonly<Record<string, Shape>> = {
  vancouver: ({ volume, issue, pages }, { authors, title, year, journal }) =>
    `${authors}. ${title}. ${journal}. ${year};${volume ?? ''}${issue ? `(${issue})` : ''}:${pages?.first ?? ''}-${pages?.last ?? ''}.`,
  apa: ({ volume, issue, pages }, { authors, title, year, journal }) =>
    `${authors} (${year}). ${title}. ${journal}, ${volume ?? ''}(${issue ?? ''}), ${pages?.first ?? ''}–${pages?.last ?? ''}.`,
  'without its journal': (_, { authors, title, year }) => `[12] ${authors}: ${title} (${year})`,
  'abbreviated journal': ({ volume, pages, journal }, { authors, title, year }) =>
    `${authors}, ${title}, ${abbreviated(journal?.title)} ${volume ?? ''} (${year}) ${pages?.first ?? ''}`,
  'title in capitals': (_, { authors, title, year, journal }) => `${authors} ${title.toUpperCase()} ${journal} ${year}`,
}

function printed(article: Article & { doi: string }): Asked[] {
  const authors = (article.contributors ?? []).filter(({ role }) => role === 'author')
  const title = plainText(article.title ?? '')
  // What has no author and a title of two words is named by nobody’s reference alone.
  if (authors.length === 0 || title.split(' ').length < 4) return []
  const names = authors.slice(0, 3).map((one) => person(one, article.doi.length % 2 === 0))
  const parts = {
    authors: `${names.join(', ')}${authors.length > 3 ? ', et al' : ''}`,
    title,
    year: String(yearOf(citationDate(article)) ?? ''),
    journal: article.journal?.title ?? '',
  }
  return Object.entries(shapes).map(([shape, print]) => ({ shape, doi: article.doi, reference: print(article, parts) }))
}

/** A reference that says enough to be told from others, as its parts stand; without the DOI, which would tell it. */
function cited({ doi = '', unstructured, authors = [], ...reference }: Reference): Asked | undefined {
  const { title, containerTitle, year, volume, pages } = reference
  const names = authors.map((one) => ('literal' in one ? one.literal : `${one.family} ${one.given ?? ''}`))
  const parts = [names.join(', '), year, title, containerTitle, volume, pages?.first].filter(Boolean)
  const text = unstructured ?? parts.join('. ')
  const bare = plainText(text).replace(/(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:?\s*)?10\.\d{4,9}\/\S+/gi, '')
  if (unstructured === undefined && (parts.length < 3 || (title === undefined && pages?.first === undefined)))
    return undefined
  return { shape: unstructured === undefined ? 'parts of a list' : 'unstructured', doi, reference: bare }
}

/** Asks for `most` references, spread evenly over all there are. Undefined where the collection is not at hand. */
export async function matchReferences(most = 500): Promise<Matching | undefined> {
  if (!existsSync(works)) return undefined
  const store = await openStore('sqlite::memory:')
  const library = createLibrary({ store })
  const lines = readFileSync(works, 'utf8').split('\n').filter(Boolean)
  const readings = function* () {
    for (const line of lines) yield* crossrefJson.read(line)
  }
  const stored = new Set<string>()
  for await (const line of library.depositAll(readings(), { by: localCaller })) {
    if (line.outcome !== 'refused') stored.add(line.doi)
  }
  const articles = []
  for (const doi of stored) {
    const record = await library.find(doi)
    if (record) articles.push({ ...articleOf(record), doi: record.doi })
  }
  const keys = new Set([...stored].map(doiKey))
  const references = articles.flatMap(({ references = [] }) => references)
  const real = references.filter(({ doi }) => doi !== undefined && keys.has(doiKey(doi))).map(cited)
  const asked = [
    ...spread(
      real.filter((one) => one !== undefined),
      most,
    ),
    ...spread(articles.flatMap(printed), most),
  ]
  const missed: Asked[] = []
  for (const one of asked) {
    const match = bibliographic(one.reference)
    const { hits } = await library.find({ ...(match && { match }), limit: 1 })
    if (doiKey(hits[0]?.record.doi ?? '') !== doiKey(one.doi)) missed.push(one)
  }
  await store.close()
  return { asked: asked.length, first: asked.length - missed.length, missed }
}

const spread = <T>(list: readonly T[], most: number): T[] => {
  const step = Math.max(1, list.length / most)
  return Array.from({ length: Math.min(list.length, most) }, (_, n) => list[Math.floor(n * step)]).filter(
    (one) => one !== undefined,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const matching = await matchReferences()
  if (!matching) process.stdout.write('skipped: no collection of works at ../shared/corpora/crossref-rest\n')
  else {
    const { asked, first, missed } = matching
    for (const { shape, doi, reference } of missed) process.stdout.write(`missed (${shape}): ${doi}\n  ${reference}\n`)
    process.stdout.write(
      `${first} of ${asked} references find their article first: ${((100 * first) / asked).toFixed(1)} %\n`,
    )
    if (first < 0.95 * asked) process.exitCode = 1
  }
}
