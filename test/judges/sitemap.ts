/** A judge of sitemaps and of ResourceSync documents: the official schemas where they are at hand, and rules of ours always. */
import { child, elements, parseXml, rawText, type XmlNode } from '../../src/text/xml.ts'
import { missing, validate } from './xsd.ts'

export interface Entry {
  readonly loc: string
  readonly lastmod: string
  /** Attributes of `rs:md`. */
  readonly md: Readonly<Record<string, string | undefined>>
}

export interface Sitemap {
  readonly root: string
  readonly md: Readonly<Record<string, string | undefined>>
  readonly up: readonly string[]
  readonly entries: readonly Entry[]
}

const schemas = {
  urlset: 'sitemap/sitemap.xsd',
  sitemapindex: 'sitemap/siteindex.xsd',
} as const
const withResourceSync = {
  urlset: 'drivers/sitemap-resourcesync.xsd',
  sitemapindex: 'drivers/siteindex-resourcesync.xsd',
} as const

/** Why documents are not judged by their schemas; false where they are. */
export const skip = missing(...Object.values(schemas), ...Object.values(withResourceSync))

const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Throws for a document that is not valid, or breaks a rule of the protocol. */
export function readSitemap(xml: string, site: string): Sitemap {
  const root = parseXml(xml)
  const name = root.name
  if (name !== 'urlset' && name !== 'sitemapindex') throw new Error(`The root is ${name}`)
  const table = xml.includes('xmlns:rs=') ? withResourceSync : schemas
  if (!skip) {
    // The schema at hand is of version 0.9.1; `datetime` came with 1.1.
    const faults = validate(xml.replace(/ datetime="[^"]*"/g, ''), table[name])
    if (faults.length > 0) throw new Error(faults.join('\n'))
  }
  const kids = elements(root)
  const entries = kids.filter((kid) => kid.name === 'url' || kid.name === 'sitemap').map(entryOf)
  for (const { loc, lastmod } of entries) {
    if (!loc.startsWith(`${site}/`) || loc.length >= 2048 || /[\s<>"]/.test(loc)) throw new Error(`loc: ${loc}`)
    if (lastmod !== '' && !date.test(lastmod)) throw new Error(`lastmod: ${lastmod}`)
  }
  if (entries.length > 50_000) throw new Error('More than 50,000 entries')
  return {
    root: name,
    md: child(root, 'md')?.attributes ?? {},
    up: kids.filter((kid) => kid.name === 'ln').map(({ attributes }) => `${attributes.rel} ${attributes.href}`),
    entries,
  }
}

const entryOf = (node: XmlNode): Entry => ({
  loc: rawText(child(node, 'loc')),
  lastmod: rawText(child(node, 'lastmod')),
  md: child(node, 'md')?.attributes ?? {},
})
