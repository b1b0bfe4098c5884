import fc from 'fast-check'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { bibliographic } from '../../src/library/bibliographic.ts'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary, type Library } from '../../src/library/library.ts'
import { parseKey, parseQuery } from '../../src/library/query-language.ts'
import { openStore } from '../../src/store/open.ts'
import type { Match } from '../../src/store/store.ts'

const words = (text: string, more: object = {}): Match => ({ kind: 'words', text, ...more })
const fact = (name: string, value: string): Match => ({ kind: 'fact', fact: { name, value } })
const all = (...of: Match[]): Match => ({ kind: 'all', of })
const any = (...of: Match[]): Match => ({ kind: 'any', of })
const not = (of: Match): Match => ({ kind: 'not', of })

const queries: Readonly<Record<string, Match | undefined>> = {
  '': undefined,
  ' — "" ()*': undefined,
  tidal: words('tidal'),
  'tidal clocks': all(words('tidal'), words('clocks')),
  'tidal AND clocks': all(words('tidal'), words('clocks')),
  '“tidal clocks”': words('tidal clocks'),
  '"tidal clocks': words('tidal clocks'),
  'tidal -clocks': all(words('tidal'), not(words('clocks'))),
  '-clocks': not(words('clocks')),
  'NOT clocks': not(words('clocks')),
  'well-known': words('well-known'),
  'R&D': words('R&D'),
  'a OR b c': any(words('a'), all(words('b'), words('c'))),
  '(a OR b) c': all(any(words('a'), words('b')), words('c')),
  'a OR (b -(c d))': any(words('a'), all(words('b'), not(all(words('c'), words('d'))))),
  'a OR': all(words('a'), words('OR')),
  'OR a': all(words('OR'), words('a')),
  NOT: words('NOT'),
  'a) b (c': all(words('a'), all(words('b'), words('c'))),
  'psor*': words('psor', { prefix: true }),
  'p*': words('p*'),
  'title:psor*': words('psor', { prefix: true, fields: ['title'] }),
  'author:"van der Berg"': words('van der Berg', { fields: ['names'] }),
  'AUTHOR:müller': words('müller', { fields: ['names'] }),
  '-title:growth': not(words('growth', { fields: ['title'] })),
  'accepted:2024-01..2024-03': { kind: 'date', date: 'accepted', from: '2024-01', until: '2024-03' },
  'received:2024..': { kind: 'date', date: 'received', from: '2024' },
  'published:..2024-12-31': { kind: 'date', date: 'published', until: '2024-12-31' },
  'year:2024': { kind: 'date', date: 'published', from: '2024', until: '2024' },
  'year:soon': words('year:soon'),
  'year:..': words('year:..'),
  'issn:2434561x': fact('issn', '2434-561X'),
  'orcid:https://orcid.org/0000-0002-1825-0097': fact('orcid', '0000-0002-1825-0097'),
  'ror:05dxps055': fact('ror-id', 'https://ror.org/05dxps055'),
  'doi:10.1016/S0140-6736(05)67889-6': fact('doi', '10.1016/S0140-6736(05)67889-6'),
  'has:abstract': fact('has', 'abstract'),
  'foo:bar': words('foo:bar'),
  'constructor:x': words('constructor:x'),
  'title:': words('title:'),
  'title:—': words('title:—'),
}

t.test('the query language', async (t) => {
  for (const [query, match] of Object.entries(queries)) t.strictSame(parseQuery(query), match, query)
  t.match(parseQuery('a '.repeat(100)), { of: { length: 64 } })
  t.strictSame(parseQuery(`${'('.repeat(500)}a`), undefined, 'deeper than anyone means')
})

t.test('a query that is an identifier is looked up', async (t) => {
  t.strictSame(parseKey(' https://doi.org/10.5555/Tides.7 '), fact('doi', '10.5555/Tides.7'))
  t.strictSame(parseKey('0000-0002-1825-0097'), fact('orcid', '0000-0002-1825-0097'))
  t.strictSame(parseKey('2434-561X'), fact('issn', '2434-561X'))
  t.strictSame(parseKey('https://ror.org/05dxps055'), fact('ror-id', 'https://ror.org/05dxps055'))
  for (const other of ['', 'tides', '20240101', '2434-5610', 'a 10.5555/1']) t.equal(parseKey(other), undefined, other)
})

const start = async (t: { teardown: (run: () => Promise<void>) => void }): Promise<Library> => {
  const store = await openStore('sqlite::memory:')
  t.teardown(() => store.close())
  const library = createLibrary({ store })
  const drafts: readonly Draft[] = [
    {
      doi: '10.5555/tides',
      title: 'Tidal clocks in <i>Eurydice</i>: naïve or not?',
      contributors: [{ kind: 'person', role: 'author', family: 'Müller', given: 'José', orcid: '0000-0002-1825-0097' }],
      journal: { title: 'Journal of Invented Shores', issn: { electronic: '2434-561X' } },
      volume: '12',
      pages: { first: '101', last: '110' },
      dates: { received: '2023-05-02', accepted: '2023-12-01', publishedOnline: '2024-01-09' },
    },
    { doi: '10.5555/moon', title: 'The moon', abstracts: [{ sections: [{ paragraphs: ['Tidal clocks, clocks.'] }] }] },
    { doi: '10.5555/sun', title: 'Suns and moons', dates: { publishedOnline: '2020' } },
  ]
  for (const draft of drafts) await library.deposit({ draft, by: localCaller })
  return library
}

t.test('what is typed finds what is meant', async (t) => {
  const library = await start(t)
  const found = async (query: string) =>
    (await library.search({ query, limit: 9 })).items.map(({ doi }) => doi.slice('10.5555/'.length)).join(' ')
  const cases: Readonly<Record<string, string>> = {
    'tidal clocks': 'tides moon',
    'NAIVE muller': 'tides',
    'tidal -moon': 'tides',
    'the moon': 'moon',
    'moon OR suns': 'moon sun',
    'moon*': 'moon sun',
    'author:muller': 'tides',
    'title:tidal': 'tides',
    'year:2020..2023': 'sun',
    'accepted:2023-12': 'tides',
    'has:abstract': 'moon',
    'has:received -has:abstract': 'tides',
    '2434-561X': 'tides',
    '0000-0002-1825-0097': 'tides',
    'doi:10.5555/SUN': 'sun',
    '10.5555/Sun': 'sun',
    'https://doi.org/10.5555/sun': 'sun',
  }
  for (const [query, expected] of Object.entries(cases)) t.equal(await found(query), expected, query)
  t.match(await library.search({ query: 'tidal', limit: 1 }), { total: { count: 2, exact: true }, nextCursor: String })
  const newest = { by: 'published', order: 'descending' } as const
  const sorted = await library.search({ query: 'moon* OR tidal', limit: 9, sort: newest })
  t.strictSame(
    sorted.items.map(({ doi }) => doi),
    ['10.5555/tides', '10.5555/sun', '10.5555/moon'],
  )
})

t.test('a pasted reference finds its article first', async (t) => {
  const library = await start(t)
  for (const reference of [
    'Müller J. Tidal clocks in Eurydice: naive or not? J Invent Shores. 2024;12:101–110.',
    '[3] J. Müller, J. Inv. Shores, 12 (2024) 101.',
    'Muller, "Tidal clocks in Eurydice", doi:10.5555/tides',
  ]) {
    const match = bibliographic(reference)
    t.equal((await library.find({ ...(match && { match }), limit: 1 })).hits[0]?.record.doi, '10.5555/tides', reference)
  }
  t.equal(bibliographic(' — '), undefined)
})

t.test('whatever is typed is answered', async (t) => {
  const library = await start(t)
  const piece = fc.constantFrom(
    '(',
    ')',
    '"',
    '*',
    '-',
    'OR',
    'NOT',
    'AND',
    'NEAR(',
    '^',
    '{',
    'title:',
    'year:',
    ' ',
    'a',
  )
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
  )
  const order = fc.constantFrom('relevance', 'published', 'deposited')
  const property = fc.asyncProperty(typed, order, async (query, by) => {
    await library.search({ query, limit: 2, sort: { by, order: 'descending' } })
    const match = bibliographic(query)
    if (match) await library.find({ match, limit: 2, counted: true })
  })
  await t.resolves(fc.assert(property, { numRuns: 150 }))
})
