/**
 * The rules of validators, a test for each: V of the validator of the Open Archives registry (HTTP::OAIPMH::Validator),
 * O of OVAL (BASE), C of common harvesters (metha, sickle), and H of this house.
 */
import { gunzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { oaiDc } from '../../src/formats/oai-dc.ts'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary } from '../../src/library/library.ts'
import { readSettings } from '../../src/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { child, descendants, elements, parseXml, type XmlNode } from '../../src/text/xml.ts'
import { createVerification } from '../../src/verify/verify.ts'
import { schemaFaults, skip, structureFaults, textOf } from './judge.ts'
import { codeOf, dateOf, fill, harvest, identifiersOf, judged, site, start, tokenOf } from './start.ts'

const dc = 'metadataPrefix=oai_dc'
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const official = 'http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd'
const errorRequests: readonly (readonly [query: string, code: string])[] = [
  ['verb=nastyVerb', 'badVerb'],
  ['junk=x', 'badVerb'],
  ['verb=ListIdentifiers&from=2000-01-01', 'badArgument'],
  [`verb=GetRecord&${dc}`, 'badArgument'],
  [`verb=GetRecord&${dc}&identifier=invalid%22id`, 'idDoesNotExist'],
  [`verb=ListIdentifiers&${dc}&until=junk`, 'badArgument'],
  [`verb=ListIdentifiers&${dc}&from=junk`, 'badArgument'],
  [`verb=ListRecords&${dc}&from=junk`, 'badArgument'],
  ['verb=ListIdentifiers&resumptionToken=junk', 'badResumptionToken'],
  ['verb=ListIdentifiers&resumptionToken=junk&until=2000-02-05', 'badArgument'],
  [`verb=ListIdentifiers&resumptionToken=junk&${dc}&until=2000-01-01`, 'badArgument'],
  ['verb=ListRecords&resumptionToken=junk', 'badResumptionToken'],
  ['verb=ListRecords', 'badArgument'],
]

/** The service as it is asked over HTTP; every answer with status 200 is judged. */
async function service(t: Test, records: number, broken = false) {
  const store = await openStore('sqlite::memory:')
  let second = 0
  const library = createLibrary({ store, now: () => new Date(Date.UTC(2024, 1, 1, 0, 0, second++)) })
  await fill(library, 0, records)
  const page = () => Promise.reject(new Refusal('unavailable', 'The store is busy.'))
  const app = await buildApp({
    library: broken ? { ...library, harvest: { ...library.harvest, page } } : library,
    site,
    settings: readSettings({}),
    version: '0.0.0',
    verification: createVerification(),
  })
  t.teardown(async () => {
    await app.close()
    await store.close()
  })
  const ask = async (query: string): Promise<XmlNode> => {
    const { statusCode, body } = await app.inject(`/oai?${query}`)
    t.equal(statusCode, 200, query)
    return judged(t, body)
  }
  return { app, library, ask }
}

const identifyOf = (root: XmlNode, name: string) => elements(child(root, 'Identify'), name).map(textOf)

t.test('V1 Identify: status 200 and no redirect, root OAI-PMH, the official schemaLocation, version 2.0', async (t) => {
  const { app } = await service(t, 1)
  const { statusCode, body } = await app.inject('/oai?verb=Identify')
  t.equal(statusCode, 200)
  const root = parseXml(body)
  t.equal(root.name, 'OAI-PMH')
  t.ok(body.includes(`xsi:schemaLocation="${official}"`))
  t.same(identifyOf(root, 'protocolVersion'), ['2.0'])
})

t.test('V2 baseURL: the address that was asked, character for character', async (t) => {
  const { ask } = await service(t, 1)
  const root = await ask('verb=Identify')
  t.same(identifyOf(root, 'baseURL'), ['https://colophon.example/oai'])
  t.equal(textOf(child(root, 'request')), 'https://colophon.example/oai')
})

t.test('V3 adminEmail: there, of the form that the validator takes, and not at localhost', async (t) => {
  for (const baseUrl of ['https://colophon.example', 'http://127.0.0.1:8080', 'http://localhost:8080']) {
    const { ask } = await start(t, { site: { ...site, baseUrl } })
    const [email = ''] = identifyOf(await ask('verb=Identify'), 'adminEmail')
    t.match(email, /^\w[\w\-.]+@[A-Za-z0-9\-.]+\.[a-z]{2,}$/)
    t.notMatch(email, /@localhost$/)
  }
})

t.test('V4 granularity: said once; earliestDatestamp and responseDate have it, without decimals', async (t) => {
  const { ask } = await service(t, 3)
  const root = await ask('verb=Identify')
  const second = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
  t.same(identifyOf(root, 'granularity'), ['YYYY-MM-DDThh:mm:ssZ'])
  const [earliest = ''] = identifyOf(root, 'earliestDatestamp')
  t.match(earliest, second)
  t.match(dateOf(root), second)
  const stamps = descendants(await ask(`verb=ListIdentifiers&${dc}`), 'datestamp').map(textOf)
  t.ok(stamps.every((stamp) => stamp >= earliest))
})

t.test('V5 oai-identifier: at most one, in its namespace, with a legal repositoryIdentifier', async (t) => {
  for (const baseUrl of ['https://colophon.example', 'http://[::1]:8080/x']) {
    const { oai, ask } = await start(t, { site: { ...site, baseUrl } })
    const body = await oai.answer([['verb', 'Identify']])
    t.equal(body.split('<oai-identifier').length, 2)
    t.match(body, 'xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier"')
    const repository = textOf(descendants(await ask('verb=Identify'), 'repositoryIdentifier')[0])
    t.match(repository, /^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+$/)
  }
})

t.test('V6 sets or noSetHierarchy; an identifier that is not deleted; its formats have oai_dc', async (t) => {
  t.equal(codeOf(await (await service(t, 0)).ask('verb=ListSets')), 'noSetHierarchy')
  const { ask } = await service(t, 2)
  t.ok(descendants(await ask('verb=ListSets'), 'setSpec').length > 0)
  const headers = descendants(await ask(`verb=ListIdentifiers&${dc}`), 'header')
  const identifier = textOf(
    child(
      headers.find(({ attributes }) => attributes.status !== 'deleted'),
      'identifier',
    ),
  )
  const formats = await ask(`verb=ListMetadataFormats&identifier=${encodeURIComponent(identifier)}`)
  t.ok(descendants(formats, 'metadataPrefix').map(textOf).includes('oai_dc'))
})

t.test(
  'V7 GetRecord: a datestamp in the granularity; harvested by set, a record says that it is in the set',
  async (t) => {
    const { ask } = await service(t, 3)
    for (const set of descendants(await ask('verb=ListSets'), 'setSpec').map(textOf)) {
      const [identifier = ''] = identifiersOf(await ask(`verb=ListIdentifiers&${dc}&set=${set}`))
      const record = await ask(`verb=GetRecord&${dc}&identifier=${encodeURIComponent(identifier)}`)
      t.match(descendants(record, 'datestamp').map(textOf), [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/])
      const specs = descendants(record, 'setSpec').map(textOf)
      t.ok(specs.some((spec) => spec === set || spec.startsWith(`${set}:`)))
    }
  },
)

t.test('V8 from and until equal to a datestamp give the record that has it', async (t) => {
  const { ask } = await service(t, 5)
  for (const header of descendants(await ask(`verb=ListIdentifiers&${dc}`), 'header')) {
    const stamp = textOf(child(header, 'datestamp'))
    const found = identifiersOf(await ask(`verb=ListRecords&${dc}&from=${stamp}&until=${stamp}`))
    t.ok(found.includes(textOf(child(header, 'identifier'))))
  }
})

t.test('V9 error requests: each of the thirteen has its code, and a bad argument never breaks the XML', async (t) => {
  const { ask } = await service(t, 1)
  t.equal(errorRequests.length, 13)
  for (const [query, code] of errorRequests) t.equal(codeOf(await ask(query)), code, query)
})

t.test('V10 different granularities are badArgument; until a year before the earliest is noRecordsMatch', async (t) => {
  const { ask } = await service(t, 1)
  t.equal(codeOf(await ask(`verb=ListRecords&${dc}&from=2001-02-05&until=2002-02-05T06:35:00Z`)), 'badArgument')
  const [earliest = ''] = identifyOf(await ask('verb=Identify'), 'earliestDatestamp')
  const before = `${Number(earliest.slice(0, 4)) - 1}${earliest.slice(4)}`
  t.equal(codeOf(await ask(`verb=ListRecords&${dc}&until=${before}`)), 'noRecordsMatch')
})

t.test('V11 POST of a form: Identify and GetRecord answer as by GET', async (t) => {
  const { app, ask } = await service(t, 1)
  const [identifier = ''] = identifiersOf(await ask(`verb=ListIdentifiers&${dc}`))
  for (const query of ['verb=Identify', `verb=GetRecord&${dc}&identifier=${encodeURIComponent(identifier)}`]) {
    const posted = await app.inject({ method: 'POST', url: '/oai', headers: form, body: query })
    t.equal(posted.statusCode, 200)
    const undated = (body: string) => body.replace(/<responseDate>[^<]*/, '')
    t.equal(undated(posted.body), undated((await app.inject(`/oai?${query}`)).body))
  }
})

t.test(
  'V12 resumptionToken: one at most, not empty before the end, cursor from 0, and it can be resumed',
  async (t) => {
    const { ask } = await service(t, 450)
    let next = `verb=ListIdentifiers&${dc}`
    const cursors: (string | undefined)[] = []
    for (; next !== ''; ) {
      const root = await ask(next)
      t.equal(descendants(root, 'resumptionToken').length, 1)
      cursors.push(tokenOf(root)?.attributes.cursor)
      const token = textOf(tokenOf(root))
      t.equal(token === '', cursors.length === 3)
      next = token && `verb=ListIdentifiers&resumptionToken=${token}`
    }
    t.same(cursors, ['0', '200', '400'])
  },
)

t.test('V13 503 has a Retry-After in seconds, of an hour at most; no answer is of 100 MB', async (t) => {
  const { app } = await service(t, 1, true)
  const { statusCode, headers } = await app.inject(`/oai?verb=ListRecords&${dc}`)
  t.equal(statusCode, 503)
  t.match(headers['retry-after'], /^\d+$/)
  t.ok(Number(headers['retry-after']) <= 3600)
  const huge = { ...oaiDc, write: () => `<x xmlns="urn:x">${'x'.repeat(4_000_000)}</x>` }
  const { oai, library } = await start(t, { formats: [huge] })
  await fill(library, 0, 30)
  t.ok((await oai.answer(new URLSearchParams(`verb=ListRecords&${dc}`))).length < 100_000_000)
})

t.test('O1 the schemas: Identify and ListRecords are valid', { skip }, async (t) => {
  const { oai, library } = await start(t)
  await fill(library, 0, 10)
  for (const query of ['verb=Identify', `verb=ListRecords&${dc}`]) {
    t.same(schemaFaults(await oai.answer(new URLSearchParams(query))), [])
  }
})

t.test('O2 a page of ListRecords and of ListIdentifiers has 100 to 500 items', async (t) => {
  const { ask } = await service(t, 210)
  for (const verb of ['ListRecords', 'ListIdentifiers']) {
    const { length } = identifiersOf(await ask(`verb=${verb}&${dc}`))
    t.ok(length >= 100 && length <= 500, `${length}`)
  }
})

t.test('O3 incremental harvesting by day and by second', async (t) => {
  const { ask } = await service(t, 3)
  const stamps = descendants(await ask(`verb=ListIdentifiers&${dc}`), 'datestamp').map(textOf)
  const [, middle = ''] = stamps
  t.equal(identifiersOf(await ask(`verb=ListIdentifiers&${dc}&from=${middle}`)).length, 2)
  t.equal(identifiersOf(await ask(`verb=ListIdentifiers&${dc}&from=${middle.slice(0, 10)}`)).length, 3)
})

t.test(
  'O4 Dublin Core has identifier, title, date, type and creator, the date in ISO 8601, a language code',
  async (t) => {
    const { ask } = await service(t, 50)
    const records = descendants(await ask(`verb=ListRecords&${dc}`), 'metadata')
    t.equal(records.length, 50)
    for (const metadata of records) {
      const values = (name: string) => descendants(metadata, name).map(textOf)
      for (const name of ['identifier', 'title', 'date', 'type', 'creator']) t.ok(values(name).length > 0, name)
      t.ok(values('date').every((date) => /^\d{4}(-\d\d(-\d\d)?)?$/.test(date)))
      t.ok(values('language').every((language) => /^[a-z]{2,3}(-|$)/.test(language)))
    }
  },
)

t.test('O5 dc:identifier has an absolute address, not the same for all, and not that of an example', async (t) => {
  const { ask } = await service(t, 50)
  const addresses = descendants(await ask(`verb=ListRecords&${dc}`), 'metadata').map((metadata) =>
    descendants(metadata, 'identifier')
      .map(textOf)
      .find((value) => /^https?:\/\//.test(value)),
  )
  t.equal(new Set(addresses).size, 50)
  t.notOk(addresses.some((address) => address === undefined || address.includes('123456789')))
})

t.test('O6 a token has an expirationDate 23 hours away or more, and a completeListSize', async (t) => {
  const { ask } = await service(t, 210)
  const root = await ask(`verb=ListRecords&${dc}`)
  const { expirationDate = '', completeListSize } = tokenOf(root)?.attributes ?? {}
  t.ok(Date.parse(expirationDate) - Date.parse(dateOf(root)) >= 23 * 3_600_000)
  t.ok(Number(completeListSize) >= 200)
})

t.test('O7 deletedRecord is not “no”: what was withdrawn stays, for ever', async (t) => {
  const { ask, library } = await service(t, 2)
  t.same(identifyOf(await ask('verb=Identify'), 'deletedRecord'), ['persistent'])
  await library.withdraw({ doi: '10.5555/synthetic.0', reason: 'A double.', by: localCaller })
  await fill(library, 2, 3)
  t.equal((await harvest(ask, 'ListRecords', dc)).deleted.length, 1)
})

t.test('O8 text is UTF-8 once, not twice', async (t) => {
  const { app, library } = await service(t, 0)
  const draft = { doi: '10.5555/u', title: 'Łódź – “été” 医学 𝒳' }
  await library.deposit({ draft, by: localCaller })
  const { rawPayload, headers } = await app.inject(`/oai?verb=ListRecords&${dc}`)
  t.equal(headers['content-type'], 'text/xml; charset=utf-8')
  t.ok(rawPayload.includes(Buffer.from(draft.title)))
})

t.test('C1 errors of the protocol have status 200; gzip is given to who takes it', async (t) => {
  const { app } = await service(t, 30)
  t.equal((await app.inject('/oai?verb=junk')).statusCode, 200)
  const packed = await app.inject({ url: `/oai?verb=ListRecords&${dc}`, headers: { 'accept-encoding': 'gzip' } })
  t.equal(packed.headers['content-encoding'], 'gzip')
  t.equal(identifiersOf(parseXml(gunzipSync(packed.rawPayload).toString())).length, 30)
})

t.test('C2 a window by days, as metha asks for it, has its records; an empty one is noRecordsMatch', async (t) => {
  const { ask } = await service(t, 3)
  const month = await ask(`verb=ListRecords&${dc}&from=2024-02-01&until=2024-02-29`)
  t.equal(identifiersOf(month).length, 3)
  t.equal(codeOf(await ask(`verb=ListRecords&${dc}&from=2024-03-01&until=2024-03-31`)), 'noRecordsMatch')
})

t.test('C3 a token is never the one that was asked with', async (t) => {
  const { ask, library } = await start(t, { pageSize: 5 })
  await fill(library, 0, 20)
  const seen = new Set<string>()
  for (let next = `verb=ListIdentifiers&${dc}`; next !== ''; ) {
    const token = textOf(tokenOf(await ask(next)))
    t.notOk(seen.has(token))
    seen.add(token)
    next = token && `verb=ListIdentifiers&resumptionToken=${token}`
  }
})

t.test('C4 the datestamp changes with every change', async (t) => {
  const { ask, library } = await service(t, 1)
  const stamp = async () => textOf(descendants(await ask(`verb=ListIdentifiers&${dc}`), 'datestamp')[0])
  const first = await stamp()
  await library.deposit({ draft: { doi: '10.5555/synthetic.0', title: 'Other' }, by: localCaller })
  const second = await stamp()
  await library.withdraw({ doi: '10.5555/synthetic.0', reason: 'A double.', by: localCaller })
  t.ok(first < second && second < (await stamp()))
})

t.test('H1 the same token gives the same page, however often', async (t) => {
  const { oai, library } = await start(t, { pageSize: 5 })
  await fill(library, 0, 12)
  const token = textOf(tokenOf(parseXml(await oai.answer(new URLSearchParams(`verb=ListRecords&${dc}`)))))
  const again = async () =>
    (await oai.answer(new URLSearchParams(`verb=ListRecords&resumptionToken=${token}`))).replace(
      /<responseDate>.*?</,
      '<',
    )
  const [once, twice] = [await again(), await again()]
  t.ok(once === twice)
})

t.test('H2 characters that XML 1.0 does not allow reach nobody', async (t) => {
  const dirty = {
    ...oaiDc,
    write: (...given: Parameters<typeof oaiDc.write>) =>
      oaiDc.write(...given).replace('Dirty', 'Di\u0000\u0001\u0008\u000b\u001f\ufffe\uffffrty'),
  }
  const { oai, library } = await start(t, { formats: [dirty] })
  await library.deposit({ draft: { doi: '10.5555/d', title: 'Dirty' }, by: localCaller })
  const xml = await oai.answer(new URLSearchParams(`verb=ListRecords&${dc}`))
  t.same(structureFaults(xml), [])
  t.match(xml, 'Dirty')
})

t.test('H3 in a whole harvest a record that cannot be written is left out and told, and no page breaks', async (t) => {
  const told: string[] = []
  const failing = {
    ...oaiDc,
    write: (...given: Parameters<typeof oaiDc.write>) => {
      if (given[0].doi?.endsWith('7')) throw new Error('a fault of ours')
      return oaiDc.write(...given)
    },
  }
  const { ask, library } = await start(t, { formats: [failing], pageSize: 10, failed: ({ doi }) => told.push(doi) })
  await fill(library, 0, 50)
  t.equal((await harvest(ask, 'ListRecords', dc)).identifiers.length, 45)
  t.equal(new Set(told).size, 5)
})
