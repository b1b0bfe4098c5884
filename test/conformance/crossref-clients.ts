/**
 * Requests as clients of the Crossref REST API make them, recorded in shape, and what each client needs of the answer.
 *
 *   node --disable-warning=ExperimentalWarning test/conformance/crossref-clients.ts [works.jsonl]
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../src/app.ts'
import { crossrefJson } from '../../src/formats/crossref-json.ts'
import { createLibrary } from '../../src/library/library.ts'
import { readSettings } from '../../src/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { createVerification } from '../../src/verify/verify.ts'
import { envelopeFaults, faultsOfFailure, headerFaults, workFaults } from '../judges/crossref-envelope.ts'

/** What requests are made of: an article of the store. */
export interface Sample {
  readonly doi: string
  readonly title: string
  readonly author: string
  readonly issn: string
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

interface Row {
  readonly client: string
  readonly url: (sample: Sample) => string
  readonly method?: 'GET' | 'HEAD' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  /** The message type of the envelope; none for what bears no envelope. */
  readonly envelope?: string
  readonly needs?: (answer: Answer, sample: Sample) => readonly string[]
}

const encoded = encodeURIComponent
const habanero = {
  'user-agent': 'python-requests/2.32 habanero/2.3.0',
  'x-user-agent': 'python-requests/2.32 habanero/2.3.0',
}
const rcrossref = { 'user-agent': 'r-curl/6 crul/1.5 rOpenSci(rcrossref/1.2.1)', 'x-user-agent': 'r-curl/6' }
const crossrefapi = { 'user-agent': 'my project (mailto:someone@example.org)' }
const jabref = { accept: '*/*', 'user-agent': 'JabRef/6 Apache' }

const is = (condition: boolean, fault: string): string[] => (condition ? [] : [fault])
const starts = (type: string) => (answer: Answer) =>
  is(answer.type.startsWith(type) && /charset=utf-8/.test(answer.type), `type ${answer.type}, not ${type} in UTF-8`)
const message = (answer: Answer) => JSON.parse(answer.body).message
const first = (answer: Answer, { doi }: Sample) =>
  is(message(answer).items[0]?.DOI === doi.toLowerCase(), `${message(answer).items[0]?.DOI} is first, not ${doi}`)
const failure = (status: number, type: string, value?: string) => (answer: Answer) =>
  faultsOfFailure(answer, status, type, value)
const unfound = (answer: Answer) => [
  ...is(answer.status === 404, `status ${answer.status}, not 404`),
  ...is(answer.body === 'Resource not found.' || answer.body === '', `body ${answer.body}`),
  ...is(answer.type.startsWith('text/plain'), `type ${answer.type}`),
]
const count = (answer: Answer, least: number) =>
  is(message(answer)['total-results'] >= least, `${message(answer)['total-results']} results`)

export const requests: readonly Row[] = [
  // habanero: works, members, journals …, ids raw in the path; errors by message[0].message
  { client: 'habanero works(ids)', url: ({ doi }) => `/works/${doi}`, headers: habanero, envelope: 'work' },
  { client: 'habanero works(query)', url: ({ author }) => `/works?query=${encoded(author)}&rows=2`, headers: habanero, envelope: 'work-list', needs: (a) => count(a, 1) },
  { client: 'habanero works(limit=0, facet)', url: () => '/works?rows=0&facet=type-name%3A*', headers: habanero, envelope: 'work-list', needs: (a) => is(typeof message(a).facets['type-name']?.['value-count'] === 'number', 'no facet') },
  { client: 'habanero works(filter)', url: () => '/works?filter=has-abstract%3Atrue%2Cfrom-pub-date%3A1900', headers: habanero, envelope: 'work-list' },
  { client: 'habanero works(cursor)', url: () => '/works?cursor=%2A&rows=1', headers: habanero, envelope: 'work-list', needs: (a) => is(/^[\w-]+$/.test(message(a)['next-cursor'] ?? ''), 'the cursor is not base64url') },
  { client: 'habanero works(select)', url: () => '/works?select=DOI%2Ctitle&rows=3', headers: habanero, envelope: 'work-list', needs: (a) => is(message(a).items.every((one: object) => Object.keys(one).sort().join() === 'DOI,title'), 'more was selected') },
  { client: 'habanero works(sample)', url: () => '/works?sample=2', headers: habanero, envelope: 'work-list' },
  { client: 'habanero works(sort)', url: () => '/works?sort=published&order=asc&rows=2', headers: habanero, envelope: 'work-list' },
  { client: 'habanero works(field query)', url: ({ title }) => `/works?query.bibliographic=${encoded(title)}&rows=5`, headers: habanero, envelope: 'work-list', needs: first },
  { client: 'habanero works(limit="things")', url: () => '/works?rows=things', headers: habanero, needs: failure(400, 'integer-not-valid', 'things') },
  { client: 'habanero works(unknown filter)', url: () => '/works?filter=foo%3Abar', headers: habanero, needs: failure(400, 'filter-not-available', 'foo') },
  { client: 'habanero works(bad cursor)', url: () => '/works?cursor=thing', headers: habanero, needs: failure(404, 'cursor-invalid', 'thing') },
  { client: 'habanero works(unknown id)', url: () => '/works/10.9999/nobody-has-this', headers: habanero, needs: unfound },
  { client: 'habanero members()', url: () => '/members?rows=1', headers: habanero, envelope: 'member-list' },
  { client: 'habanero members(unknown id)', url: () => '/members/0', headers: habanero, needs: unfound },
  { client: 'habanero members(filter)', url: () => '/members?sort=score', headers: habanero, needs: failure(400, 'parameter-not-allowed', 'sort') },
  { client: 'habanero prefixes(ids)', url: ({ doi }) => `/prefixes/${doi.split('/')[0]}`, headers: habanero, envelope: 'prefix', needs: (a) => is(/^https:\/\/id\.crossref\.org\/prefix\/10\./.test(message(a).prefix), 'prefix') },
  { client: 'habanero prefixes(works)', url: ({ doi }) => `/prefixes/${doi.split('/')[0]}/works?rows=2`, headers: habanero, envelope: 'work-list', needs: (a) => count(a, 1) },
  { client: 'habanero journals(ids)', url: ({ issn }) => `/journals/${issn}`, headers: habanero, envelope: 'journal', needs: (a, { issn }) => is(message(a).ISSN.includes(issn), 'ISSN') },
  { client: 'habanero journals(works)', url: ({ issn }) => `/journals/${issn}/works?rows=2`, headers: habanero, envelope: 'work-list', needs: (a) => count(a, 1) },
  { client: 'habanero types()', url: () => '/types', headers: habanero, envelope: 'type-list', needs: (a) => is(message(a).items.length === 30 && message(a).query === undefined, 'not the list of types') },
  { client: 'habanero types(ids, works)', url: () => '/types/journal-article/works?rows=1', headers: habanero, envelope: 'work-list' },
  { client: 'habanero funders()', url: () => '/funders?rows=2', headers: habanero, envelope: 'funder-list' },
  { client: 'habanero licenses()', url: () => '/licenses?rows=2', headers: habanero, envelope: 'license-list' },
  { client: 'habanero registration_agency()', url: ({ doi }) => `/works/${doi}/agency`, headers: habanero, envelope: 'work-agency', needs: (a) => is(message(a).agency.id === 'crossref', 'agency') },
  { client: 'habanero cn(citeproc-json)', url: ({ doi }) => `/works/${doi}/transform/application/vnd.citationstyles.csl+json`, headers: { accept: 'transform/application/vnd.citationstyles.csl+json' }, needs: starts('application/vnd.citationstyles.csl+json') },
  { client: 'habanero cn(text)', url: ({ doi }) => `/v1/works/${encoded(doi)}/transform`, headers: { accept: 'text/x-bibliography; style = apa; locale = en-US' }, needs: starts('text/x-bibliography') },
  { client: 'habanero cn(bibtex)', url: ({ doi }) => `/v1/works/${encoded(doi)}/transform`, headers: { accept: 'application/x-bibtex' }, needs: starts('application/x-bibtex') },
  { client: 'habanero cn(ris)', url: ({ doi }) => `/v1/works/${encoded(doi)}/transform`, headers: { accept: 'application/x-research-info-systems' }, needs: starts('application/x-research-info-systems') },
  { client: 'habanero cn(crossref-xml)', url: ({ doi }) => `/v1/works/${encoded(doi)}/transform`, headers: { accept: 'application/vnd.crossref.unixref+xml' }, needs: starts('application/vnd.crossref.unixref+xml') },
  // rcrossref: names without values, several filters, the agency first
  { client: 'rcrossref cr_works()', url: ({ author }) => `/works?query=${encoded(author)}&filter=&offset=&rows=&sample=&sort=&order=&facet=&cursor=`.replace('rows=&', ''), headers: rcrossref, envelope: 'work-list' },
  { client: 'rcrossref cr_works(doi)', url: ({ doi }) => `/works/${encoded(doi)}`, headers: rcrossref, envelope: 'work' },
  { client: 'rcrossref cr_works(facet=TRUE)', url: () => '/works?facet=t&rows=0', headers: rcrossref, envelope: 'work-list', needs: (a) => is('license' in message(a).facets, 'facets') },
  { client: 'rcrossref cr_works(filter)', url: () => '/works?filter=has-orcid%3Atrue%2Chas-full-text%3A1%2Cuntil-pub-date%3A2030-02', headers: rcrossref, envelope: 'work-list' },
  { client: 'rcrossref cr_agency()', url: ({ doi }) => `/works/${encoded(doi)}/agency`, headers: rcrossref, envelope: 'work-agency' },
  { client: 'rcrossref cr_cn(citeproc-json)', url: ({ doi }) => `/works/${doi}/transform/application/vnd.citationstyles.csl+json`, headers: rcrossref, needs: starts('application/vnd.citationstyles.csl+json') },
  { client: 'rcrossref cr_journals()', url: ({ issn }) => `/journals/${issn}/works?rows=1&facet=published%3A*`, headers: rcrossref, envelope: 'work-list' },
  { client: 'rcrossref cr_types()', url: () => '/types/journal-article', headers: rcrossref, envelope: 'type', needs: (a) => is(message(a).label === 'Journal Article', 'label') },
  { client: 'rcrossref cr_r()', url: () => '/works?sample=10&select=DOI', headers: rcrossref, envelope: 'work-list' },
  // crossrefapi: HEAD for existence, limits read as integers, a walk until a page is empty
  { client: 'crossrefapi doi_exists()', url: ({ doi }) => `/works/${doi}`, method: 'HEAD', headers: crossrefapi, needs: (a) => is(a.status === 200 && a.body === '', 'HEAD') },
  { client: 'crossrefapi doi_exists(): no', url: () => '/works/10.9999/nobody-has-this', method: 'HEAD', headers: crossrefapi, needs: (a) => is(a.status === 404, `status ${a.status}`) },
  { client: 'crossrefapi agency()', url: ({ doi }) => `/works/${doi}/agency`, headers: crossrefapi, envelope: 'work-agency', needs: (a) => is(a.headers['x-api-pool'] === 'polite', 'pool') },
  { client: 'crossrefapi count()', url: () => '/works?rows=0&filter=type%3Ajournal-article', headers: crossrefapi, envelope: 'work-list' },
  { client: 'crossrefapi iteration', url: () => '/works?cursor=*&rows=100&sort=relevance', headers: crossrefapi, envelope: 'work-list' },
  // JabRef
  { client: 'JabRef doiRA', url: ({ doi }) => `/doiRA/${encoded(doi)}`, headers: jabref, needs: (a, { doi }) => is(JSON.parse(a.body)[0]?.DOI?.toLowerCase() === doi.toLowerCase() && JSON.parse(a.body)[0]?.RA === 'Crossref', a.body.slice(0, 200)) },
  { client: 'JabRef CrossRef by DOI', url: ({ doi }) => `/works/${encoded(doi)}?mailto=team%40example.org`, headers: jabref, envelope: 'work' },
  { client: 'JabRef CrossRef by entry', url: ({ title, author }) => `/works?query.bibliographic=${encoded(title)}&query.author=${encoded(author)}&rows=20&offset=0`, headers: jabref, envelope: 'work-list', needs: first },
  { client: 'JabRef CrossRef search', url: ({ author }) => `/works?query=${encoded(author)}`, headers: jabref, envelope: 'work-list' },
  { client: 'JabRef DOI as BibTeX', url: ({ doi }) => `/${encoded(doi)}`, headers: { accept: 'application/x-bibtex' }, needs: starts('application/x-bibtex') },
  // Zotero: with a slash before the question mark; DOIs raw and parted by commas
  { client: 'Zotero Crossref REST', url: ({ doi }) => `/works/?filter=doi:${encodeURI(doi)},doi:10.9999/nobody-has-this&mailto=zotero%40example.org`, envelope: 'work-list', needs: first },
  { client: 'Zotero Crossref REST search', url: ({ title }) => `/works/?query.bibliographic=${encoded(title)}`, envelope: 'work-list', needs: first },
  { client: 'Zotero content negotiation', url: ({ doi }) => `/v1/works/${encoded(doi)}/transform`, headers: { accept: 'application/vnd.datacite.datacite+json, application/vnd.crossref.unixref+xml, application/vnd.citationstyles.csl+json' }, needs: (a) => [...starts('application/vnd.crossref.unixref+xml')(a), ...is(a.body.includes('<crossref'), 'no <crossref'), ...is(/accept/i.test(String(a.headers.vary)), 'Vary')] },
  // manubot
  { client: 'manubot', url: ({ doi }) => `/v1/works/${encoded(doi)}/transform`, headers: { accept: 'application/vnd.citationstyles.csl+json' }, needs: (a) => [...starts('application/vnd.citationstyles.csl+json')(a), ...is(typeof JSON.parse(a.body).id === 'string' && typeof JSON.parse(a.body).type === 'string', 'id and type')] },
  // any
  { client: 'a DOI resolver’s redirection', url: ({ doi }) => `/v1.0/works/${encoded(doi)}/transform`, headers: { accept: '*/*' }, needs: starts('application/vnd.citationstyles.csl+json') },
  { client: 'an unknown route', url: () => '/v1/nothing/here', needs: (a) => is(a.status === 404 && JSON.parse(a.body)['message-type'] === 'route-not-found', a.body) },
] // biome-ignore format: a request a line

/** Makes every request; the faults of each, by client. */
export async function replay(app: FastifyInstance, sample: Sample): Promise<ReadonlyMap<string, readonly string[]>> {
  const faults = new Map<string, readonly string[]>()
  for (const row of requests) {
    const { client, url, method = 'GET', headers = {} } = row
    const { statusCode, headers: answered, body } = await app.inject({ url: url(sample), method, headers })
    const answer = { status: statusCode, type: String(answered['content-type'] ?? ''), headers: answered, body }
    faults.set(client, judged(row, answer, sample))
  }
  return faults
}

function judged({ client, envelope, needs }: Row, answer: Answer, sample: Sample): readonly string[] {
  try {
    const found = envelope === undefined ? [] : envelopeFaults(answer, envelope)
    if (found.length > 0) return [...found, answer.body.slice(0, 200)]
    const headers = client.startsWith('JabRef DOI as') ? [] : headerFaults(answer.headers)
    const works = envelope === 'work' ? workFaults(message(answer)) : []
    const listed =
      envelope === 'work-list' && !/select|cr_r/.test(client) ? message(answer).items.flatMap(workFaults) : []
    return [...headers, ...works, ...listed, ...(needs?.(answer, sample) ?? [])]
  } catch (error) {
    return [`${error}`]
  }
}

/** A service over the works of a file, for as long as `room` runs. */
export async function withWorks<T>(
  text: string,
  room: (app: FastifyInstance, sample: Sample) => Promise<T>,
): Promise<T> {
  const store = await openStore('sqlite::memory:')
  const library = createLibrary({ store })
  const by = { name: 'test', administrator: true, prefixes: [] }
  const app = await buildApp({
    library,
    site: { baseUrl: 'https://colophon.example', name: 'Colophon' },
    settings: readSettings({}),
    version: '0.0.0',
    verification: createVerification(),
  })
  try {
    for await (const _ of library.depositAll(crossrefJson.read(text), { by }));
    const { items } = JSON.parse((await app.inject('/works?filter=has-abstract:1&rows=1000')).body).message
    const whole = items.find((one: { title: string[]; author?: { family?: string }[]; ISSN?: string[] }) =>
      Boolean((one.title[0]?.length ?? 0) > 40 && one.author?.[0]?.family && one.ISSN?.[0]),
    )
    const sample = { doi: whole.DOI, title: whole.title[0], author: whole.author[0].family, issn: whole.ISSN[0] }
    return await room(app, sample)
  } finally {
    await app.close()
    await store.close()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file =
    process.argv[2] ?? fileURLToPath(new URL('../../../shared/corpora/crossref-rest/works.jsonl', import.meta.url))
  if (!existsSync(file)) process.stdout.write(`skipped: there is no ${file}\n`)
  else {
    const faults = await withWorks(readFileSync(file, 'utf8'), replay)
    const failed = [...faults].filter(([, list]) => list.length > 0)
    for (const [client, list] of failed) process.stdout.write(`${client}: ${list.slice(0, 5).join(' · ')}\n`)
    process.stdout.write(`${faults.size} requests, ${failed.length} with faults\n`)
    if (failed.length > 0) process.exitCode = 1
  }
}
