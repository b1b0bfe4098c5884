/** Sitemaps (https://www.sitemaps.org/protocol.html): an index, and parts of at most 50,000 addresses, as they are read. */
import { encodeDoi } from '../article/doi.ts'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import { element, leaf, type Markup, markup, sequence } from '../text/markup.ts'

/** The protocol’s limit, which ResourceSync shares. */
export const partSize = 50_000

export const sitemapNamespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'
export const declaration = markup`<?xml version="1.0" encoding="UTF-8"?>\n`

/** A place in a part: W3C dates as the log has its instants. */
export const urlElement = (name: 'url' | 'sitemap', loc: string, lastmod?: string, more?: Markup): Markup =>
  markup`${element(name, sequence(leaf('loc', loc), leaf('lastmod', lastmod), ...(more === undefined ? [] : [more])))}\n`

/** Parts are named so that they lie beside the index: a sitemap tells of what lies at or below its own folder. */
export const partUrl = ({ baseUrl }: Site, number: number): string => `${baseUrl}/sitemap-${number}.xml`

export async function* sitemapIndex(library: Library, site: Site, size = partSize): AsyncGenerator<string> {
  yield markup`${declaration}<sitemapindex xmlns="${sitemapNamespace as Markup}">\n` // ours
  yield urlElement('sitemap', partUrl(site, 0))
  for await (const { number, modified } of library.browse.parts(size)) {
    yield urlElement('sitemap', partUrl(site, number), modified)
  }
  yield '</sitemapindex>\n'
}

/** Part 0 has the pages from which one can walk; the others the landing pages of articles by their places. */
export async function* sitemapPart(
  library: Library,
  site: Site,
  number: number,
  size = partSize,
): AsyncGenerator<string> {
  yield markup`${declaration}<urlset xmlns="${sitemapNamespace as Markup}">\n` // ours
  if (number === 0) {
    for (const path of ['/', '/browse']) yield urlElement('url', `${site.baseUrl}${path}`)
  } else yield* inPieces(landingPages(library, site, number, size))
  yield '</urlset>\n'
}

async function* landingPages(library: Library, site: Site, number: number, size: number): AsyncGenerator<string> {
  for await (const { doi, modified } of library.browse.located((number - 1) * size, number * size)) {
    const loc = `${site.baseUrl}/${encodeDoi(doi)}`
    if (loc.length < longest) yield urlElement('url', loc, modified)
  }
}

/** The protocol’s limit of an address; no registered DOI comes near it. */
const longest = 2048

const pieceLength = 16_384

/** Few large writes instead of many small ones. */
export async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = ''
  for await (const text of texts) {
    piece += text
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
