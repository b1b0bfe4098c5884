/** Every page: well formed, without anything within it that could run, and light. */
import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { pagePolicy } from '../../src/http/page-policy.ts'
import { localCaller } from '../../src/library/keys.ts'
import { assets } from '../../src/web/assets.ts'
import { record, startService } from '../http/start.ts'
import { hostile, hostileQuery } from './hostile.ts'
import { attributeOf, elementsOf, faultsOf } from './page-rules.ts'

const doi = encodeURIComponent(hostile.doi).replace('%2F', '/')
const query = encodeURIComponent(hostileQuery)

/** The addresses of pages, and the status each answers with. */
const addresses: readonly (readonly [url: string, status: number])[] = [
  ['/', 200],
  [`/${doi}`, 200],
  [`/articles/${doi}`, 200],
  [`/${doi}?version=1`, 200],
  ['/10.5555/Tides.7', 200],
  ['/10.5555/bare', 200],
  ['/search', 200],
  ['/search?q=title', 200],
  [`/search?q=${query}`, 200],
  [`/search?q=title&journal=${query}&year=2023&type=research-article&sort=newest`, 200],
  ['/search?q=title&sort=nothing', 400],
  [`/search?${query}=1`, 400],
  ['/cite', 200],
  [`/cite?doi=${encodeURIComponent(hostile.doi)}&doi=10.5555/nowhere&style=${query}`, 200],
  ['/cite?doi=10.5555/Tides.7&style=vancouver&locale=de-DE', 200],
  ['/browse', 200],
  ['/browse/2434-561x', 200],
  ['/browse/2434-561x?volume=12&issue=3', 200],
  [`/history/${doi}`, 200],
  ['/history/10.5555/Tides.7?from=1&to=2', 200],
  [`/losses/${doi}`, 200],
  [`/losses/${doi}?format=ris`, 200],
  [`/readiness/${doi}`, 200],
  ['/10.5555/gone', 410],
  ['/10.5555/never', 404],
  [`/${query}`, 404],
  ['/nowhere/at/all', 404],
]

const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

async function startPages(t: Parameters<typeof startService>[0]) {
  const service = await startService(t)
  const deposit = (draft: object) => service.library.deposit({ draft: draft as Draft, by: localCaller }) // as it was sent
  await deposit(hostile)
  await deposit(record)
  await deposit({ ...record, volume: '12', title: 'Tidal clocks, corrected', dates: { received: '2023-05-03' } })
  await deposit({ doi: '10.5555/bare', title: 'Nothing but a title' })
  await deposit({
    doi: '10.5555/gone',
    title: 'Gone',
    contributors: [{ kind: 'literal', role: 'author', literal: 'A' }],
  })
  await service.library.withdraw({ doi: '10.5555/gone', reason: `Because ${hostileQuery}`, by: localCaller })
  return service
}

t.test('pages are what browsers take without a fault, and let nothing in', async (t) => {
  const { app } = await startPages(t)
  for (const [url, status] of addresses) {
    const answer = await app.inject({ url, headers: { accept } })
    t.equal(answer.statusCode, status, url)
    t.match(answer.headers['content-type'], 'text/html', url)
    t.equal(answer.headers['content-security-policy'], pagePolicy, url)
    t.equal(answer.headers['x-content-type-options'], 'nosniff', url)
    t.strictSame(faultsOf(answer.body), [], url)
    t.notMatch(answer.body, /<script>alert|<img src=x/, url)
  }
})

t.test('the policy lets nothing run that is not a file of ours', async (t) => {
  t.match(pagePolicy, "default-src 'none'")
  t.notMatch(pagePolicy, /unsafe|https?:|\*/)
})

t.test('a program that takes anything gets problem details, a browser a page', async (t) => {
  const { app } = await startPages(t)
  for (const header of [undefined, '*/*', 'application/json']) {
    const answer = await app.inject({ url: '/10.5555/never', headers: header === undefined ? {} : { accept: header } })
    t.match(answer.headers['content-type'], 'application/problem+json', String(header))
    t.match(answer.headers.vary, 'Accept')
  }
  const page = await app.inject({ url: '/10.5555/gone', headers: { accept } })
  t.match(page.body, 'This article was withdrawn')
  t.match(page.body, 'Because')
  t.match(page.body, 'How it was cited')
})

t.test('files of pages have names of their content, and are kept for ever', async (t) => {
  const { app } = await startService(t)
  for (const { path, type, content } of Object.values(assets)) {
    t.match(path, /^\/assets\/[a-z]+\.[\w-]{10}\.(css|js)$/)
    const answer = await app.inject(path)
    t.equal(answer.headers['content-type'], type)
    t.match(answer.headers['cache-control'], 'immutable')
    t.equal(answer.body, content)
    const again = await app.inject({ url: path, headers: { 'if-none-match': String(answer.headers.etag) } })
    t.equal(again.statusCode, 304)
    const packed = await app.inject({ url: path, headers: { 'accept-encoding': 'gzip' } })
    t.equal(packed.headers['content-encoding'], 'gzip')
    t.notMatch(content, /https?:\/\/(?!www\.w3\.org)/, 'nothing from elsewhere')
    t.notMatch(content, /\.innerHTML\s*=|insertAdjacentHTML|document\.write|eval\(/, 'nothing is made mark-up')
  }
  t.equal((await app.inject('/assets/colophon.0000000000.css')).statusCode, 404)
})

t.test('scripts are without types and parse', async (t) => {
  for (const { path, content } of Object.values(assets).filter((one) => one.path.endsWith('.js'))) {
    t.doesNotThrow(() => new Function(content), path)
    t.notMatch(content, /^(import|export) /m, path)
  }
})

t.test('an article with forty references is a page of three requests and 60 KB', async (t) => {
  const { app, library } = await startService(t)
  const references = Array.from({ length: 40 }, (_, n) => ({
    authors: [{ family: 'Berg', given: 'Jan' }],
    title: `A work about tides and clocks on invented shores, part ${n}`,
    containerTitle: 'Journal of Invented Shores',
    year: '2001',
    volume: String(n),
    pages: { first: '1', last: '9' },
    doi: `10.5555/cited.${n}`,
  }))
  const paragraphs = ['Tides move the water of every shore twice a day, and so do clocks. '.repeat(24)]
  const draft = { ...record, references, abstracts: [{ sections: [{ paragraphs }] }] }
  await library.deposit({ draft: draft as Draft, by: localCaller })
  const { body } = await app.inject({ url: '/10.5555/Tides.7', headers: { accept } })
  const loaded = elementsOf(body).flatMap((one) => {
    const address = one.tagName === 'script' ? attributeOf(one, 'src') : attributeOf(one, 'href')
    return address?.startsWith('/assets/') ? [address] : []
  })
  t.equal(new Set(loaded).size, 2)
  const packed = await Promise.all(
    ['/10.5555/Tides.7', ...loaded].map(async (url) => {
      const answer = await app.inject({ url, headers: { accept, 'accept-encoding': 'gzip' } })
      return answer.rawPayload.length
    }),
  )
  t.ok(packed.reduce((sum, one) => sum + one, 0) <= 60_000, `${packed} bytes as they are sent`)
  t.ok(body.length <= 85_000, `${body.length} characters`)
})

t.test('every page kind has a script and a style of its own name in dist', async (t) => {
  const folder = new URL('../../src/web/', import.meta.url)
  const parts = readdirSync(new URL('browser/', folder)).filter((name) => name.endsWith('.ts'))
  const table = readFileSync(new URL('assets.ts', folder), 'utf8')
  for (const part of parts) t.match(table, `'${part.slice(0, -3)}'`, `${part} is in the table of assets`)
  for (const sheet of readdirSync(new URL('styles/', folder))) t.match(table, `styles/${sheet}`)
})
