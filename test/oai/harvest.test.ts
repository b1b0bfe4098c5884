/** Harvests as harvesters make them: while others write, with tokens that were tampered with, over records that cannot be said. */
import fc from 'fast-check'
import t from 'tap'
import { synthetic } from '../../bench/synthetic.ts'
import { jats } from '../../src/formats/jats.ts'
import { oaiDc } from '../../src/formats/oai-dc.ts'
import { localCaller } from '../../src/library/keys.ts'
import { formatIdentifier, parseIdentifier } from '../../src/oai/identifier.ts'
import { createTokens } from '../../src/oai/token.ts'
import { openStore } from '../../src/store/open.ts'
import { child, descendants, parseXml } from '../../src/text/xml.ts'
import { textOf } from './judge.ts'
import { codeOf, dateOf, fill, harvest, identifiersOf, start, tokenOf } from './start.ts'

const dc = 'metadataPrefix=oai_dc'

t.test('a harvester that reuses responseDate misses nothing while 32 writers work', async (t) => {
  let going = 0
  // The clock is set back now and then, as clocks are.
  const now = () => new Date(Date.UTC(2026, 0, 1) + going * 20 - (going % 97 === 0 ? 60_000 : 0))
  const { library, oai } = await start(t, { now })
  const latest = new Map<string, string>()
  const seen = new Map<string, string>()
  const writer = async (name: number) => {
    for (let n = 0; n < 25; n++) {
      going++
      const doi = `10.5555/${name}.${n % 7}`
      const title = `Title ${name} ${n}`
      const gone = n % 7 === 6 && n > 7
      if (gone) await library.withdraw({ doi, reason: 'A double.', by: localCaller })
      else await library.deposit({ draft: { doi, title, journal: { title: `J ${name % 3}` } }, by: localCaller })
      latest.set(doi, gone ? 'deleted' : title)
      if (n % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  const bulk = async () => {
    for (let n = 0; n < 5; n++) {
      await fill(library, n * 40, n * 40 + 40)
      for (let i = n * 40; i < n * 40 + 40; i++) latest.set(synthetic(i).doi, synthetic(i).title ?? '')
    }
  }
  const walk = async (set: string, into: Map<string, string>, from: string): Promise<string> => {
    let date = ''
    let next = `verb=ListRecords&${dc}${set}${from}`
    for (; next !== ''; ) {
      // As over a network, where others have their turn between two requests.
      await new Promise((resolve) => setImmediate(resolve))
      const root = parseXml(await oai.answer(new URLSearchParams(next)))
      date = dateOf(root)
      for (const record of descendants(root, 'record')) {
        const doi = parseIdentifier('colophon.example', textOf(child(record, 'header/identifier'))) ?? ''
        const gone = child(record, 'header')?.attributes.status === 'deleted'
        into.set(doi, gone ? 'deleted' : textOf(descendants(record, 'title')[0]))
      }
      const token = textOf(tokenOf(root))
      next = token && `verb=ListRecords&resumptionToken=${token}`
    }
    return `&from=${date}`
  }
  const inSet = new Map<string, string>()
  let working = true
  const harvester = async () => {
    let [all, one] = ['', '']
    for (let rounds = 0; working || rounds === 0; rounds++) {
      all = await walk('', seen, all)
      one = await walk('&set=journal-j-1', inSet, one)
    }
    await walk('', seen, all)
    await walk('&set=journal-j-1', inSet, one)
  }
  const harvesting = harvester()
  await Promise.all([bulk(), ...Array.from({ length: 32 }, (_, name) => writer(name))])
  working = false
  await harvesting
  t.same(
    [...latest].filter(([doi, said]) => seen.get(doi) !== said),
    [],
    `${latest.size} articles`,
  )
  const due = [...latest].filter(([doi]) => /^10\.5555\/\d+\./.test(doi) && Number(/\/(\d+)/.exec(doi)?.[1]) % 3 === 1)
  t.ok(due.length > 70)
  t.same(
    due.filter(([doi, said]) => inSet.get(doi) !== said),
    [],
    'by set too',
  )
})

t.test('an answer is never dated later than what another process may still write', async (t) => {
  const file = `sqlite:${t.testdir()}/a.db`
  const { oai, library } = await start(t, { store: file, now: () => new Date(Date.UTC(2026, 0, 1)) })
  await fill(library, 0, 1)
  const root = parseXml(await oai.answer(new URLSearchParams(`verb=ListIdentifiers&${dc}`)))
  const other = await openStore(file)
  t.teardown(() => other.close())
  const put = { kind: 'deposit', json: '{"doi":"10.5555/b"}', by: 'cli', at: '2020-01-01T00:00:00.000Z' } as const
  const written = await other.write((writer) => writer.put({ ...put, doi: '10.5555/b' }))
  t.ok(written.modified.slice(0, 19) >= dateOf(root).slice(0, 19), 'although its clock is years behind')
})

t.test('the responseDate follows the clock where nothing is written', async (t) => {
  let year = 2025
  const { ask, library } = await start(t, { now: () => new Date(Date.UTC(year, 0, 1)) })
  await fill(library, 0, 1)
  year = 2026
  t.equal(dateOf(await ask(`verb=ListIdentifiers&${dc}`)), '2026-01-01T00:00:00Z')
})

t.test('a token that was tampered with is always badResumptionToken (T20)', async (t) => {
  const { oai, library } = await start(t, { pageSize: 2 })
  await fill(library, 0, 5)
  const root = parseXml(await oai.answer(new URLSearchParams(`verb=ListRecords&${dc}`)))
  const token = textOf(tokenOf(root))
  const letters = 'ABCZabcz019-_.'
  const mutation = fc.oneof(
    fc
      .tuple(fc.nat(token.length - 1), fc.constantFrom(...letters))
      .map(([at, one]) => token.slice(0, at) + one + token.slice(at + 1)),
    fc.nat(token.length - 1).map((at) => token.slice(0, at)),
    fc
      .tuple(fc.nat(token.length), fc.string({ minLength: 1 }))
      .map(([at, one]) => token.slice(0, at) + one + token.slice(at)),
    fc.string({ minLength: 1, unit: 'binary' }),
  )
  const numRuns = Number(process.env.FUZZ_RUNS ?? 150)
  await fc.assert(
    fc.asyncProperty(mutation, async (mutant) => {
      fc.pre(mutant !== token && mutant !== '')
      const answer = await oai.answer([
        ['verb', 'ListRecords'],
        ['resumptionToken', mutant],
      ])
      return codeOf(parseXml(answer)) === 'badResumptionToken'
    }),
    { numRuns },
  )
})

t.test('tokens are of one store: another’s are refused', async (t) => {
  const position = {
    verb: 'ListSets',
    metadataPrefix: '',
    set: '',
    from: '',
    until: '',
    after: 1,
    cursor: 1,
    size: 1,
  } as const
  const [one, other] = [createTokens(new Uint8Array(32)), createTokens(new Uint8Array(32).fill(1))]
  t.same(one.parse(one.format(position), 'ListSets'), position)
  t.throws(() => other.parse(one.format(position), 'ListSets'), { code: 'badResumptionToken' })
})

const lacking = {
  ...oaiDc,
  lacks: (article: { volume?: string }) =>
    article.volume === undefined
      ? [{ severity: 'error', code: 'x', pointer: '/volume', message: 'No volume.' } as const]
      : [],
}

t.test('what a format cannot say is left out of its lists, and GetRecord says so', async (t) => {
  const { ask, library } = await start(t, { formats: [lacking, jats], pageSize: 2 })
  const put = (doi: string, volume?: string) =>
    library.deposit({ draft: { doi, title: 'T', ...(volume && { volume }) }, by: localCaller })
  for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) await put(`10.5555/${n}`, n % 4 === 1 ? `${n}` : undefined)
  const found = await harvest(ask, 'ListRecords', dc)
  t.same(found.pages, [2], 'no page is empty')
  t.same((await harvest(ask, 'ListIdentifiers', dc)).identifiers, found.identifiers)
  t.equal((await harvest(ask, 'ListIdentifiers', 'metadataPrefix=jats')).identifiers.length, 8)
  t.equal(
    codeOf(await ask(`verb=GetRecord&${dc}&identifier=oai:colophon.example:10.5555/2`)),
    'cannotDisseminateFormat',
  )
  const formats = await ask('verb=ListMetadataFormats&identifier=oai:colophon.example:10.5555/2')
  t.same(descendants(formats, 'metadataPrefix').map(textOf), ['jats'])
  await put('10.5555/1')
  const later = await harvest(ask, 'ListRecords', dc)
  t.same(later.deleted, ['oai:colophon.example:10.5555/1'], 'harvesters who have it learn that it is gone')
})

t.test('a record that a format fails on never breaks a page', async (t) => {
  const failures: string[] = []
  const failing = {
    ...oaiDc,
    write: (...given: Parameters<typeof oaiDc.write>) => {
      if (given[0].title === 'Breaks') throw new Error('a fault of ours')
      return oaiDc.write(...given)
    },
  }
  const { ask, library } = await start(t, { formats: [failing], failed: ({ doi }) => failures.push(doi) })
  for (const title of ['One', 'Breaks', 'Two']) {
    await library.deposit({ draft: { doi: `10.5555/${title}`, title }, by: localCaller })
  }
  const root = await ask(`verb=ListRecords&${dc}`)
  t.same(identifiersOf(root), ['oai:colophon.example:10.5555/one', 'oai:colophon.example:10.5555/two'])
  t.same(failures, ['10.5555/Breaks'])
})

t.test('identifiers hold any DOI, and lead back to it', async (t) => {
  for (const doi of [
    '10.1002/(sici)1097(199805)45:2<1::aid-x>3.0.co;2-#',
    '10.5555/a%2fb',
    '10.5555/été "x"&é',
    '10.5555/a[1]\\{}^|`',
  ]) {
    const identifier = formatIdentifier('colophon.example', doi)
    t.match(identifier, /^oai:[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+:[a-zA-Z0-9\-_.!~*'();/?:@&=+$,%]+$/)
    t.equal(parseIdentifier('colophon.example', identifier), doi)
  }
})

t.test('a harvest meets each record once, and later pages cost what the first cost', async (t) => {
  const { oai, library } = await start(t, { pageSize: 50 })
  await fill(library, 0, 2000)
  const seen = new Set<string>()
  const times: number[] = []
  for (let next = `verb=ListIdentifiers&${dc}`; next !== ''; ) {
    const begun = performance.now()
    const xml = await oai.answer(new URLSearchParams(next))
    times.push(performance.now() - begun)
    const root = parseXml(xml)
    for (const identifier of identifiersOf(root)) seen.add(identifier)
    const token = textOf(tokenOf(root))
    next = token && `verb=ListIdentifiers&resumptionToken=${token}`
  }
  t.equal(times.length, 40)
  t.equal(seen.size, 2000)
  const median = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
  // Walking by offset would cost 40 times as much at the end; a loaded machine twice.
  const [early, late] = [median(times.slice(5, 15)), median(times.slice(-10))]
  t.ok(late < 5 * early, `${early} ms, ${late} ms`)
})
