/** OAI-PMH 2.0: every verb, every error, and the rules that validators of repositories test. */
import t from 'tap'
import { writers } from '../../src/formats/index.ts'
import { localCaller } from '../../src/library/keys.ts'
import { child, descendants, elements } from '../../src/text/xml.ts'
import { skip, textOf } from './judge.ts'
import { codeOf, dateOf, fill, harvest, identifiersOf, site, start, tokenOf } from './start.ts'

if (skip) t.comment(`schemas: ${skip}`)
const second = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const first = 'oai:colophon.example:10.5555/synthetic.0'
const dc = 'metadataPrefix=oai_dc'

t.test('Identify says what validators ask for', async (t) => {
  const { ask, library } = await start(t)
  await fill(library, 0, 3)
  const identify = child(await ask('verb=Identify'), 'Identify')
  const said = (name: string) => elements(identify, name).map(textOf)
  t.same(said('repositoryName'), ['Colophon & Sons'])
  t.same(said('baseURL'), ['https://colophon.example/oai'], 'baseURL is the address that was asked')
  t.same(said('protocolVersion'), ['2.0'])
  t.match(said('adminEmail')[0], /^\w[\w\-.]+@[A-Za-z0-9\-.]+\.[a-z]{2,}$/)
  t.same(said('granularity'), ['YYYY-MM-DDThh:mm:ssZ'])
  t.match(said('earliestDatestamp')[0], second)
  t.same(said('deletedRecord'), ['persistent'])
  t.equal(descendants(identify, 'oai-identifier').length, 1)
  t.equal(textOf(child(identify, 'description/oai-identifier/repositoryIdentifier')), 'colophon.example')
})

t.test('a service without a domain still has a legal repositoryIdentifier and adminEmail', async (t) => {
  for (const baseUrl of ['http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080/x']) {
    const { ask } = await start(t, { site: { ...site, baseUrl } })
    const identify = child(await ask('verb=Identify'), 'Identify')
    t.match(textOf(child(identify, 'adminEmail')), /^\w[\w\-.]+@(?!localhost$)[A-Za-z0-9\-.]+\.[a-z]{2,}$/)
    t.equal(textOf(child(identify, 'baseURL')), `${baseUrl}/oai`)
  }
})

t.test('the schema locations are the official pair', async (t) => {
  const { oai } = await start(t)
  t.match(
    await oai.answer([['verb', 'Identify']]),
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"',
  )
})

t.test('ListMetadataFormats names the formats of the table that are harvested', async (t) => {
  const { ask, library } = await start(t)
  await fill(library, 0, 1)
  const prefixes = writers.flatMap((codec) => (codec.oai ? [codec.oai.prefix] : []))
  for (const query of ['', `&identifier=${first}`]) {
    const root = await ask(`verb=ListMetadataFormats${query}`)
    t.same(descendants(root, 'metadataPrefix').map(textOf), prefixes)
  }
  t.ok(prefixes.includes('oai_dc') && prefixes.includes('jats'))
  t.equal(codeOf(await ask('verb=ListMetadataFormats&identifier=oai:colophon.example:10.5555/none')), 'idDoesNotExist')
})

t.test('ListSets names journals, their sections and DOI prefixes', async (t) => {
  const { ask, library } = await start(t)
  t.equal(codeOf(await ask('verb=ListSets')), 'noSetHierarchy', 'an empty repository')
  const draft = {
    doi: '10.5555/s',
    title: 'S',
    journal: { title: 'Журнал' },
    heading: 'Case Report',
    subjects: ['医学'],
  }
  await library.deposit({ draft, by: localCaller })
  await fill(library, 0, 1)
  const specs = descendants(await ask('verb=ListSets'), 'setSpec').map(textOf)
  t.ok(specs.includes('prefix-10.5555') && specs.includes('journal-2434-561x'))
  t.ok(specs.some((spec) => /^journal-[0-9a-f]{8}:case-report$/.test(spec)))
  t.equal(specs.length, 5)
})

t.test('sets are listed in pages too', async (t) => {
  const { ask, library } = await start(t, { pageSize: 2 })
  for (const n of [1, 2, 3, 4]) {
    await library.deposit({ draft: { doi: `10.5555/${n}`, title: 'T', journal: { title: `J ${n}` } }, by: localCaller })
  }
  const specs: string[] = []
  let next = 'verb=ListSets'
  for (; next !== ''; ) {
    const root = await ask(next)
    specs.push(...descendants(root, 'setSpec').map(textOf))
    const token = textOf(tokenOf(root))
    next = token && `verb=ListSets&resumptionToken=${token}`
  }
  t.equal(new Set(specs).size, 5)
  t.equal(specs.length, 5)
})

t.test('a harvest by set gives its records, each with its setSpecs, and GetRecord gives the same', async (t) => {
  const { ask, library } = await start(t)
  await fill(library, 0, 3)
  await library.deposit({ draft: { doi: '10.6666/x', title: 'X', journal: { title: 'Other' } }, by: localCaller })
  const root = await ask(`verb=ListRecords&${dc}&set=journal-other`)
  t.same(identifiersOf(root), ['oai:colophon.example:10.6666/x'])
  const got = await ask(`verb=GetRecord&${dc}&identifier=oai:colophon.example:10.6666/x`)
  for (const one of [root, got]) {
    t.same(descendants(one, 'setSpec').map(textOf), ['prefix-10.6666', 'journal-other'])
    t.match(descendants(one, 'datestamp').map(textOf)[0], second)
  }
  t.equal((await harvest(ask, 'ListIdentifiers', `${dc}&set=prefix-10.5555`)).identifiers.length, 3)
  t.equal(codeOf(await ask(`verb=ListRecords&${dc}&set=none`)), 'noRecordsMatch')
})

t.test('a set keeps its deleted records, and loses those that move to another', async (t) => {
  const { ask, library } = await start(t)
  const put = (journal: string) =>
    library.deposit({ draft: { doi: '10.6666/x', title: 'X', journal: { title: journal } }, by: localCaller })
  await put('One')
  t.equal((await harvest(ask, 'ListRecords', `${dc}&set=journal-one`)).identifiers.length, 1)
  await put('Two')
  t.equal(codeOf(await ask(`verb=ListRecords&${dc}&set=journal-one`)), 'noRecordsMatch')
  await library.withdraw({ doi: '10.6666/x', reason: 'A double.', by: localCaller })
  t.equal((await harvest(ask, 'ListRecords', `${dc}&set=journal-two`)).deleted.length, 1)
})

t.test('from and until are inclusive: the datestamp itself gives the record', async (t) => {
  const { ask, library } = await start(t)
  await fill(library, 0, 5)
  const got = await ask(`verb=GetRecord&${dc}&identifier=${first}`)
  const stamp = textOf(descendants(got, 'datestamp')[0])
  t.ok(identifiersOf(await ask(`verb=ListRecords&${dc}&from=${stamp}&until=${stamp}`)).includes(first))
  const day = stamp.slice(0, 10)
  const days = await harvest(ask, 'ListIdentifiers', `${dc}&from=${day}&until=${day}`)
  t.equal(days.identifiers.length, 5, 'day granularity works too')
  t.equal(codeOf(await ask(`verb=ListRecords&${dc}&until=2023-02-01`)), 'noRecordsMatch', 'a year before the earliest')
  t.equal(codeOf(await ask(`verb=ListRecords&${dc}&from=2124-02-01`)), 'noRecordsMatch', 'a hundred years from now')
})

t.test('a withdrawn article stays as a deleted record with a new datestamp', async (t) => {
  const { ask, library } = await start(t)
  await fill(library, 0, 2)
  const before = textOf(descendants(await ask(`verb=GetRecord&${dc}&identifier=${first}`), 'datestamp')[0])
  await library.withdraw({ doi: '10.5555/synthetic.0', reason: 'A double.', by: localCaller })
  for (const query of [`verb=GetRecord&${dc}&identifier=${first}`, `verb=ListRecords&${dc}`]) {
    const header = descendants(await ask(query), 'header').find((one) => textOf(child(one, 'identifier')) === first)
    t.equal(header?.attributes.status, 'deleted')
    t.ok(textOf(child(header, 'datestamp')) > before)
  }
  t.same((await harvest(ask, 'ListIdentifiers', 'metadataPrefix=jats')).deleted, [first], 'in every format')
})

const errors: readonly (readonly [query: string, code: string])[] = [
  ['', 'badVerb'],
  ['verb=', 'badVerb'],
  ['verb=junk', 'badVerb'],
  ['verb=identify', 'badVerb'],
  ['verb=Identify&verb=Identify', 'badVerb'],
  ['verb=Identify&from=2024-01-01', 'badArgument'],
  ['verb=Identify&junk=1', 'badArgument'],
  ['verb=GetRecord&identifier=oai:colophon.example:10.5555/synthetic.0', 'badArgument'],
  [`verb=GetRecord&${dc}`, 'badArgument'],
  [`verb=GetRecord&${dc}&identifier=invalid%22id`, 'idDoesNotExist'],
  [`verb=GetRecord&${dc}&identifier=oai:colophon.example:10.5555/none`, 'idDoesNotExist'],
  [`verb=GetRecord&${dc}&identifier=oai:colophon.example:10.5555/SYNTHETIC.0`, 'idDoesNotExist'],
  [`verb=GetRecord&metadataPrefix=junk&identifier=${first}`, 'cannotDisseminateFormat'],
  ['verb=ListIdentifiers&until=junk', 'badArgument'],
  [`verb=ListIdentifiers&${dc}&until=junk`, 'badArgument'],
  [`verb=ListIdentifiers&${dc}&from=junk`, 'badArgument'],
  [`verb=ListRecords&${dc}&from=junk`, 'badArgument'],
  [`verb=ListRecords&${dc}&from=2024-02-30`, 'badArgument'],
  [`verb=ListRecords&${dc}&from=2024-01-01T25:00:00Z`, 'badArgument'],
  [`verb=ListRecords&${dc}&from=2024-01-01T00:00:00.000Z`, 'badArgument'],
  [`verb=ListRecords&${dc}&from=2024-01-01T00:00:00`, 'badArgument'],
  [`verb=ListRecords&${dc}&from=2024-01`, 'badArgument'],
  [`verb=ListRecords&${dc}&from=`, 'badArgument'],
  [`verb=ListRecords&${dc}&from=2024-01-01&from=2024-01-01`, 'badArgument'],
  [`verb=ListRecords&${dc}&from=2024-01-01&until=2024-01-01T00:00:00Z`, 'badArgument'],
  [`verb=ListRecords&${dc}&from=2024-01-02&until=2024-01-01`, 'badArgument'],
  [`verb=ListRecords&${dc}&set=a%20b`, 'badArgument'],
  ['verb=ListRecords&resumptionToken=junk', 'badResumptionToken'],
  ['verb=ListRecords&resumptionToken=%00%3C%22', 'badResumptionToken'],
  ['verb=ListSets&resumptionToken=junk', 'badResumptionToken'],
  ['verb=ListRecords&resumptionToken=junk&until=2024-01-01', 'badArgument'],
  [`verb=ListRecords&resumptionToken=junk&${dc}&until=2024-01-01`, 'badArgument'],
  ['verb=ListRecords', 'badArgument'],
  ['verb=ListIdentifiers', 'badArgument'],
  ['verb=ListRecords&metadataPrefix=junk', 'cannotDisseminateFormat'],
  [`verb=ListMetadataFormats&${dc}`, 'badArgument'],
]

t.test('every error has its code, and a valid answer that repeats no bad argument', async (t) => {
  const { ask, library } = await start(t)
  await fill(library, 0, 1)
  for (const [query, code] of errors) {
    const root = await ask(query)
    t.equal(codeOf(root), code, query)
    if (code === 'badVerb' || code === 'badArgument') t.same(child(root, 'request')?.attributes, {}, query)
  }
  const told = child(await ask(`verb=GetRecord&metadataPrefix=junk&identifier=${first}`), 'request')
  t.same(told?.attributes, { verb: 'GetRecord', identifier: first, metadataPrefix: 'junk' })
})

t.test('resumption: two hundred a page, cursor from 0, an empty token at the end, each record once', async (t) => {
  const { ask, library } = await start(t)
  await fill(library, 0, 450)
  const root = await ask(`verb=ListRecords&${dc}`)
  t.same(tokenOf(root)?.attributes.cursor, '0')
  t.same(tokenOf(root)?.attributes.completeListSize, '450')
  t.ok(Date.parse(tokenOf(root)?.attributes.expirationDate ?? '') - Date.parse(dateOf(root)) > 23 * 3_600_000)
  const found = await harvest(ask, 'ListIdentifiers', dc)
  t.same(found.pages, [200, 200, 50])
  t.equal(new Set(found.identifiers).size, 450)
  const token = textOf(tokenOf(root))
  const [once, twice] = [
    await ask(`verb=ListRecords&resumptionToken=${token}`),
    await ask(`verb=ListRecords&resumptionToken=${token}`),
  ]
  t.same(identifiersOf(once), identifiersOf(twice), 'a token may be used again')
  t.equal(tokenOf(once)?.attributes.cursor, '200')
  const last = await ask(`verb=ListRecords&resumptionToken=${textOf(tokenOf(once))}`)
  t.equal(textOf(tokenOf(last)), '')
  t.ok(tokenOf(last), 'the last page of several has an empty token')
  t.equal(codeOf(await ask(`verb=ListIdentifiers&resumptionToken=${token}`)), 'badResumptionToken', 'of another verb')
  t.equal(codeOf(await ask(`verb=ListRecords&resumptionToken=${token}&${dc}`)), 'badArgument')
})

t.test('a list that fits on its page has no token; one record more makes a page more', async (t) => {
  const { ask, library } = await start(t, { pageSize: 5 })
  await fill(library, 0, 5)
  t.notOk(tokenOf(await ask(`verb=ListRecords&${dc}`)))
  await fill(library, 5, 6)
  t.same((await harvest(ask, 'ListRecords', dc)).pages, [5, 1])
})

t.test('every page of every format is valid', async (t) => {
  const { ask, library } = await start(t, { pageSize: 10 })
  await fill(library, 0, 15)
  for (const { oai } of writers.filter((codec) => codec.oai)) {
    const found = await harvest(ask, 'ListRecords', `metadataPrefix=${oai?.prefix}`)
    t.same(found.pages, [10, 5], `${oai?.prefix}`)
  }
})
