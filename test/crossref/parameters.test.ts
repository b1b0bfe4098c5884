import fc from 'fast-check'
import t from 'tap'
import { facetNames as countable } from '../../src/article/facts.ts'
import { facets } from '../../src/crossref/facets.ts'
import { filterMatches, filterNames } from '../../src/crossref/filters.ts'
import { parsePairs } from '../../src/crossref/pairs.ts'
import { readParameters } from '../../src/crossref/parameters.ts'
import { readings } from '../../src/crossref/paths.ts'

const faults = (query: Record<string, unknown>, takes: 'works' | 'list' | 'one' = 'works') => {
  const asked = readParameters(query, takes)
  return 'rows' in asked ? [] : asked.map(({ type, value }) => `${type} ${value}`)
}

t.test('a value holds commas and colons; what begins with a name begins a filter', async (t) => {
  t.same(parsePairs('container-title:Water, air: soil,doi:10.1/a,b,has-orcid:1'), [
    { name: 'container-title', value: 'Water, air: soil' },
    { name: 'doi', value: '10.1/a,b' },
    { name: 'has-orcid', value: '1' },
  ])
  t.match(parsePairs('nothing'), { type: 'pair-list-form-invalid' })
})

t.test('each parameter is judged, and all faults are told at once', async (t) => {
  t.same(faults({}), [])
  t.same(faults({ rows: '1000', offset: '9000', mailto: 'a@example.org' }), [])
  for (const [name, value, fault] of [
    ['rows', '1001', 'integer-not-valid 1001'],
    ['rows', '-1', 'integer-not-valid -1'],
    ['offset', '10001', 'integer-not-valid 10001'],
    ['offset', '9990', 'integer-not-valid 9990'],
    ['sample', '101', 'integer-not-valid 101'],
    ['sort', 'size', 'sort-field-not-valid size'],
    ['order', 'up', 'sort-order-not-valid up'],
    ['select', 'DOI,colour', 'select-not-available colour'],
    ['facet', 'colour:1', 'facet-not-available colour'],
    ['filter', 'colour:red', 'filter-not-available colour'],
    ['filter', 'has-orcid:maybe', 'boolean-not-valid maybe'],
    ['filter', 'from-pub-date:2020-13', 'date-not-legitimate 2020-13'],
    ['filter', 'from-pub-date:2021-02-29', 'date-not-legitimate 2021-02-29'],
    ['filter', 'until-pub-date:May', 'date-not-valid May'],
    ['filter', 'issn:123', 'issn-not-valid 123'],
    ['filter', 'doi:123', 'doi-not-valid 123'],
    ['filter', 'orcid:123', 'orcid-not-valid 123'],
    ['filter', 'prefix:123', 'prefix-not-valid 123'],
    ['filter', 'type:poem', 'type-not-valid poem'],
    ['filter', 'nothing', 'pair-list-form-invalid nothing'],
    ['query.colour', 'red', 'field-query-not-available query.colour'],
    ['colour', 'red', 'unknown-parameter colour'],
  ] as const) {
    t.same(faults({ [name]: value }), [fault])
  }
  t.same(faults({ sample: '1', rows: '1', cursor: '*' }), [
    'sample-with-rows-or-offset sample',
    'cursor-with-offset-or-sample cursor',
  ])
  t.same(faults({ rows: 'x', sort: 'y' }), ['integer-not-valid x', 'sort-field-not-valid y'])
})

t.test('a route says what it does not support', async (t) => {
  t.same(faults({ sort: 'score' }, 'list'), ['parameter-not-allowed sort'])
  t.same(faults({ rows: '1', 'query.title': 'x' }, 'one'), [
    'parameter-not-allowed rows',
    'parameter-not-allowed query.*',
  ])
})

t.test('of one name any, of different names all; both ends of a date are one span', async (t) => {
  const match = (filter: string) => {
    const pairs = parsePairs(filter)
    return 'type' in pairs ? pairs : filterMatches(pairs, new Map())
  }
  const type = (value: string) => ({ kind: 'fact', fact: { name: 'type', value } })
  t.same(match('type:book,type:other,has-orcid:0'), [
    { kind: 'any', of: [type('book'), type('other')] },
    { kind: 'not', of: { kind: 'fact', fact: { name: 'has', value: 'orcid' } } },
  ])
  t.same(match('from-pub-date:2020,until-pub-date:2021-02'), [
    { kind: 'date', date: 'published', from: '2020', until: '2021-02' },
  ])
  t.same(match('from-received-date:2020-05'), [{ kind: 'date', date: 'received', from: '2020-05' }])
  t.same(match('member:12'), [{ kind: 'any', of: [] }], 'an unknown publisher has nothing')
})

t.test('whatever is asked, the parameters are read or refused', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(...filterNames.map((name) => `${name}:1,`)),
  )
  const names = fc.constantFrom('filter', 'facet', 'select', 'rows', 'offset', 'sample', 'query.author', 'cursor')
  fc.assert(
    fc.property(fc.dictionary(names, fc.oneof(text, fc.array(text, { maxLength: 3 }))), (query) => {
      const asked = readParameters(query, 'works')
      return 'rows' in asked ? filterMatches(asked.filters, new Map()).length >= 0 : asked.length > 0
    }),
    { numRuns: 150 },
  )
})

t.test('every facet counts something that the store counts', async (t) => {
  for (const [name, { facet }] of Object.entries(facets)) t.ok(facet === 'source' || countable.has(facet), name)
})

t.test('a path is a DOI first, and then a DOI with a door', async (t) => {
  const doors = (path: string) =>
    readings(path).map(({ doi, door, type }) => [doi, door, type].filter(Boolean).join(' '))
  t.same(doors('10.5555/a'), ['10.5555/a work'])
  t.same(doors('10.5555/a/agency'), ['10.5555/a/agency work', '10.5555/a agency'])
  t.same(doors('10.5555%2Fa/transform')[0], '10.5555/a/transform work')
  t.ok(doors('10.5555/a/transform/application/x-bibtex').includes('10.5555/a transform application/x-bibtex'))
  t.same(doors('nothing'), [])
})
