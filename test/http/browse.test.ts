/** The way from the first page to every article, in no more than ten clicks. */
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse } from 'parse5'
import t from 'tap'
import { localCaller } from '../../src/library/keys.ts'
import type { Library } from '../../src/library/library.ts'
import { near } from '../../src/web/paging.ts'
import { record, startService } from './start.ts'

type Node = DefaultTreeAdapterMap['node']

/** Addresses of a page’s links, by relation where they have one. */
function linksOf(html: string): { href: string; rel: string | undefined; text: string }[] {
  const links: { href: string; rel: string | undefined; text: string }[] = []
  const walk = (node: Node) => {
    if (defaultTreeAdapter.isElementNode(node) && (node.tagName === 'a' || node.tagName === 'link')) {
      const attribute = (name: string) => node.attrs.find((one) => one.name === name)?.value
      const [kid] = node.childNodes
      const text = kid && defaultTreeAdapter.isTextNode(kid) ? kid.value : ''
      links.push({ href: attribute('href') ?? '', rel: attribute('rel'), text })
    }
    if ('childNodes' in node) for (const kid of node.childNodes) walk(kid)
  }
  walk(parse(html))
  return links
}

const put = (library: Library, draft: object) => library.deposit({ draft: draft as never, by: localCaller }) // as sent

async function bulk(library: Library, drafts: readonly object[]): Promise<void> {
  const readings = drafts.map((draft, n) => ({ place: `${n}`, draft, notes: [] }))
  for await (const line of library.depositAll(readings, { by: localCaller })) {
    if (line.outcome !== 'created') throw new Error(`${line.place} was ${line.outcome}`)
  }
}

t.test('every article is within ten clicks of the first page', async (t) => {
  const { app, library } = await startService(t)
  const drafts = Array.from({ length: 900 }, (_, n) => ({
    doi: `10.5555/a.${n}`,
    title: `Article ${n}`,
    journal: n % 450 === 7 ? undefined : { title: `Journal ${n < 450 ? 0 : n}` },
    volume: n % 3 === 0 ? undefined : '7',
    issue: n % 2 === 0 ? undefined : `${n % 5}/&?`,
  }))
  await bulk(
    library,
    drafts.map((draft) => JSON.parse(JSON.stringify(draft))),
  )
  const clicks = new Map([['/', 0]])
  for (const [path, distance] of clicks) {
    if (path.startsWith('/10.')) continue
    const { body, statusCode } = await app.inject(path)
    t.equal(statusCode, 200, path)
    for (const { href } of linksOf(body)) {
      if (/^\/(?:browse|10\.)/.test(href) && !clicks.has(href)) clicks.set(href, distance + 1)
    }
  }
  const articles = [...clicks].filter(([path]) => path.startsWith('/10.'))
  t.equal(articles.length, 900)
  t.ok(Math.max(...articles.map(([, distance]) => distance)) <= 10)
})

t.test('journals, volumes and issues show what they hold; relations of the pages are told', async (t) => {
  const { app, library } = await startService(t)
  await put(library, record)
  await put(library, {
    ...record,
    doi: '10.5555/b',
    volume: '9',
    issue: undefined,
    relations: [{ type: 'retracted-by' }],
  })
  await bulk(
    library,
    Array.from({ length: 250 }, (_, n) => ({ doi: `10.5555/c.${n}`, title: `<b>C</b> ${n}`, journal: record.journal, volume: '12', issue: '3', pages: { first: String(n + 1) } })), // biome-ignore format: one draft
  )
  const journals = (await app.inject('/browse')).body
  t.match(
    journals,
    '<a href="/browse/2434-561x">Journal of Invented Shores</a> <span class="soft number">252 articles</span>',
  )
  const journal = (await app.inject('/browse/2434-561x')).body
  t.match(journal, /Volume 12<\/span> <span><a href="\/browse\/2434-561x\?volume=12&amp;issue=3">Issue 3<\/a>/)
  t.ok(journal.indexOf('Volume 12') < journal.indexOf('Volume 9'), 'the newest first')
  t.match(journal, '<a href="/browse/2434-561x?volume=9&amp;issue=">Volume 9</a>')
  const issue = await app.inject('/browse/2434-561x?volume=12&issue=3')
  t.match(issue.headers['content-type'], 'text/html')
  const links = linksOf(issue.body)
  t.equal(links.filter(({ href }) => href.startsWith('/10.')).length, 200)
  t.strictSame(
    links.filter(({ rel }) => rel === 'next').map(({ href }) => href),
    ['/browse/2434-561x?volume=12&issue=3&page=2', '/browse/2434-561x?volume=12&issue=3&page=2'],
  )
  const second = linksOf((await app.inject('/browse/2434-561x?volume=12&issue=3&page=2')).body)
  t.equal(second.filter(({ href }) => href.startsWith('/10.')).length, 51)
  t.ok(second.some(({ rel, href }) => rel === 'prev' && href === '/browse/2434-561x?volume=12&issue=3'))
  t.match((await app.inject('/browse/2434-561x?volume=9&issue=')).body, '<span class="flag bad">Retracted</span>')
})

t.test('a withdrawn article is no longer on the way', async (t) => {
  const { app, library } = await startService(t)
  await put(library, record)
  await library.withdraw({ doi: record.doi, reason: 'A double.', by: localCaller })
  t.notMatch((await app.inject('/browse')).body, 'Invented Shores')
  t.equal((await app.inject('/browse/2434-561x?volume=12&issue=3')).statusCode, 404)
})

t.test('what is not there is not found, and a wrong query is refused', async (t) => {
  const { app, library } = await startService(t)
  await put(library, record)
  for (const url of ['/browse/none', '/browse?page=2', '/browse/2434-561x?volume=1', '/browse/2434-561x?page=9'])
    t.equal((await app.inject(url)).statusCode, 404, url)
  for (const url of ['/browse?page=x', '/browse?page=0', '/browse/2434-561x?cursor=1'])
    t.equal((await app.inject(url)).statusCode, 400, url)
})

t.test('any page of a thousand is three clicks from the first', async (t) => {
  for (const pages of [1, 2, 9, 10, 11, 99, 100, 1000]) {
    const clicks = new Map([[1, 0]])
    for (const [page, distance] of clicks) {
      for (const next of near(page, pages)) if (!clicks.has(next)) clicks.set(next, distance + 1)
    }
    t.equal(clicks.size, pages)
    t.ok(Math.max(...clicks.values()) <= 3, `${pages} pages`)
  }
  t.ok(near(4321, 10_000).length < 60)
})
