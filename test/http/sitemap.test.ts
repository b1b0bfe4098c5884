/** Sitemaps and robots.txt: what crawlers find, and that it is made as it is read. */
import t from 'tap'
import { sitemapIndex, sitemapPart } from '../../src/feed/sitemap.ts'
import { wholeText } from '../../src/library/intake.ts'
import { localCaller } from '../../src/library/keys.ts'
import { readSitemap, skip } from '../judges/sitemap.ts'
import { fill } from '../oai/start.ts'
import { site, startService } from './start.ts'

const base = site.baseUrl

t.test('documents are judged by the official schemas', { skip }, async () => {})

t.test('the index names parts, the parts every article that is not withdrawn', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 5)
  await library.withdraw({ doi: '10.5555/synthetic.1', reason: 'A double.', by: localCaller })
  const answer = await app.inject('/sitemap.xml')
  t.equal(answer.headers['content-type'], 'application/xml; charset=utf-8')
  const index = readSitemap(answer.body, base)
  t.equal(index.root, 'sitemapindex')
  t.strictSame(
    index.entries.map(({ loc }) => loc),
    [`${base}/sitemap-0.xml`, `${base}/sitemap-1.xml`],
  )
  const part = readSitemap((await app.inject('/sitemap-1.xml')).body, base)
  t.strictSame(
    part.entries.map(({ loc }) => loc),
    [0, 2, 3, 4].map((n) => `${base}/10.5555/synthetic.${n}`),
  )
  for (const { loc } of part.entries) {
    const page = await app.inject({ url: loc.slice(base.length), headers: { accept: 'text/html' } })
    t.equal(page.statusCode, 200)
  }
  const record = await library.find('10.5555/synthetic.3')
  t.equal(part.entries[2]?.lastmod, record?.modified)
  const pages = readSitemap((await app.inject('/sitemap-0.xml')).body, base)
  for (const { loc } of pages.entries) t.equal((await app.inject(loc.slice(base.length))).statusCode, 200, loc)
})

t.test('the lastmod of a part is that of its latest change, a withdrawal too', async (t) => {
  const { library } = await startService(t)
  await fill(library, 0, 6)
  const parts = async () => readSitemap(await wholeText(sitemapIndex(library, site, 2)), base).entries
  const before = await parts()
  t.equal(before.length, 4)
  const gone = await library.withdraw({ doi: '10.5555/synthetic.2', reason: 'A double.', by: localCaller })
  const after = await parts()
  t.equal(after[2]?.lastmod, gone.modified)
  t.strictSame([after[1], after[3]], [before[1], before[3]])
})

t.test('walked part by part, each article is met once', async (t) => {
  const { library } = await startService(t)
  await fill(library, 0, 2500)
  const seen: string[] = []
  for (let number = 1; number <= 3; number++) {
    const part = readSitemap(await wholeText(sitemapPart(library, site, number, 1100)), base)
    t.ok(part.entries.length <= 1100)
    seen.push(...part.entries.map(({ loc }) => loc))
  }
  t.equal(seen.length, 2500)
  t.equal(new Set(seen).size, 2500)
})

t.test('a part is written while it is read: no more of it is in memory than a piece', async (t) => {
  const { library } = await startService(t)
  await fill(library, 0, 1000)
  for await (const piece of sitemapPart(library, site, 1)) t.ok(piece.length < 20_000)
})

t.test('a part that is none is not found', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 1)
  for (const name of ['2.xml', '-1.xml', '01.xml', '1', 'x.xml', '99999999.xml']) {
    t.equal((await app.inject(`/sitemap-${name}`)).statusCode, 404, name)
  }
})

t.test('an empty store has a sitemap too', async (t) => {
  const { app } = await startService(t)
  t.equal(readSitemap((await app.inject('/sitemap.xml')).body, base).entries.length, 1)
})

t.test('robots.txt lets crawlers in, shows them the sitemap, and keeps them from searches', async (t) => {
  const { app } = await startService(t)
  const { body, headers } = await app.inject('/robots.txt')
  t.equal(headers['content-type'], 'text/plain; charset=utf-8')
  t.match(body, /^User-agent: \*\n/)
  t.match(body, `\nSitemap: ${base}/sitemap.xml\n`)
  const refused = (path: string) => rules(body).some((rule) => rule.test(path))
  for (const path of ['/', '/browse', '/browse/2434-561x?volume=1&issue=', '/10.5555/a', '/10.5555/a?format=bibtex'])
    t.notOk(refused(path), path)
  for (const path of ['/articles/10.5555/a', '/sitemap.xml', '/feed.atom', '/linkset/10.5555/a', '/oai?verb=Identify'])
    t.notOk(refused(path), path)
  for (const path of ['/articles?q=tides', '/articles?cursor=x', '/works?query=x', '/works?cursor=*', '/dump/jats'])
    t.ok(refused(path), path)
})

/** RFC 9309, 2.2.2 and 2.2.3: a prefix, in which a star is anything. */
const rules = (text: string): RegExp[] =>
  [...text.matchAll(/^Disallow: (\S+)$/gm)].map(
    ([, path = '']) => new RegExp(`^${path.replace(/[.?+()[\]]/g, '\\$&').replace(/\*/g, '.*')}`),
  )

t.test('an installation that is nobody’s to index says so everywhere', async (t) => {
  const { app, library } = await startService(t, { CRAWLERS: 'refused' })
  await fill(library, 0, 1)
  t.equal((await app.inject('/robots.txt')).body, 'User-agent: *\nDisallow: /\n')
  for (const url of [
    '/',
    '/browse',
    '/10.5555/synthetic.0',
    '/articles/10.5555/synthetic.0',
    '/nothing',
    '/sitemap.xml',
  ])
    t.equal((await app.inject(url)).headers['x-robots-tag'], 'noindex', url)
  const open = await startService(t)
  t.equal((await open.app.inject('/')).headers['x-robots-tag'], undefined)
})
