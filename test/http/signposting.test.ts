/** FAIR Signposting over HTTP: the headers of every representation, and the link set. */
import t from 'tap'
import { writers } from '../../src/formats/index.ts'
import { localCaller } from '../../src/library/keys.ts'
import { landingFaults, parseLinks } from '../judges/links.ts'
import { record, site, startService } from './start.ts'

const article = {
  ...record,
  contributors: [
    { ...record.contributors[0], orcid: '0000-0002-1825-0097' },
    { kind: 'person', role: 'editor', family: 'Ed', orcid: '0000-0001-5109-3700' },
  ],
  licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/' }, { url: 'https://press.example/terms' }],
  links: [
    { kind: 'landing', url: 'https://press.example/tides/7' },
    { kind: 'pdf', url: 'https://press.example/tides/7.pdf' },
    { kind: 'xml', url: 'https://press.example/tides/7.xml', mediaType: 'application/jats+xml' },
  ],
}
const cited = 'https://doi.org/10.5555/Tides.7'
const signposts = new Set(['cite-as', 'type', 'license', 'describedby', 'item', 'author', 'linkset'])
const landing = `${site.baseUrl}/10.5555/Tides.7`

t.test('the landing page has all links of level 1, in headers and in its head', async (t) => {
  const { app, library } = await startService(t)
  await library.deposit({ draft: article as never, by: localCaller }) // a draft as it comes over the wire
  const page = await app.inject({ url: '/10.5555/Tides.7', headers: { accept: 'text/html' } })
  const links = parseLinks(String(page.headers.link))
  t.strictSame(landingFaults(links, cited), [])
  const targets = (rel: string) => links.filter((one) => one.rel === rel).map(({ href }) => href)
  t.strictSame(targets('author'), ['https://orcid.org/0000-0002-1825-0097'])
  t.strictSame(targets('license'), ['https://creativecommons.org/licenses/by/4.0/'])
  t.strictSame(
    links.filter(({ rel }) => rel === 'item'),
    [
      { rel: 'item', href: 'https://press.example/tides/7.pdf', type: 'application/pdf' },
      { rel: 'item', href: 'https://press.example/tides/7.xml', type: 'application/jats+xml' },
    ],
  )
  for (const { rel, href, type } of links.filter(({ rel }) => signposts.has(rel))) {
    const whole = href.startsWith('?') ? landing + href : href
    t.ok(page.body.includes(`<link rel="${rel}" href="${whole}"${type === undefined ? '' : ` type="${type}"`}>`), href)
  }
  for (const { href, type } of links.filter(({ rel }) => rel === 'describedby')) {
    const format = await app.inject(`/10.5555/Tides.7${href}`)
    t.equal(format.statusCode, 200, href)
    t.equal(String(format.headers['content-type']).split(';')[0], type)
  }
})

t.test('a format that cannot be had is not offered', async (t) => {
  const { app, library } = await startService(t)
  await library.deposit({ draft: { doi: '10.5555/bare', title: 'Bare' }, by: localCaller })
  const page = await app.inject({ url: '/10.5555/bare', headers: { accept: 'text/html' } })
  const offered = parseLinks(String(page.headers.link)).filter(({ rel }) => rel === 'describedby')
  t.ok(offered.length > 5 && offered.length < writers.length)
  for (const { href } of offered) t.equal((await app.inject(`/10.5555/bare${href}`)).statusCode, 200, href)
})

t.test('every format cites the DOI, describes the landing page and names the link sets', async (t) => {
  const { app, library } = await startService(t)
  await library.deposit({ draft: article as never, by: localCaller }) // a draft as it comes over the wire
  for (const { name } of writers) {
    const { headers } = await app.inject(`/articles/10.5555/Tides.7?format=${name}`)
    const links = parseLinks(String(headers.link))
    t.match(links[0], { rel: 'cite-as', href: cited })
    t.match(
      links.filter(({ rel }) => rel === 'describes'),
      [{ href: landing, type: 'text/html' }],
    )
    t.equal(links.filter(({ rel }) => rel === 'linkset').length, 2)
    t.equal(links.filter(({ rel }) => ['author', 'license', 'item'].includes(rel)).length, 0)
  }
})

t.test('headers stay below 4 KB with 5,000 authors, who are in the link set', async (t) => {
  const { app, library } = await startService(t)
  const contributors = Array.from({ length: 5000 }, (_, n) => ({
    kind: 'person',
    role: 'author',
    family: `Family ${n}`,
    orcid: orcid(n),
  }))
  const links = Array.from({ length: 300 }, (_, n) => ({ kind: 'other', url: `https://press.example/supplement/${n}` }))
  await library.deposit({ draft: { ...article, contributors, links } as never, by: localCaller }) // as over the wire
  const page = await app.inject({ url: '/10.5555/Tides.7', headers: { accept: 'text/html' } })
  t.equal(page.statusCode, 200)
  t.ok(JSON.stringify(page.headers).length < 4096, `${JSON.stringify(page.headers).length} bytes`)
  const told = parseLinks(String(page.headers.link))
  t.strictSame(landingFaults(told, cited), [])
  t.equal(told.filter(({ rel }) => rel === 'author').length, 0, 'all or none')
  const set = (await app.inject('/linkset/10.5555/Tides.7')).json().linkset[0]
  t.equal(set.author.length, 5000)
  t.equal(set.item.length, 300)
})

t.test('the link set says the same as JSON and as links', async (t) => {
  const { app, library } = await startService(t)
  await library.deposit({ draft: article as never, by: localCaller }) // a draft as it comes over the wire
  const url = '/linkset/10.5555/tides.7'
  const json = await app.inject(url)
  t.equal(json.headers['content-type'], 'application/linkset+json')
  const text = await app.inject({ url, headers: { accept: 'application/linkset' } })
  t.equal(text.headers['content-type'], 'application/linkset')
  t.equal(text.headers.vary, 'Accept, Accept-Encoding')
  const fromJson = json
    .json()
    .linkset.flatMap(({ anchor, ...relations }: Record<string, { href: string }[]>) =>
      Object.entries(relations).flatMap(([rel, targets]) => targets.map((one) => ({ ...one, rel, anchor }))),
    )
  t.strictSame(new Set(parseLinks(text.body).map(flat)), new Set(fromJson.map(flat)))
  const own = parseLinks(text.body).filter(({ anchor }) => anchor === landing)
  t.strictSame(
    landingFaults([...own, { rel: 'linkset', href: '', type: 'application/linkset+json' }], cited),
    [],
    'what is in the headers',
  )
  const pdf = parseLinks(text.body).filter(({ anchor }) => anchor === 'https://press.example/tides/7.pdf')
  t.match(pdf, [{ rel: 'collection', href: landing }, { rel: 'license' }])
  const bibtex = parseLinks(text.body).filter(({ anchor }) => anchor === `${landing}?format=bibtex`)
  t.match(bibtex, [{ rel: 'describes', href: landing, type: 'text/html' }])
  t.equal((await app.inject({ url, headers: { 'if-none-match': String(json.headers.etag) } })).statusCode, 304)
})

const flat = (link: object): string => JSON.stringify(Object.entries(link).sort())

t.test('a link set is refused for what is not there, not accepted, or withdrawn', async (t) => {
  const { app, library } = await startService(t)
  await library.deposit({ draft: { doi: '10.5555/a', title: 'A' }, by: localCaller })
  t.equal((await app.inject('/linkset/10.5555/none')).statusCode, 404)
  t.equal((await app.inject('/linkset/none')).statusCode, 400)
  t.equal((await app.inject({ url: '/linkset/10.5555/a', headers: { accept: 'image/png' } })).statusCode, 406)
  await library.withdraw({ doi: '10.5555/a', reason: 'A double.', by: localCaller })
  t.equal((await app.inject('/linkset/10.5555/a')).statusCode, 410)
})

t.test('no address ends its link early or starts another (T14)', async (t) => {
  const { app, library } = await startService(t)
  const url = 'https://press.example/a<b>;rel="license",%22“x”'
  const draft = { ...article, links: [{ kind: 'pdf', url, mediaType: 'application/x"; rel="evil' }] }
  await library.deposit({ draft: draft as never, by: localCaller }) // as over the wire
  const page = await app.inject({ url: '/10.5555/Tides.7', headers: { accept: 'text/html' } })
  const links = parseLinks(String(page.headers.link))
  t.strictSame(landingFaults(links, cited), [])
  t.equal(links.filter(({ rel }) => rel === 'item').length, 1)
  t.equal(links.filter(({ rel }) => rel === 'license').length, 1)
})

/** A valid ORCID iD (ISO 7064, MOD 11-2). */
function orcid(n: number): string {
  const digits = `0000000${String(n).padStart(8, '0')}`
  let total = 0
  for (const digit of digits) total = (total + Number(digit)) * 2
  const rest = (12 - (total % 11)) % 11
  return `${digits}${rest === 10 ? 'X' : rest}`.replace(/(.{4})(?=.)/g, '$1-')
}
