/** Dumps over HTTP. */
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { bibtex } from '../../src/formats/bibtex.ts'
import { localCaller } from '../../src/library/keys.ts'
import { fill } from '../oai/start.ts'
import { startService } from './start.ts'

const parsed = (body: string) =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

t.test('a dump holds every article as it stood at its number, whatever came later', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 250)
  const first = await app.inject('/dump/ndjson')
  t.equal(first.headers['colophon-sequence'], '250')
  t.equal(parsed(first.body).length, 250)
  await library.withdraw({ doi: '10.5555/synthetic.3', reason: 'A double.', by: localCaller })
  await fill(library, 250, 260)
  t.equal((await app.inject('/dump/ndjson?at=250')).body, first.body)
  const now = parsed((await app.inject('/dump/ndjson')).body)
  t.equal(now.length, 260)
  t.match(now[3], { doi: '10.5555/synthetic.3', version: 2, withdrawn: { reason: 'A double.' } })
  t.notOk('article' in now[3])
  t.equal(parsed((await app.inject('/dump/ndjson?since=250')).body).length, 11)
})

t.test('a dump that broke off goes on where it ended', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 120)
  const whole = parsed((await app.inject('/dump/ndjson')).body)
  const rest = parsed((await app.inject(`/dump/ndjson?at=120&after=${whole[69].doi}`)).body)
  t.same([...whole.slice(0, 70), ...rest], whole)
})

t.test('in a format it is one document, packed for clients that take gzip', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 12)
  await library.withdraw({ doi: '10.5555/synthetic.3', reason: 'A double.', by: localCaller })
  const answer = await app.inject({ url: '/dump/bibtex', headers: { 'accept-encoding': 'gzip' } })
  t.equal(answer.headers['content-encoding'], 'gzip')
  t.equal(bibtex.read(gunzipSync(answer.rawPayload).toString()).length, 11)
  t.equal(JSON.parse((await app.inject('/dump/json')).body).length, 11)
})

t.test('what cannot be had is refused', async (t) => {
  const { app } = await startService(t)
  for (const path of ['none', 'ndjson?at=1', 'ndjson?after=10.5555/none', 'ndjson?since=x', 'ndjson?x=1']) {
    t.equal((await app.inject(`/dump/${path}`)).statusCode, 400, path)
  }
  t.equal((await app.inject('/dump/json')).body.trim().replace(/\s/g, ''), '[]')
})
