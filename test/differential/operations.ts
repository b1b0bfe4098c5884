/** Requests of every kind, some of them wrong. */
import { createRandom, type Random } from './random.ts'
import { dois, randomQuery, randomRecord, randomReference } from './records.ts'

export interface Operation {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly payload?: string
  /** Whether a cursor of an earlier answer goes on from it. */
  readonly goesOn?: boolean
}

type Make = (random: Random) => Operation
interface Row {
  readonly weight: number
  readonly make: Make
}

const article = (random: Random) => `/articles/${encodeURIComponent(random.pick(dois)).replaceAll('%2F', '/')}`
const json = { 'content-type': 'application/json' }
const query = (path: string, parameters: Record<string, string | number | undefined>): string => {
  const given = Object.entries(parameters).filter((entry): entry is [string, string | number] => entry[1] !== undefined)
  return `${path}?${new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)])))}`
}
const sorts = ['deposited', 'modified', 'references', 'published', 'received', 'accepted', 'relevance', 'print']

const rows: readonly Row[] = [
  {
    weight: 22,
    make(random) {
      const doi = random.pick(dois)
      const condition = random.below(8)
      const headers = {
        ...json,
        ...(condition === 0 && { 'if-match': `"${1 + random.below(3)}"` }),
        ...(condition === 1 && { 'if-none-match': '*' }),
        ...(condition === 2 && { 'idempotency-key': `key-${random.below(5)}` }),
      }
      return { method: 'PUT', url: `/articles/${encodeURIComponent(doi)}`, headers, payload: body(random, doi) }
    },
  },
  {
    weight: 4,
    make: (random) => ({
      method: 'POST',
      url: '/articles',
      headers: { 'content-type': 'application/x-ndjson' },
      payload: random
        .some(dois, 1, 8)
        .map((doi) => body(random, doi))
        .join('\n'),
    }),
  },
  {
    weight: 5,
    make: (random) => ({
      method: 'PATCH',
      url: article(random),
      headers: { 'content-type': 'application/merge-patch+json' },
      payload: JSON.stringify(
        random.pick([{ volume: '9' }, { title: null }, { issue: null }, { title: 'Patched tides' }]),
      ),
    }),
  },
  {
    weight: 4,
    make: (random) => ({
      method: 'DELETE',
      url: query(article(random), { reason: random.pick(['double', 'a mistake', 'nul \0 here', '']) }),
    }),
  },
  {
    weight: 3,
    make: (random) => ({
      method: 'POST',
      url: query(article(random).replace('/articles/', '/restore/'), { version: random.pick([undefined, 1, 2, 9]) }),
    }),
  },
  {
    weight: 12,
    make: (random) => ({
      method: random.pick(['GET', 'GET', 'HEAD']),
      url: query(article(random), {
        format: random.pick(['json', 'bibtex', 'jats', 'csl-json', 'ris', 'crossref', 'html', undefined]),
        version: random.chance(0.15) ? 1 + random.below(4) : undefined,
        'as-of': random.chance(0.05) ? '2024-02-01' : undefined,
      }),
    }),
  },
  { weight: 3, make: (random) => ({ method: 'GET', url: article(random).replace('/articles/', '/history/') }) },
  {
    weight: 18,
    make: (random) => ({
      method: 'GET',
      url: query('/articles', {
        q: randomQuery(random),
        limit: random.pick([1, 2, 5, 20]),
        ...(random.chance(0.5) && { sort: random.pick(sorts), order: random.pick(['asc', 'desc']) }),
      }),
      goesOn: true,
    }),
  },
  {
    weight: 3,
    make: (random) => ({
      method: 'GET',
      url: query('/articles', {
        limit: random.pick([1, 3, 10]),
        sort: random.pick(sorts),
        order: random.pick(['asc', 'desc']),
      }),
      goesOn: true,
    }),
  },
  {
    weight: 8,
    make: (random) => ({
      method: 'GET',
      url: query('/works', {
        ...(random.chance(0.5) && { query: randomQuery(random) }),
        ...(random.chance(0.3) && { 'query.author': 'berg' }),
        ...(random.chance(0.4) && {
          filter: random.pick([
            'has-abstract:true',
            'from-pub-date:2020',
            'type:journal-article',
            'issn:2434-561X,until-pub-date:2022',
          ]),
        }),
        ...(random.chance(0.4) && {
          facet: random.pick(['issn:*', 'published:3', 'type-name:*', 'container-title:2']),
        }),
        ...(random.chance(0.4) && { sort: random.pick(['score', 'published', 'deposited', 'references-count']) }),
        rows: random.pick([0, 2, 7]),
        ...(random.chance(0.2) && { offset: random.below(6) }),
      }),
    }),
  },
  {
    weight: 2,
    make: (random) => ({
      method: 'GET',
      url: query('/works', { 'query.bibliographic': randomReference(random), rows: 3 }),
    }),
  },
  {
    weight: 5,
    make: (random) => ({
      method: 'GET',
      url: random.pick([
        '/oai?verb=ListRecords&metadataPrefix=oai_dc',
        '/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&from=2024-02-01',
        '/oai?verb=ListSets',
        '/oai?verb=Identify',
        '/oai?verb=ListRecords&metadataPrefix=jats&set=none',
        `/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:colophon.example:${random.pick(dois)}`,
      ]),
    }),
  },
  {
    weight: 4,
    make: (random) => ({
      method: 'GET',
      url: random.pick([`/changes?since=${random.below(200)}&limit=3`, '/audit?limit=20', '/feed.atom']),
    }),
  },
  {
    weight: 4,
    make: (random) => ({
      method: 'GET',
      url: random.pick([
        '/browse',
        '/browse/annals-of-tides',
        '/sitemap.xml',
        '/sitemap-1.xml',
        '/feeds/annals-of-tides',
        '/works/10.5555/a.1',
        '/types',
      ]),
    }),
  },
  {
    weight: 2,
    make: (random) => ({
      method: 'GET',
      url: `/keys/${random.pick(['berg2019', 'smith2021', 'muller2020', 'anonymous', 'berg2021a'])}`,
    }),
  },
  {
    weight: 3,
    make: (random) => ({
      method: 'GET',
      url: random.pick([
        '/articles/10.5555/a%00b',
        '/keys/a%00b',
        '/articles?q=tidal%00clocks',
        '/articles?q=%22%00%22',
        '/works?query=%00&rows=2',
        '/browse/a%00b',
        '/changes?since=9007199254740993&limit=3',
        '/changes?since=99999999999999999999999',
        '/changes?since=-1',
        '/articles?cursor=x',
        `/articles?cursor=${Buffer.from('[[1e300,1],"x"]').toString('base64url')}`,
        '/articles?limit=0',
        '/works?offset=10000&rows=1',
        '/works?cursor=*&rows=3',
        '/articles/10.5555/a.1?version=99999999999',
        '/articles/10.5555/a.1?as-of=9999',
        '/history/10.5555/a.1?limit=1',
        '/oai?verb=ListRecords&resumptionToken=x',
        '/articles/10.5555/%F0%9F%90%88',
      ]),
    }),
  },
]

/** Some are no records at all. */
function body(random: Random, doi: string): string {
  if (random.chance(0.04))
    return random.pick(['{', '[]', '{"doi":"10.5555/a.1"}', '{"title":1}', `{"doi":"${doi}","title":"\\u0000"}`])
  return JSON.stringify(randomRecord(random, random.chance(0.95) ? doi : '10.9999/other'))
}

/** Without end. */
export function* operations(seed: number): Generator<Operation> {
  const random = createRandom(seed)
  const all = rows.flatMap(({ weight, make }) => Array.from({ length: weight }, () => make))
  for (;;) yield random.pick(all)(random)
}
