/** OAI-PMH over HTTP: by GET and by POST, packed or not. */
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { fill } from '../oai/start.ts'
import { startService } from './start.ts'

t.test('GET and POST of a form answer alike, as text/xml with status 200', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 2)
  const query = 'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:colophon.example:10.5555/synthetic.1'
  const got = await app.inject(`/oai?${query}`)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const posted = await app.inject({ method: 'POST', url: '/oai', headers, body: query })
  for (const answer of [got, posted]) {
    t.equal(answer.statusCode, 200)
    t.equal(answer.headers['content-type'], 'text/xml; charset=utf-8')
    t.match(answer.body, /<GetRecord><record>/)
  }
  const undated = (text: string) => text.replace(/<responseDate>[^<]*/, '')
  t.equal(undated(got.body), undated(posted.body))
})

t.test('arguments of query and form are one list: a repeated one is bad', async (t) => {
  const { app } = await startService(t)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await app.inject({ method: 'POST', url: '/oai?verb=Identify', headers, body: 'verb=Identify' })
  t.match(answer.body, 'code="badVerb"')
})

t.test('errors of the protocol are answers, and a POST of nothing is one', async (t) => {
  const { app } = await startService(t)
  for (const answer of [await app.inject('/oai'), await app.inject({ method: 'POST', url: '/oai' })]) {
    t.equal(answer.statusCode, 200)
    t.match(answer.body, 'code="badVerb"')
  }
  t.equal((await app.inject({ method: 'PUT', url: '/oai' })).statusCode, 405)
  t.equal((await app.inject({ method: 'HEAD', url: '/oai?verb=Identify' })).statusCode, 200)
})

t.test('a list is packed for a client that takes gzip, and for no other', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 5)
  const url = '/oai?verb=ListRecords&metadataPrefix=jats'
  const packed = await app.inject({ url, headers: { 'accept-encoding': 'br, gzip;q=0.5' } })
  t.equal(packed.headers['content-encoding'], 'gzip')
  t.match(gunzipSync(packed.rawPayload).toString(), /<ListRecords>/)
  const plain = await app.inject({ url, headers: { 'accept-encoding': 'gzip;q=0' } })
  t.notOk(plain.headers['content-encoding'])
  t.match(plain.body, /<ListRecords>/)
})
