/** unAPI: the formats of what a page shows. */
import t from 'tap'
import { writers } from '../../src/formats/index.ts'
import { localCaller } from '../../src/library/keys.ts'
import { elements, parseXml } from '../../src/text/xml.ts'
import { record, site, startService } from './start.ts'

const formatsOf = (xml: string) => elements(parseXml(xml), 'format').map(({ attributes }) => attributes)

t.test('a client goes from the page to the formats, and from there to the article', async (t) => {
  const { app, library } = await startService(t)
  await library.deposit({ draft: record as never, by: localCaller }) // a draft as it comes over the wire
  const { body } = await app.inject({ url: '/10.5555/Tides.7', headers: { accept: 'text/html' } })
  const server = /<link rel="unapi-server" type="application\/xml" title="unAPI" href="([^"]+)">/.exec(body)?.[1]
  const id = /<abbr class="unapi-id" title="([^"]+)"><\/abbr>/.exec(body)?.[1]
  t.equal(server, '/unapi')
  t.equal(id, '10.5555/Tides.7')
  const list = await app.inject(`${server}?id=${id}`)
  t.equal(list.statusCode, 300)
  t.match(parseXml(list.body), { name: 'formats', attributes: { id } })
  const offered = formatsOf(list.body)
  for (const { name, type } of offered) {
    const answer = await app.inject(`/unapi?id=${id}&format=${name}`)
    t.equal(answer.statusCode, 302, `${name}`)
    const location = String(answer.headers.location)
    t.ok(location.startsWith(site.baseUrl))
    const article = await app.inject(location.slice(site.baseUrl.length))
    t.equal(article.statusCode, 200, `${name}`)
    t.equal(article.headers['content-type'], `${type}; charset=utf-8`)
  }
})

t.test('without an id it tells all formats, under the names that clients look for', async (t) => {
  const { app } = await startService(t)
  const answer = await app.inject('/unapi')
  t.equal(answer.statusCode, 200)
  t.equal(answer.headers['content-type'], 'application/xml; charset=utf-8')
  const names = formatsOf(answer.body).map(({ name }) => name)
  t.strictSame(
    names,
    writers.map(({ name }) => name),
  )
  for (const name of ['bibtex', 'mods', 'ris']) t.ok(names.includes(name), name)
})

t.test('an unknown id is 404, an unknown format 406, a withdrawn article 410', async (t) => {
  const { app, library } = await startService(t)
  await library.deposit({ draft: record as never, by: localCaller }) // a draft as it comes over the wire
  t.equal((await app.inject('/unapi?id=10.5555/none')).statusCode, 404)
  t.equal((await app.inject('/unapi?id=%3Cx%3E')).statusCode, 404)
  t.equal((await app.inject('/unapi?id=10.5555/Tides.7&format=none')).statusCode, 406)
  t.equal((await app.inject('/unapi?uri=10.5555/Tides.7')).statusCode, 400)
  t.equal((await app.inject('/unapi?id=https://doi.org/10.5555/tides.7')).statusCode, 300, 'in any spelling')
  await library.withdraw({ doi: record.doi, reason: 'A double.', by: localCaller })
  t.equal((await app.inject('/unapi?id=10.5555/Tides.7&format=ris')).statusCode, 410)
})
