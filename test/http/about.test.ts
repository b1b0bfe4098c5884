import { readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import t from 'tap'
import { parse } from 'yaml'
import { codecs } from '../../src/formats/index.ts'
import { createVerification } from '../../src/verify/verify.ts'
import { record, site, startService } from './start.ts'

const verification = createVerification()

t.test('the service says what it is', async (t) => {
  const { app } = await startService(t)
  t.match((await app.inject('/')).body, 'Colophon')
  t.strictSame((await app.inject('/livez')).json(), { status: 'live' })
  t.strictSame((await app.inject('/readyz')).json(), { status: 'ready' })
  const formats = (await app.inject('/formats')).json()
  t.strictSame(
    formats.map(({ name }: { name: string }) => name),
    codecs.map(({ name }) => name),
  )
  t.match(
    formats.find(({ name }: { name: string }) => name === 'page-text'),
    { reads: true, writes: false },
  )
  t.equal((await app.inject('/docs/')).statusCode, 200)
})

t.test('the JSON Schema accepts what we answer and refuses what we refuse', async (t) => {
  const { app, key } = await startService(t)
  const schema = (await app.inject('/schemas/article.json')).json()
  t.equal(schema.$id, 'https://colophon.example/schemas/article.json')
  const ajv = new Ajv2020.default({ strict: false })
  addFormats.default(ajv)
  const validate = ajv.compile(schema)
  await app.inject({ method: 'PUT', url: `/articles/${record.doi}`, headers: { authorization: key }, payload: record })
  t.ok(validate((await app.inject(`/articles/${record.doi}`)).json()), JSON.stringify(validate.errors))
  t.notOk(validate({ ...record, mood: 'blue' }))
  t.notOk(validate({ ...record, dates: { received: '18 January 2024' } }))
})

t.test('OpenAPI: every route with its doi, formats and problems; the committed file is the same (T9)', async (t) => {
  const { app } = await startService(t)
  const document = (await app.inject('/openapi.json')).json()
  t.match(document, {
    openapi: '3.1.0',
    components: { schemas: { Article: { type: 'object' }, Problem: { type: 'object' } } },
  })
  // The committed file has every path; these are what others rely on.
  for (const path of [
    '/articles',
    '/articles/{doi}',
    '/citations',
    '/convert',
    '/formats',
    '/keys/{key}',
    '/livez',
    '/locales',
    '/losses/{doi}',
    '/readyz',
    '/schemas/article.json',
    '/styles',
    '/styles/{id}',
    '/{doi}',
  ]) {
    t.ok(path in document.paths, path)
  }
  const { get, put } = document.paths['/articles/{doi}']
  t.strictSame(get.parameters.find((p: { in: string }) => p.in === 'path')?.name, 'doi')
  t.strictSame(Object.keys(get.responses['200'].content), [
    ...codecs.filter(({ write }) => write).map(({ mediaType }) => mediaType),
    'text/x-bibliography',
    'text/html',
  ])
  t.strictSame(
    Object.keys(put.requestBody.content),
    codecs.filter(({ read }) => read).map(({ mediaType }) => mediaType),
  )
  t.strictSame(get.responses['410'].content['application/problem+json'].schema, {
    $ref: '#/components/schemas/Problem',
  })
  const committed = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8'))
  t.strictSame({ ...document, info: committed.info }, committed, 'run “npm run generate”')
})

t.test('a service that is stopping says so', async (t) => {
  const { buildApp } = await import('../../src/app.ts')
  const { readSettings } = await import('../../src/settings.ts')
  const { library } = await startService(t)
  const app = await buildApp({
    library,
    site,
    settings: readSettings({}),
    version: '0',
    verification,
    isDraining: () => true,
  })
  t.teardown(() => app.close())
  const answer = await app.inject('/readyz')
  t.equal(answer.statusCode, 503)
  t.equal(answer.headers['retry-after'], '1')
})

t.test('a fault of ours is a bare 500 (T8)', async (t) => {
  const { library } = await startService(t)
  const { buildApp } = await import('../../src/app.ts')
  const { readSettings } = await import('../../src/settings.ts')
  const broken = {
    ...library,
    find: () => Promise.reject(new Error('secret detail')),
    generation: () => 0,
    generationNow: () => 0,
  }
  const app = await buildApp({
    library: broken,
    site,
    settings: readSettings({}),
    version: '0',
    verification,
  })
  t.teardown(() => app.close())
  const answer = await app.inject('/articles/10.5555/1')
  t.equal(answer.statusCode, 500)
  t.notMatch(answer.body, 'secret')
  t.match(answer.json(), { type: '/problems/internal', instance: /.+/ })
})
