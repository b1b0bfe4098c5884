import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { replay, requests, withWorks } from '../conformance/crossref-clients.ts'
import { envelopeFaults, workFaults } from '../judges/crossref-envelope.ts'
import { record, startService } from './start.ts'

const by = { name: 'test', administrator: true, prefixes: [] }
const journal = { ...record.journal, publisher: { name: 'Shoreline Press' } }

async function stocked(t: Test, count = 0) {
  const service = await startService(t)
  await service.library.deposit({ draft: { ...record, type: 'research-article', journal } as never, by }) // as JSON says it
  for (let n = 0; n < count; n++) {
    await service.library.deposit({
      draft: {
        doi: `10.5555/h${n}`,
        title: `Harbour ${n}`,
        journal,
        dates: { publishedOnline: `20${10 + (n % 10)}-05` },
      },
      by,
    })
  }
  const get = async (url: string) => {
    const { statusCode, headers, body } = await service.app.inject(url)
    return {
      status: statusCode,
      type: String(headers['content-type']),
      headers,
      body,
      message: statusCode === 200 ? JSON.parse(body).message : undefined,
    }
  }
  return { ...service, get }
}

t.test('clients written for the Crossref API find what they need', async (t) => {
  const works = readFileSync(new URL('../fixtures/crossref-json/clients.jsonl', import.meta.url), 'utf8')
  const faults = await withWorks(works, replay)
  t.equal(faults.size, requests.length, 'each has a name of its own')
  for (const [client, list] of faults) t.same(list, [], client)
})

t.test('a work, under each spelling of its address', async (t) => {
  const { get } = await stocked(t)
  for (const url of [
    '/works/10.5555/Tides.7',
    '/works/10.5555%2Ftides.7',
    '/works/10.5555%252Ftides.7',
    '/v1/works/10.5555/tides.7',
    '/v1.0/works/10.5555/tides.7/',
  ]) {
    const answer = await get(url)
    t.same([...envelopeFaults(answer, 'work'), ...workFaults(answer.message)], [], url)
  }
  const { message, headers } = await get('/works/10.5555/tides.7')
  t.match(message, { DOI: '10.5555/tides.7', volume: '12', member: /^\d+$/, created: { 'date-time': /Z$/ } })
  t.match(headers.link, '<https://colophon.example/articles/10.5555/Tides.7>; rel="alternate"')
})

t.test('a withdrawn work is gone, everywhere', async (t) => {
  const { get, library } = await stocked(t)
  await library.withdraw({ doi: record.doi, reason: 'Deposited twice.', by })
  for (const door of ['', '/transform', '/agency']) t.not((await get(`/works/10.5555/tides.7${door}`)).status, 500)
  t.match(await get('/works/10.5555/tides.7'), { status: 410, body: 'Resource withdrawn: Deposited twice.' })
  t.equal((await get('/works')).message['total-results'], 0)
})

t.test('a walk by cursor meets every work once while works are written, and ends in an empty page', async (t) => {
  const { get, library } = await stocked(t, 22)
  const seen: string[] = []
  let cursor = '*'
  for (let page = 0; page < 10; page++) {
    const { message } = await get(`/works?rows=5&cursor=${cursor}&select=DOI`)
    if (message.items.length === 0) break
    seen.push(...message.items.map(({ DOI }: { DOI: string }) => DOI))
    cursor = message['next-cursor']
    await library.deposit({ draft: { doi: '10.5555/h3', title: `Harbour, changed ${page}` }, by })
  }
  t.equal(seen.length, 23)
  t.equal(new Set(seen).size, 23)
  t.equal((await get(`/works?rows=5&cursor=${cursor}`)).message['next-cursor'], cursor)
  t.equal((await get(`/works?rows=5&cursor=${cursor}&query=harbour`)).status, 404, 'a cursor is of its own list')
})

t.test('works are filtered, counted, sorted and sampled', async (t) => {
  const { get } = await stocked(t, 20)
  const total = async (query: string) => (await get(`/works?rows=0&${query}`)).message['total-results']
  t.equal(await total('filter=issn:2434-561X'), 21)
  t.equal(await total('filter=has-received:true'), 1)
  t.equal(await total('filter=has-received:false'), 20)
  t.equal(await total('filter=from-received-date:2023-05,until-accepted-date:2023'), 1)
  t.equal(await total('filter=until-pub-date:2010'), 2)
  t.equal(await total('filter=from-pub-date:2011,until-pub-date:2012-05'), 4)
  t.equal(await total('filter=doi:10.5555/h1,doi:10.5555/h2,doi:10.5555/none'), 2)
  t.equal(await total('query=harbour'), 20)
  t.equal(await total('query.author=berg'), 1)
  t.equal(await total('query=***'), 0)
  t.equal((await get('/works?query.title=harbour&filter=member:1')).message['total-results'], 0)
  const { message } = await get('/works?rows=0&facet=published:*,days-to-accept:*,type-name:1')
  t.equal(message.facets.published.values['2010'], 2)
  t.same(message.facets['days-to-accept'], { 'value-count': 1, values: { 213: 1 } })
  t.same(message.facets['type-name'].values, { 'Journal Article': 21 })
  const sorted = await get('/works?sort=published&order=asc&rows=1&select=DOI,published')
  t.same(sorted.message.items[0].published, { 'date-parts': [[2010, 5]] })
  const sample = (await get('/works?sample=7')).message.items.map(({ DOI }: { DOI: string }) => DOI)
  t.equal(new Set(sample).size, 7)
})

t.test('journals, publishers and prefixes are derived from what is stored', async (t) => {
  const { get } = await stocked(t, 4)
  const member = (await get('/members')).message.items[0]
  t.match(member, { 'primary-name': 'Shoreline Press', counts: { 'total-dois': 5 }, prefixes: ['10.5555'] })
  t.equal((await get(`/members/${member.id}`)).message.id, member.id)
  t.equal((await get(`/members/${member.id}/works`)).message['total-results'], 5)
  t.equal((await get(`/works?filter=member:${member.id}`)).message['total-results'], 5)
  t.match((await get('/prefixes/10.5555')).message, {
    name: 'Shoreline Press',
    member: `https://id.crossref.org/member/${member.id}`,
  })
  const [found] = (await get('/journals?query=invented')).message.items
  t.match(found, { title: 'Journal of Invented Shores', ISSN: ['2434-561X'], counts: { 'total-dois': 5 } })
  t.equal((await get('/journals?query=nothing')).message['total-results'], 0)
  for (const url of [
    '/members/7',
    '/journals/1234-5678',
    '/prefixes/10.9999',
    '/types/poem',
    '/types/poem/works',
    '/journals/x/works',
    '/funders/7',
  ]) {
    t.match(await get(url), { status: 404, body: 'Resource not found.' }, url)
  }
})

t.test('a publisher has the number that the registry gave it, for all of its works', async (t) => {
  const { get, library } = await stocked(t, 1)
  const made = (await get('/members')).message.items[0].id
  const draft = { doi: '10.5555/n', title: 'Numbered', journal, unmapped: [{ path: '/member', value: '78' }] }
  await library.deposit({ draft, by })
  for (const id of ['78', String(made)]) {
    t.match((await get(`/members/${id}`)).message, { id: 78, 'primary-name': 'Shoreline Press' }, id)
    t.equal((await get(`/works?filter=member:${id}`)).message['total-results'], 3, id)
  }
  t.equal((await get('/works/10.5555/n')).message.member, '78')
  t.equal((await get('/members')).message['total-results'], 1)
  t.equal((await get('/prefixes/10.5555')).message.member, 'https://id.crossref.org/member/78')
})

t.test('pages of other hosts may send a batch', async (t) => {
  const { app } = await stocked(t)
  const { statusCode, headers } = await app.inject({ method: 'OPTIONS', url: '/works/batch' })
  t.equal(statusCode, 204)
  t.match(headers, { 'access-control-allow-origin': '*', 'access-control-allow-methods': /POST/ })
  t.match(headers['access-control-allow-headers'], /Content-Type/)
})

t.test('the list of styles is the registry’s under its version, and ours at the root', async (t) => {
  const { get } = await stocked(t)
  t.ok((await get('/v1/styles')).message.items.includes('apa'))
  t.match(JSON.parse((await get('/styles?q=apa')).body).items[0], { id: 'apa' })
})

t.test('many works at once, in their order, each with what became of it', async (t) => {
  const { app, library } = await stocked(t, 2)
  await library.withdraw({ doi: '10.5555/h1', reason: 'Twice.', by })
  const dois = ['10.5555/h0', '10.5555/none', 'no DOI', '10.5555/h1', '10.5555/TIDES.7']
  const items = async (url: string, payload: string | object) => {
    const answer = await app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json' } })
    return JSON.parse(answer.body).message.items
  }
  const works = await items('/works/batch', { dois })
  t.same(
    works.map(({ status }: { status: number }) => status),
    [200, 404, 400, 410, 200],
  )
  t.same(works[0].work.title, ['Harbour 0'])
  t.match((await items('/v1/works/batch?format=bibtex', dois.join('\n')))[4], { status: 200, text: /@article/ })
  t.match((await items('/works/batch?format=json', dois))[4], { article: { volume: '12' } })
  const refused = await app.inject({ method: 'POST', url: '/works/batch', payload: '{"dois":7}' })
  t.equal(refused.statusCode, 400)
  t.equal(refused.json().message[0].type, 'doi-list-not-valid')
})

t.test('the path names the format before Accept does; what cannot be had is refused', async (t) => {
  const { app } = await stocked(t)
  const type = async (path: string, accept?: string) => {
    const answer = await app.inject({
      url: `/works/10.5555/tides.7/transform${path}`,
      headers: accept === undefined ? {} : { accept },
    })
    return answer.statusCode === 200 ? String(answer.headers['content-type']).split(';')[0] : answer.statusCode
  }
  t.equal(await type(''), 'application/vnd.citationstyles.csl+json')
  t.equal(await type('', 'application/json'), 'application/vnd.citationstyles.csl+json')
  t.equal(await type('', 'application/*'), 'application/vnd.citationstyles.csl+json')
  t.equal(await type('/application/x-bibtex', 'text/html'), 'application/x-bibtex')
  t.equal(await type('?format=ris'), 'application/x-research-info-systems')
  t.equal(await type('/text/x-bibliography?style=apa'), 'text/x-bibliography')
  t.equal(await type('', 'image/png'), 406)
  t.equal(await type('/image/png'), 406)
})
