/**
 * Whether a pasted reference finds its article first. Stored are all collected articles, and the works that their
 * reference lists tell with title and DOI. Asked for are real references to these, as they were printed; and collected
 * articles printed by citation styles and in shapes of our own.
 *
 *   node test/conformance/references.ts
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Article, StoredArticle } from '../../schemas/article.ts'
import { doiKey } from '../../src/article/doi.ts'
import { bibliographic } from '../../src/library/bibliographic.ts'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary, type Library } from '../../src/library/library.ts'
import { openStore } from '../../src/store/open.ts'
import { collect } from './records.ts'
import { type Asked, isNamed, spread } from './references/asked.ts'
import { citationsAmong, citedWorks } from './references/real.ts'
import { printed } from './references/shapes.ts'
import { styled } from './references/styled.ts'

export interface Matching {
  readonly kind: string
  readonly asked: number
  readonly first: number
  readonly missed: readonly Asked[]
}

const corpora = fileURLToPath(new URL('../../../shared/corpora', import.meta.url))

/** Every article with a DOI and a title, that which says most where there are several. */
function distinct(articles: readonly Article[]): Map<string, StoredArticle> {
  const out = new Map<string, StoredArticle>()
  for (const article of articles) {
    const { doi, title } = article
    const known = doi === undefined ? undefined : out.get(doiKey(doi))
    if (doi === undefined || title === undefined) continue
    if (known && JSON.stringify(known).length >= JSON.stringify(article).length) continue
    out.set(doiKey(doi), { ...article, doi })
  }
  return out
}

/** Asks for up to `most` references of each kind. Undefined where the collections are not at hand. */
export async function matchReferences(
  most = 500,
  gathered?: readonly Article[],
): Promise<readonly Matching[] | undefined> {
  if (gathered === undefined && !existsSync(corpora)) return undefined
  const articles = gathered ?? gather()
  const stored = distinct(articles)
  const cited = citedWorks(articles)
  const store = await openStore('sqlite::memory:')
  const library = createLibrary({ store })
  const drafts = [...stored.values(), ...cited.works.filter(({ doi }) => !stored.has(doiKey(doi)))]
  const readings = drafts.map((draft, at) => ({ place: String(at), draft, notes: [] }))
  for await (const _ of library.depositAll(readings, { by: localCaller }));
  const named = [...stored.values()].filter(isNamed)
  const kinds: readonly (readonly [kind: string, asked: readonly Asked[]])[] = [
    ['real, to collected articles', citationsAmong(articles, stored)],
    ['real, to works as their parts tell', spread(cited.asked, most)],
    ['printed by ten citation styles', await styled(spread(named, most))],
    ['printed in five shapes', spread(named.flatMap(printed), most)],
  ]
  const out: Matching[] = []
  for (const [kind, asked] of kinds) out.push(await judged(kind, asked, library))
  await store.close()
  return out
}

const gather = (): readonly Article[] =>
  readdirSync(corpora, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => collect(name, join(corpora, name)).articles)

async function judged(kind: string, asked: readonly Asked[], library: Library): Promise<Matching> {
  const missed: Asked[] = []
  for (const one of asked) {
    const match = bibliographic(one.reference)
    const { hits } = await library.find({ ...(match && { match }), limit: 1 })
    if (doiKey(hits[0]?.record.doi ?? '') !== doiKey(one.doi)) missed.push(one)
  }
  return { kind, asked: asked.length, first: asked.length - missed.length, missed }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const matching = await matchReferences()
  if (!matching) process.stdout.write('skipped: no collections at ../shared/corpora\n')
  for (const { kind, asked, first, missed } of matching ?? []) {
    for (const { shape, doi, reference } of missed) process.stdout.write(`missed (${shape}): ${doi}\n  ${reference}\n`)
    const share = ((100 * first) / Math.max(asked, 1)).toFixed(1)
    process.stdout.write(`${kind}: ${first} of ${asked} find their article first, ${share} %\n`)
    if (first < 0.95 * asked) process.exitCode = 1
  }
}
