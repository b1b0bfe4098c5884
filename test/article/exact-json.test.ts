import fc from 'fast-check'
import t from 'tap'
import { parseJson } from '../../src/article/exact-json.ts'

const told = (text: string) => parseJson(text).findings.map(({ code, pointer, value }) => [code, pointer, value])

t.test('what is lost in silence elsewhere is found, with its place and value', async (t) => {
  const cases: readonly (readonly [string, readonly (readonly unknown[])[]])[] = [
    ['{"title":"A","title":"B"}', [['json-duplicate-name', '/title', 'B']]],
    ['{"title" : "A",\n "title" : "B"}', [['json-duplicate-name', '/title', 'B']]],
    ['{"a" : 1, "b":1,"b":2}', [['json-duplicate-name', '/b', 2]]],
    ['{"a":[{"x":1},{"x":1,"\\u0078":2}]}', [['json-duplicate-name', '/a/1/x', 2]]],
    ['{"a/b~":1,"a/b~":1}', [['json-duplicate-name', '/a~1b~0', 1]]],
    ['{"__proto__":1,"__proto__":2}', [['json-duplicate-name', '/__proto__', 2]]],
    [
      '{"n":[1,9007199254740993,-1e400]}',
      [
        ['json-number-inexact', '/n/1', '9007199254740993'],
        ['json-number-inexact', '/n/2', '-1e400'],
      ],
    ],
    [
      '{"x":1,"x":"he said \\":\\" and \\"","n":12345678901234567890}',
      [
        ['json-duplicate-name', '/x', 'he said ":" and "'],
        ['json-number-inexact', '/n', '12345678901234567890'],
      ],
    ],
    ['{"title":', [['json-syntax', '', undefined]]],
    ['', [['json-syntax', '', undefined]]],
  ]
  for (const [text, findings] of cases) t.strictSame(told(text), findings, text)
})

t.test('depth is limited, however deep the text', async (t) => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  t.strictSame(told(nested(64)), [])
  t.match(told(nested(65)), [['too-deep', '/0/0']])
  const start = performance.now()
  t.match(told(`{"a":${nested(400_000)}}`), [['too-deep', '/a/0']])
  t.ok(performance.now() - start < 1000)
})

t.test('what JSON writes is read as it is, and nothing is found', async () => {
  const value = fc.jsonValue({ maxDepth: 6 }).filter((one) => !/e\+|\d{16}/.test(JSON.stringify(one)))
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 1, '\t'), (one, space) => {
      const text = JSON.stringify(one, null, space)
      const { value: read, findings } = parseJson(text)
      return findings.length === 0 && JSON.stringify(read) === JSON.stringify(one)
    }),
    { numRuns: 150 },
  )
})

t.test('a hundred faults are told by the first twenty', async (t) => {
  t.equal(told(`{${Array.from({ length: 101 }, () => '"a":1').join(',')}}`).length, 20)
})
