/** A strict reader of Link headers and link sets (RFC 8288, 3; RFC 9264, 4.1). */

export interface Link {
  readonly href: string
  readonly rel: string
  readonly anchor?: string
  readonly type?: string
  readonly profile?: string
}

const link = /^\s*<([^<>"\s]*)>((?:\s*;\s*[a-z*]+="[^"]*")*)\s*(?:,|$)/

/** Throws for what is no list of links. */
export function parseLinks(header: string): Link[] {
  const links: Link[] = []
  for (let rest = header; rest.trim() !== ''; ) {
    const found = link.exec(rest)
    if (!found) throw new Error(`No link at ${rest.slice(0, 100)}`)
    const [whole, href = '', parameters = ''] = found
    const pairs = [...parameters.matchAll(/;\s*([a-z*]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])
    const { rel = '', ...more } = Object.fromEntries(pairs)
    links.push({ href, rel, ...more })
    rest = rest.slice(whole.length)
  }
  return links
}

/**
 * What is wrong with the links of a landing page by the FAIR Signposting profile (https://signposting.org/FAIR/, 2 October
 * 2023): which relations there are, how often, and with what attributes.
 */
export function landingFaults(links: readonly Link[], cited: string): string[] {
  const of = (rel: string) => links.filter((one) => one.rel === rel)
  const rules: readonly (readonly [boolean, string])[] = [
    [of('cite-as').length === 1 && of('cite-as')[0]?.href === cited, 'cite-as: one, the DOI'],
    [of('type').some(({ href }) => href === 'https://schema.org/AboutPage'), 'type: AboutPage'],
    [of('type').filter(({ href }) => href !== 'https://schema.org/AboutPage').length >= 1, 'type: of the article'],
    [of('describedby').length >= 1 && of('describedby').every(({ type }) => type !== undefined), 'describedby: typed'],
    [of('license').length <= 1, 'license: one at most'],
    [of('author').every(({ href }) => href.startsWith('https://orcid.org/')), 'author: by ORCID'],
    [of('item').every(({ href }) => /^(?:https?|ftp):/.test(href)), 'item: an address'],
    [of('linkset').some(({ type }) => type === 'application/linkset+json'), 'linkset as JSON'],
    [of('collection').length + of('describes').length === 0, 'a landing page has no collection and describes nothing'],
  ]
  return rules.filter(([holds]) => !holds).map(([, rule]) => rule)
}
