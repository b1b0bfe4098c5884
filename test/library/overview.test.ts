import t from 'tap'
import { writerNamed, writers } from '../../src/formats/index.ts'
import { outputOf, overviewOf } from '../../src/library/overview.ts'
import { record, site } from '../http/start.ts'

t.test('every record of a text, taken or refused, with its place', async (t) => {
  const { codec, records } = overviewOf(JSON.stringify([record, { title: 7 }]), undefined)
  t.equal(codec.name, 'json')
  t.match(records, [{ article: { title: /Tidal/ } }, { refusal: { findings: [{ pointer: '/title' }] } }])
})

t.test('what becomes of a record in a format: each leaf is counted once, alike ones are told together', async (t) => {
  const [first] = overviewOf(JSON.stringify(record), undefined).records
  if (!first || !('article' in first)) throw new Error('The record is taken')
  const { article } = first
  const totals = writers.map((codec) => {
    const { counts, changes } = outputOf(article, codec, site)
    const told = changes.reduce((sum, { count }) => sum + count, 0)
    t.equal(told, counts.transformed + counts.dropped, codec.name)
    return counts.kept + counts.transformed + counts.dropped
  })
  t.equal(new Set(totals).size, 1, 'the same leaves everywhere')
  const { changes } = outputOf(article, writerNamed('ris'), site)
  t.match(
    changes.find(({ field }) => field.startsWith('contributors/*/')),
    { count: Number },
  )
  for (const { field } of changes) t.notMatch(field, /\/\d/)
})

t.test('a format that demands what the record lacks says so instead of writing', async (t) => {
  const [first] = overviewOf('[{"title":"A"}]', undefined).records
  if (!first || !('article' in first)) throw new Error('The record is taken')
  const outputs = writers.map((codec) => outputOf(first.article, codec, site))
  const unwritten = outputs.filter(({ text }) => text === undefined)
  t.ok(unwritten.length > 0)
  for (const { lacks } of unwritten) t.ok(lacks.length > 0)
})
