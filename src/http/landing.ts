/** What the page of an article is made of, gathered from the record, the formats, the styles and the store. */
import type { StoredArticle } from '../../schemas/article.ts'
import { doiKey } from '../article/doi.ts'
import type { Site, WritableCodec } from '../formats/codec.ts'
import { writers } from '../formats/index.ts'
import { countDropped, leavesOf } from '../formats/losses.ts'
import { articleOf, type Library } from '../library/library.ts'
import { shelfOf } from '../library/shelf.ts'
import { readinessOf } from '../readiness/readiness.ts'
import type { StoredRecord } from '../store/store.ts'
import type { Catalogue } from '../styles/catalogue.ts'
import { journalPath } from '../web/browse.ts'
import type { LocaleName } from '../web/cite-box.ts'
import type { Download } from '../web/downloads.ts'
import { landingPage } from '../web/landing.ts'
import type { Shelf } from '../web/place-line.ts'
import { contextOf, headOf } from './landing-head.ts'

export interface LandingParts {
  readonly site: Site
  readonly library: Pick<Library, 'find'>
  readonly catalogue: Catalogue
}

export type WriteLanding = (record: StoredRecord, citation: string | undefined, past: boolean) => Promise<string>

export function createLanding({ site, library, catalogue }: LandingParts): WriteLanding {
  const locales = localeNames(catalogue)
  const losses = createLosses()
  return async (record, citation, past) => {
    const article: StoredArticle = { ...articleOf(record), doi: record.doi }
    return landingPage({
      record,
      article,
      citation,
      head: headOf(article, site),
      context: contextOf(article, site),
      downloads: await losses(record, article),
      locales,
      styles: catalogue.styles.length,
      readiness: readinessOf(article, site),
      site,
      here: await held(article, library),
      shelf: shelfLinks(article),
      past,
    })
  }
}

/** The locales of citations in English, by name. */
export function localeNames({ locales }: Catalogue): readonly LocaleName[] {
  const names = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' })
  const list = locales.map((tag) => ({ tag, name: names.of(tag) ?? tag }))
  return list.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Articles of which it is known what each format loses: the same page has several addresses. */
const mostKept = 2000

/** What each format makes of an article. Some write it and read it again to know, so others have their turn between two. */
function createLosses() {
  const kept = new Map<string, Promise<readonly Download[]>>()
  const count = async (article: StoredArticle): Promise<readonly Download[]> => {
    const downloads: Download[] = []
    const leaves = leavesOf(article).length
    for (const codec of writers) {
      downloads.push(downloadOf(article, codec, leaves))
      await new Promise((turn) => setImmediate(turn))
    }
    return downloads
  }
  return ({ doi, version }: StoredRecord, article: StoredArticle): Promise<readonly Download[]> => {
    const key = `${doi} ${version}`
    const known = kept.get(key)
    if (known) return known
    if (kept.size >= mostKept) kept.clear()
    const counting = count(article)
    kept.set(key, counting)
    counting.catch(() => kept.delete(key))
    return counting
  }
}

function downloadOf(article: StoredArticle, codec: WritableCodec, leaves: number): Download {
  const { name, title, extension } = codec
  const [lack] = codec.lacks?.(article) ?? []
  return { name, title, extension, dropped: countDropped(article, codec), leaves, ...(lack && { lacks: lack.message }) }
}

/** So many of the works that an article names are looked up. */
const mostLooked = 400

/** Which of the works that an article names are here. */
async function held(article: StoredArticle, library: Pick<Library, 'find'>): Promise<ReadonlySet<string>> {
  const named = [...(article.relations ?? []), ...(article.references ?? [])].flatMap(({ doi }) => doi ?? [])
  const keys = [...new Set(named.map(doiKey))].slice(0, mostLooked)
  const found = await Promise.all(keys.map(async (key) => ((await library.find(key)) ? key : undefined)))
  return new Set(found.filter((key) => key !== undefined))
}

function shelfLinks(article: StoredArticle): Shelf {
  const { slug, volume, issue } = shelfOf(article)
  const journal = journalPath(slug)
  return { journal, issue: `${journal}?${new URLSearchParams({ volume, issue })}` }
}
