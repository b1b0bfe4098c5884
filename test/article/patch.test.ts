import fc from 'fast-check'
import t from 'tap'
import { diff } from '../../src/article/diff.ts'
import { operationsOf } from '../../src/article/operations.ts'
import { merged, patched } from '../../src/article/patch.ts'
import { isSameValue } from '../../src/article/same.ts'

/** A patch as a body: it is judged, then applied. */
const apply = (document: unknown, patch: unknown) => patched(document, operationsOf(patch))

t.test('JSON Merge Patch: the cases of RFC 7396, appendix A', async (t) => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ]
  for (const [target, patch, result] of cases) {
    t.strictSame(merged(JSON.parse(target), JSON.parse(patch)), JSON.parse(result), `${target} + ${patch}`)
  }
})

t.test('JSON Patch: the cases of RFC 6902, appendix A', async (t) => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['{"foo":"bar"}', '[{"op":"add","path":"/baz","value":"qux"}]', '{"baz":"qux","foo":"bar"}'],
    ['{"foo":["bar","baz"]}', '[{"op":"add","path":"/foo/1","value":"qux"}]', '{"foo":["bar","qux","baz"]}'],
    ['{"baz":"qux","foo":"bar"}', '[{"op":"remove","path":"/baz"}]', '{"foo":"bar"}'],
    ['{"foo":["bar","qux","baz"]}', '[{"op":"remove","path":"/foo/1"}]', '{"foo":["bar","baz"]}'],
    ['{"baz":"qux","foo":"bar"}', '[{"op":"replace","path":"/baz","value":"boo"}]', '{"baz":"boo","foo":"bar"}'],
    [
      '{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}',
      '[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]',
      '{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}',
    ],
    [
      '{"foo":["all","grass","cows","eat"]}',
      '[{"op":"move","from":"/foo/1","path":"/foo/3"}]',
      '{"foo":["all","cows","eat","grass"]}',
    ],
    [
      '{"baz":"qux","foo":["a",2,"c"]}',
      '[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]',
      '{"baz":"qux","foo":["a",2,"c"]}',
    ],
    [
      '{"foo":"bar"}',
      '[{"op":"add","path":"/child","value":{"grandchild":{}}}]',
      '{"foo":"bar","child":{"grandchild":{}}}',
    ],
    ['{"foo":"bar"}', '[{"op":"add","path":"/baz","value":"qux","xyz":123}]', '{"foo":"bar","baz":"qux"}'],
    ['{"/":9,"~1":10}', '[{"op":"test","path":"/~01","value":10}]', '{"/":9,"~1":10}'],
    ['{"foo":["bar"]}', '[{"op":"add","path":"/foo/-","value":["abc","def"]}]', '{"foo":["bar",["abc","def"]]}'],
    ['{"foo":1}', '[{"op":"replace","path":"","value":[1]}]', '[1]'],
    ['{"foo":1}', '[{"op":"copy","from":"/foo","path":"/bar"}]', '{"foo":1,"bar":1}'],
    ['{"foo":1}', '[{"op":"move","from":"/foo","path":"/foo"}]', '{"foo":1}'],
  ]
  for (const [document, patch, result] of cases) {
    t.strictSame(apply(JSON.parse(document), JSON.parse(patch)), JSON.parse(result), patch)
  }
})

t.test('an operation that does not fit is a conflict that names it', async (t) => {
  const cases: readonly (readonly [string, string])[] = [
    ['{"baz":"qux"}', '[{"op":"test","path":"/baz","value":"bar"}]'],
    ['{"foo":"bar"}', '[{"op":"add","path":"/baz/bat","value":"qux"}]'],
    ['{"/":9,"~1":10}', '[{"op":"test","path":"/~01","value":"10"}]'],
    ['{"foo":[1]}', '[{"op":"add","path":"/foo/2","value":1}]'],
    ['{"foo":[1]}', '[{"op":"add","path":"/foo/01","value":1}]'],
    ['{"foo":[1]}', '[{"op":"remove","path":"/foo/-"}]'],
    ['{"foo":[1]}', '[{"op":"remove","path":""}]'],
    ['{"foo":[1]}', '[{"op":"remove","path":"/toString"}]'],
    ['{"foo":{"a":1}}', '[{"op":"move","from":"/foo","path":"/foo/a"}]'],
    ['{"foo":1}', '[{"op":"copy","from":"/none","path":"/a"}]'],
    ['{"foo":"bar"}', '[{"op":"add","path":"/foo/0","value":1}]'],
  ]
  for (const [document, patch] of cases) {
    const wanted = { code: 'conflict', findings: [{ code: 'patch-conflict', pointer: JSON.parse(patch)[0].path }] }
    t.throws(() => apply(JSON.parse(document), JSON.parse(patch)), wanted, patch)
  }
})

t.test('what is no patch is refused with every fault', async (t) => {
  const patch = [
    1,
    { op: 'add', path: '/a' },
    { op: 'mend', path: '/a' },
    { op: 'move', path: 'a', from: '/~2' },
    { op: 'remove', path: '/a' },
    { op: 'toString' },
  ]
  t.throws(() => operationsOf(patch), {
    code: 'unreadable',
    findings: ['/0', '/1', '/2', '/3', '/3', '/5'].map((pointer) => ({ pointer })),
  })
  t.throws(() => operationsOf({}), { code: 'unreadable' })
})

t.test('a patch changes nothing in what it is given, and no prototype', async (t) => {
  const document = JSON.parse('{"a":{"b":[1]}}')
  const before = JSON.stringify(document)
  const patch = JSON.parse('[{"op":"add","path":"/a/b/0","value":2},{"op":"add","path":"/__proto__","value":{"x":1}}]')
  const result = apply(document, patch)
  t.equal(JSON.stringify(document), before)
  t.equal(JSON.stringify(result), '{"a":{"b":[2,1]},"__proto__":{"x":1}}')
  t.equal(Object.getPrototypeOf(result), Object.prototype)
  const own = merged({}, JSON.parse('{"__proto__":{"x":1}}'))
  t.equal(Object.getPrototypeOf(own), Object.prototype)
  t.notOk('x' in {})
})

t.test('a patch that copies a record into itself again and again is refused at once', async (t) => {
  const copies = Array.from({ length: 60 }, (_, i) => ({ op: 'copy', from: '', path: `/c${i}` }))
  t.throws(() => apply({ a: [1, 2, 3] }, copies), { code: 'conflict', message: /copies more/ })
})

t.test('a difference is told in one place', async (t) => {
  const list = ['a', 'b', 'c', 'd'].map((family) => ({ family, given: 'X' }))
  const [a, b, c, d] = list
  const changes: readonly (readonly [unknown, unknown, readonly object[]])[] = [
    [list, list, []],
    [[a, b, c], [a, b, d, c], [{ op: 'add', path: '/2', value: d }]],
    [
      [a, b, c, d],
      [a, d],
      [
        { op: 'remove', path: '/1' },
        { op: 'remove', path: '/1' },
      ],
    ],
    [[a, b], [a, { ...b, given: 'Y' }], [{ op: 'replace', path: '/1/given', value: 'Y' }]],
    [
      [a, b, c, d],
      [b, c, d, a],
      [
        { op: 'remove', path: '/0' },
        { op: 'add', path: '/3', value: a },
      ],
    ],
    [{ x: 1, 'a/b~': 1 }, { x: 1 }, [{ op: 'remove', path: '/a~1b~0' }]],
    [{ x: [1] }, { x: { 0: 1 } }, [{ op: 'replace', path: '/x', value: { 0: 1 } }]],
  ]
  for (const [before, after, operations] of changes) t.strictSame(diff(before, after), operations)
})

t.test('the difference of two values, applied to the first, makes the second', async () => {
  const near = fc.array(fc.constantFrom<unknown>(1, 2, 3, 'a', { a: 1 }, { a: 2 }, [1]), { maxLength: 12 })
  const value = fc.oneof(fc.jsonValue(), near, fc.dictionary(fc.constantFrom('a', 'b/', '~', '__proto__'), near))
  fc.assert(
    fc.property(value, value, (before, after) => {
      const operations: unknown = JSON.parse(JSON.stringify(diff(before, after)))
      return isSameValue(apply(before, operations), JSON.parse(JSON.stringify(after)))
    }),
    { numRuns: 150 },
  )
})
