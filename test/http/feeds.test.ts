/** Atom feeds: what changed last, page by page, with what was retracted or withdrawn. */
import t from 'tap'
import { localCaller } from '../../src/library/keys.ts'
import type { Library } from '../../src/library/library.ts'
import { child, elements, rawText } from '../../src/text/xml.ts'
import { readFeed } from '../judges/atom.ts'
import { fill } from '../oai/start.ts'
import { record, site, startService } from './start.ts'

const base = site.baseUrl
const put = (library: Library, draft: object) => library.deposit({ draft: draft as never, by: localCaller }) // as sent

t.test('the feed of everything has each article once, the latest change first', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 3)
  await put(library, { ...record, title: 'Tides & <i>clocks</i> for R&D' })
  await put(library, { doi: '10.5555/synthetic.1', title: 'Anew' })
  const answer = await app.inject('/feed.atom')
  t.equal(answer.headers['content-type'], 'application/atom+xml; charset=utf-8')
  const { root, entries, links } = readFeed(answer.body)
  const dois = ['synthetic.1', 'Tides.7', 'synthetic.2', 'synthetic.0']
  t.strictSame(
    entries.map((entry) => rawText(child(entry, 'id'))),
    dois.map((doi) => `https://doi.org/10.5555/${doi}`),
  )
  t.equal(rawText(child(root, 'updated')), (await library.find('10.5555/synthetic.1'))?.modified)
  t.equal(links.get('self'), `${base}/feed.atom`)
  t.equal(links.get('next'), undefined)
  t.equal(rawText(child(entries[1], 'title')), 'Tides & clocks for R&D')
  const again = await app.inject({ url: '/feed.atom', headers: { 'if-none-match': String(answer.headers.etag) } })
  t.equal(again.statusCode, 304)
})

t.test('pages lead to the oldest entry, and each entry stands on one', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 120)
  const seen: string[] = []
  let pages = 0
  for (let url: string | undefined = `${base}/feed.atom`; url !== undefined; pages++) {
    const feed = readFeed((await app.inject(url.slice(base.length))).body)
    t.equal(feed.links.get('first'), `${base}/feed.atom`)
    t.equal(feed.links.get('self'), url)
    seen.push(...feed.entries.map((entry) => rawText(child(entry, 'id'))))
    url = feed.links.get('next')
  }
  t.equal(pages, 3)
  t.equal(seen.length, 120)
  t.equal(new Set(seen).size, 120)
})

t.test('what happened to an article stands in its title, its categories and its links', async (t) => {
  const { app, library } = await startService(t)
  await put(library, { ...record, relations: [{ type: 'retracted-by', doi: '10.5555/notice', date: '2024-02-02' }] })
  await put(library, {
    doi: '10.5555/notice',
    type: 'retraction',
    title: 'Retraction of an article',
    relations: [{ type: 'retracts', doi: '10.5555/Tides.7' }],
  })
  const [notice, article] = readFeed((await app.inject('/feed.atom')).body).entries
  const terms = (node: typeof notice) => elements(node, 'category').map(({ attributes }) => attributes.term)
  const related = (node: typeof notice) =>
    elements(node, 'link').filter(({ attributes }) => attributes.rel === 'related')
  t.match(rawText(child(article, 'title')), /^Retracted: Tidal clocks/)
  t.strictSame(terms(article), ['retracted', 'research-article'])
  t.match(related(article), [{ attributes: { href: 'https://doi.org/10.5555/notice' } }])
  t.equal(rawText(child(notice, 'title')), 'Retraction of an article')
  t.strictSame(terms(notice), ['retraction'])
  t.match(related(notice), [{ attributes: { href: 'https://doi.org/10.5555/Tides.7' } }])
})

t.test('a withdrawn article is a tombstone, until it is restored', async (t) => {
  const { app, library } = await startService(t)
  await put(library, record)
  const { modified } = await library.withdraw({ doi: record.doi, reason: 'Twice & <b>.', by: localCaller })
  const { entries, deleted } = readFeed((await app.inject('/feed.atom')).body)
  t.equal(entries.length, 0)
  t.match(deleted, [{ attributes: { ref: 'https://doi.org/10.5555/Tides.7', when: modified } }])
  t.equal(rawText(child(deleted[0], 'comment')), 'Twice & <b>.')
  await put(library, record)
  t.equal(readFeed((await app.inject('/feed.atom')).body).entries.length, 1)
})

t.test('a journal has a feed by its ISSN, and by any other of its ISSNs', async (t) => {
  const { app, library } = await startService(t)
  const journal = { title: 'Journal of Tides', issn: { electronic: '2434-561X', print: '0028-0836' } }
  await put(library, { ...record, journal })
  await put(library, { doi: '10.5555/other', title: 'Other', journal: { title: 'Other Journal' } })
  const answer = await app.inject('/feeds/2434-561x.atom')
  const { root, entries, links } = readFeed(answer.body)
  t.equal(rawText(child(root, 'title')), 'Journal of Tides – Colophon')
  t.equal(entries.length, 1)
  t.equal(links.get('alternate'), `${base}/browse/2434-561x`)
  const other = await app.inject('/feeds/0028-0836.atom')
  t.equal(other.statusCode, 301)
  t.equal(other.headers.location, `${base}/feeds/2434-561x.atom`)
  t.equal(readFeed((await app.inject('/feeds/other-journal.atom')).body).entries.length, 1)
  for (const name of ['none.atom', '2434-561x', '1234-5679.atom', '.atom'])
    t.equal((await app.inject(`/feeds/${name}`)).statusCode, 404, name)
})

t.test('pages name their feed; an empty store has one; a wrong page is refused', async (t) => {
  const { app, library } = await startService(t)
  t.equal(readFeed((await app.inject('/feed.atom')).body).entries.length, 0)
  t.equal((await app.inject('/feed.atom?before=x')).statusCode, 400)
  await put(library, record)
  for (const url of ['/', '/browse', '/10.5555/Tides.7']) {
    const { body } = await app.inject({ url, headers: { accept: 'text/html' } })
    t.match(body, '<link rel="alternate" type="application/atom+xml" href="/feed.atom"')
  }
  const { body } = await app.inject('/browse/2434-561x')
  t.match(body, '<link rel="alternate" type="application/atom+xml" href="/feeds/2434-561x.atom"')
})

t.test('a collaboration of thousands does not make a feed of megabytes', async (t) => {
  const { app, library } = await startService(t)
  const contributors = Array.from({ length: 3000 }, (_, n) => ({
    kind: 'literal',
    role: 'author',
    literal: `Name ${n}`,
  }))
  await put(library, { ...record, contributors })
  const { entries } = readFeed((await app.inject('/feed.atom')).body)
  t.equal(elements(entries[0], 'author').length, 51)
})
