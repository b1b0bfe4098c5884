/** The rules under which the same SQL runs on one PostgreSQL server and on many (docs/scale.md), judged statement by statement. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { copyingSql, type FillingName, fillingSql, fillings, statements } from '../../src/store/postgres/catalogue.ts'
import { conditionOf, createBinding } from '../../src/store/postgres/condition.ts'
import { facetSql } from '../../src/store/postgres/counting.ts'
import { postgresMigrations, statementsOf } from '../../src/store/postgres/migratable.ts'
import { rankedRecordsSql, rankedSql, stretchSql, walkSql } from '../../src/store/postgres/order.ts'
import { treeOf } from '../../src/store/postgres/tree.ts'
import type { Match } from '../../src/store/question.ts'

const migrations = postgresMigrations().flatMap(({ sql }) => statementsOf(sql))
const citus = statementsOf(
  readFileSync(new URL('../../src/store/migrations/postgres/citus.sql', import.meta.url), 'utf8'),
)

/** Tables by the column they are spread by, as citus.sql says. */
const distributed = new Map(
  citus.flatMap((sql) => {
    const [, table, column] = /create_distributed_table\('(\w+)', '(\w+)'/.exec(sql) ?? []
    return table !== undefined && column !== undefined ? [[table, column] as const] : []
  }),
)
const references = new Set(citus.flatMap((sql) => /create_reference_table\('(\w+)'/.exec(sql)?.[1] ?? []))

const match: Match = {
  kind: 'all',
  of: [
    { kind: 'words', text: 'tidal clocks', fields: ['title', 'abstract'] },
    {
      kind: 'any',
      of: [
        { kind: 'words', text: 'tid', prefix: true },
        { kind: 'fact', fact: { name: 'a', value: 'b' } },
      ],
    },
    { kind: 'not', of: { kind: 'words', text: 'two two words' } },
    { kind: 'date', date: 'published', from: '2020', until: '2021-03' },
  ],
}

/** What questions are made into. */
function questions(): Record<string, string> {
  const tree = treeOf(match, () => [])
  if (typeof tree === 'string') throw new Error('A tree expected')
  const page = { first: [3], after: { id: 1, value: -2.5 }, limit: 3, offset: 2 }
  const ranking = { articles: 9, words: 90, counts: new Map() }
  const walk = { column: 'published', descending: true, missing: false, after: { id: 1, value: 2 }, limit: 3 }
  return {
    condition: `SELECT count(*) FROM search s WHERE ${conditionOf(tree, createBinding())}`,
    ranked: rankedSql(tree, ranking, page).sql,
    rankedRecords: rankedRecordsSql(tree, ranking, { ...page, offset: 0 }).sql,
    facet: facetSql(tree, 'journal', 3).sql,
    stretch: stretchSql(tree, { descending: true, from: 9, limit: 3 }).sql,
    walk: walkSql(tree, walk).sql,
    walkAll: walkSql('every', { ...walk, missing: true }).sql,
  }
}

const rows = Object.keys(fillings).flatMap((name) => {
  const filling = fillings[name as FillingName] // its own names
  return [
    [`fill ${name}`, fillingSql(filling, 2)],
    [`copy ${name}`, copyingSql(filling)],
  ]
})
const all: readonly (readonly [name: string, sql: string])[] = [
  ...Object.entries(statements),
  ...rows.map(([name = '', sql = '']) => [name, sql] as const),
  ...Object.entries(questions()),
]

/** Tables that a statement names. */
const tablesOf = (sql: string): string[] =>
  [...sql.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)/g)]
    .flatMap(([, name]) => (name === undefined ? [] : [name]))
    .filter((name) => distributed.has(name) || references.has(name))

interface Rule {
  readonly says: string
  readonly never: RegExp
  /** Statements for which it does not hold, with the reason. */
  readonly but?: Readonly<Record<string, string>>
}

const few = 'a small table, the same on every server'
const rules: readonly Rule[] = [
  { says: 'no trigger, LISTEN, NOTIFY', never: /\b(?:TRIGGER|LISTEN|NOTIFY)\b/i },
  { says: 'no advisory lock', never: /advisory/i },
  { says: 'no number that the server gives', never: /\b(?:SERIAL|BIGSERIAL|IDENTITY|SEQUENCE|nextval)\b/i },
  {
    says: 'no clock and no chance of the server’s',
    never: /\b(?:now|clock_timestamp|random|current_timestamp|statement_timestamp)\b\s*\(?/i,
  },
  {
    says: 'no recursion, grouping sets, samples, MERGE',
    never: /\b(?:RECURSIVE|GROUPING SETS|CUBE|ROLLUP|TABLESAMPLE|MERGE)\b/i,
  },
  { says: 'no rows by where they lie', never: /\b(?:ctid|INHERITS|xmin)\b/i },
  { says: 'no XML of the server’s, no jsonb', never: /\b(?:xml\w*\(|xpath|jsonb)|::json\b/i },
  { says: 'no INSERT of what a query finds', never: /INSERT INTO \w+[^)]*\)\s*SELECT/i },
  { says: 'no upsert by a partial index', never: /ON CONFLICT \([^)]*\)\s*WHERE/i },
  { says: 'rows are locked on the head alone', never: /FOR (?:UPDATE|SHARE)/i, but: { lockHead: few } },
  {
    says: 'no OFFSET',
    never: /\bOFFSET (?!0\b)/i,
    but: {
      journals: few,
      shelf: 'articles of one issue',
      ranked: 'hits that a question passes over, as the port has it',
    },
  },
  {
    says: 'nothing is counted whole',
    never: /count\(\*\)/i,
    but: {
      countJournals: few,
      countSets: few,
      countHarvested: 'asked once a list, when harvesters want its size',
      countOfSet: 'asked once a list, when harvesters want its size',
      condition: 'how rare a word is; kept until something is written',
      facet: 'of a hundred thousand articles at most',
    },
  },
  { says: 'no reference from table to table', never: /\bREFERENCES\b/i },
]

t.test('statements', async (t) => {
  t.ok(all.length > 90)
  for (const [name, sql] of all)
    for (const { says, never, but = {} } of rules)
      if (!Object.hasOwn(but, name)) t.notMatch(sql, never, `${name}: ${says}`)
  for (const { but = {}, never, says } of rules)
    for (const name of Object.keys(but))
      t.match(all.find(([known]) => known === name)?.[1], never, `${name} needs its exception from “${says}”`)
})

t.test('what is spread is looked up and joined by what it is spread by', async (t) => {
  for (const [name, sql] of all) {
    const spread = tablesOf(sql).filter((table) => distributed.get(table) === 'doi')
    if (spread.length > 1) t.match(sql, /\bON \w\.doi = \w\.doi|x\.doi = a\.doi/, `${name} joins by the DOI`)
    if (/^(?:UPDATE|DELETE)/.test(sql) && spread.length > 0) t.match(sql, /WHERE (?:\w\.)?doi = /, name)
  }
})

t.test('migrations', async (t) => {
  const tables = migrations.flatMap((sql) => {
    const [, name, body] = /^CREATE TABLE (\w+) \(([\s\S]*)\)$/.exec(sql) ?? []
    return name !== undefined && body !== undefined ? [{ name, body }] : []
  })
  t.strictSame(
    tables.map(({ name }) => name).sort(),
    [...distributed.keys(), ...references].sort(),
    'citus.sql places every table, once',
  )
  for (const { name, body } of tables) {
    for (const line of body.split('\n').filter((text) => /^\s+\w+ TEXT\b/.test(text)))
      t.match(line, /TEXT COLLATE "C"/, `${name}: ${line.trim()}: texts are compared as bytes`)
    const column = distributed.get(name)
    if (column === undefined) continue
    const [, key] = /PRIMARY KEY \(([^)]*)\)/.exec(body) ?? [undefined, /^\s+(\w+) [^\n]*PRIMARY KEY/m.exec(body)?.[1]]
    t.ok(key?.split(', ').includes(column), `${name}: the key ${key} has ${column}`)
    t.notMatch(body, /\bUNIQUE\b/, `${name}: nothing else is unique over all servers`)
  }
  for (const sql of migrations) {
    t.notMatch(sql, /CREATE UNIQUE INDEX/, 'no unique index')
    t.notMatch(sql, /;/, 'one statement each')
    t.match(sql, /^(?:CREATE|ALTER TABLE \w+ ADD|INSERT INTO (?:head|harvest|browse)\b)/, 'only adds')
    for (const { says, never } of rules) t.notMatch(sql, never, says)
  }
  t.match(citus[0], /shard_count = 64/)
})
