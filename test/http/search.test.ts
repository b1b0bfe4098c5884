/** Searching, citing and taking away, as a browser without a script does it. */
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { writers } from '../../src/formats/index.ts'
import { localCaller } from '../../src/library/keys.ts'
import { attributeOf, elementsOf } from '../web/page-rules.ts'
import { record, startService } from './start.ts'

async function startFilled(t: Parameters<typeof startService>[0], count = 45) {
  const service = await startService(t)
  for (let n = 0; n < count; n++) {
    const draft = {
      ...record,
      doi: `10.5555/s${n}`,
      title: `Tidal study ${n}`,
      dates: { publishedOnline: `${2000 + (n % 20)}-01-01` },
      abstracts: [{ sections: [{ paragraphs: ['Water comes and goes with the tide on every shore.'] }] }],
    }
    await service.library.deposit({ draft: draft as Draft, by: localCaller })
  }
  return service
}

const links = (body: string, pattern: RegExp) =>
  elementsOf(body).flatMap((one) => {
    const href = one.tagName === 'a' ? attributeOf(one, 'href') : undefined
    return href !== undefined && pattern.test(href) ? [href] : []
  })

t.test('results are marked, counted, and followed to the end, each article once', async (t) => {
  const { app } = await startFilled(t)
  const seen: string[] = []
  let url: string | undefined = '/search?q=tidal+tide&sort=newest'
  const status: string[] = []
  while (url !== undefined) {
    const body: string = (await app.inject(url)).body
    seen.push(...links(body, /^\/10\.5555\//))
    status.push(/role="status" class="number">([^<]*)/.exec(body)?.[1] ?? '')
    t.match(body, '<mark>Tidal</mark>')
    t.match(body, '<mark>tide</mark>')
    url = links(body, /cursor=/)[0]
  }
  t.equal(new Set(seen).size, 45)
  t.equal(seen.length, 45)
  t.strictSame(status, ['1–20 of 45', '21–40 of 45', '41–45 of 45'])
})

t.test('a value narrows the list, and is let go again', async (t) => {
  const { app } = await startFilled(t)
  const first = await app.inject('/search?q=tidal')
  const [href = ''] = links(first.body, /year=20/)
  const year = href.slice(-4)
  const narrowed = await app.inject(href)
  t.equal(links(narrowed.body, /^\/10\.5555/).length, Number(year) < 2005 ? 3 : 2)
  t.match(narrowed.body, `Year: ${year} ✕`)
  t.ok(links(narrowed.body, /^\/search\?q=tidal$/).length > 0)
  t.match(narrowed.body, `value="tidal year:&quot;${year}&quot;"`, 'the whole of it is taken away')
})

t.test('an identifier alone is looked up; nothing found is said kindly; nothing typed is everything', async (t) => {
  const { app } = await startFilled(t)
  t.match((await app.inject('/search?q=10.5555/s7')).body, 'One article')
  const none = await app.inject('/search?q=zebra')
  t.equal(none.statusCode, 200)
  t.match(none.body, 'No article has all of this.')
  t.match((await app.inject('/search?q=&sort=')).body, '1–20 of 45')
})

t.test('the same page is not sent again, until something is written', async (t) => {
  const { app, library } = await startFilled(t)
  const url = '/search?q=tidal'
  const { headers } = await app.inject(url)
  const again = () => app.inject({ url, headers: { 'if-none-match': String(headers.etag) } })
  t.equal((await again()).statusCode, 304)
  await library.deposit({ draft: { ...record, doi: '10.5555/new', title: 'Tidal news' } as Draft, by: localCaller })
  t.equal((await again()).statusCode, 200)
})

t.test('the whole list leaves in every format, each article once', async (t) => {
  const { app } = await startFilled(t, 205)
  for (const { name, mediaType, extension, read } of writers) {
    const answer = await app.inject(`/export?q=tidal&format=${name}`)
    t.equal(answer.statusCode, 200, name)
    t.match(answer.headers['content-type'], mediaType, name)
    t.match(answer.headers['content-disposition'], `articles${extension}`, name)
    if (name === 'json' || name === 'csl-json') t.equal(JSON.parse(answer.body).length, 205, name)
    else if (read && name !== 'html') t.equal(read(answer.body).length, 205, name)
  }
  t.equal((await app.inject('/export?q=tidal')).statusCode, 400)
  const some = await app.inject('/export?q=tidal+year:2001&format=ris')
  t.equal(some.body.match(/^ER {2}-/gm)?.length, 11)
  t.equal((await app.inject('/export?format=bibtex')).body.match(/^@article/gm)?.length, 205)
})

t.test('several articles are cited together from a form', async (t) => {
  const { app } = await startFilled(t, 3)
  const form = (fields: readonly (readonly [string, string])[]) =>
    app.inject({
      method: 'POST',
      url: '/cite',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString(),
    })
  const page = await form([
    ['doi', '10.5555/s0'],
    ['doi', '10.5555/s1'],
    ['dois', 'https://doi.org/10.5555/S0\n10.5555/s2, nonsense'],
    ['style', 'Nature'],
    ['locale', ''],
  ])
  t.equal(page.statusCode, 200)
  t.equal(page.body.match(/<li>\d\. van der Berg/g)?.length, 3)
  t.match(page.body, /<code>nonsense<\/code> This is not a DOI/)
  t.match(page.body, '/cite?doi=10.5555%2Fs0')
  const rtf = await form([
    ['dois', '10.5555/s0'],
    ['as', 'rtf'],
  ])
  t.match(rtf.headers['content-type'], 'application/rtf')
  t.match(rtf.headers['content-disposition'], 'bibliography.rtf')
  t.match(rtf.body, /^\{\\rtf1/)
  t.equal((await form([['as', 'pdf']])).statusCode, 400)
  t.equal((await form([['dois', Array.from({ length: 501 }, (_, n) => `10.5555/${n}`).join(' ')]])).statusCode, 400)
})

t.test('a style is found by its id, its title or its words, and another is not taken in silence', async (t) => {
  const { app } = await startFilled(t, 1)
  const styled = async (style: string) =>
    (await app.inject(`/cite?doi=10.5555/s0&style=${encodeURIComponent(style)}`)).body
  t.match(await styled('ieee'), '<h2 id="list">IEEE</h2>')
  t.match(await styled('modern language association 9th edition'), 'id="list">Modern Language Association')
  const words = await styled('chicago author')
  t.match(words, /id="list">Chicago/)
  t.match(words, 'Perhaps you mean')
  t.match(await styled('zzzzqqq'), 'There is no style “zzzzqqq”')
})
