/** Changes with what stood there before. */
import fc from 'fast-check'
import t from 'tap'
import { diff } from '../../src/article/diff.ts'
import { differencesOf } from '../../src/article/differences.ts'
import { article } from '../arbitraries.ts'

const byPlaceIn = (paths: readonly string[]) => (a: { path: string[] }, b: { path: string[] }) =>
  paths.indexOf(`/${a.path.join('/')}`) - paths.indexOf(`/${b.path.join('/')}`)

t.test('each says what was, and what is', async (t) => {
  const before = { title: 'A', volume: '1', names: ['x', 'y', 'z'] }
  const after = { title: 'B', issue: '2', names: ['x', 'z'] }
  t.strictSame(
    differencesOf(before, diff(before, after)),
    [
      { path: ['volume'], before: '1' },
      { path: ['title'], before: 'A', after: 'B' },
      { path: ['names', '1'], before: 'y' },
      { path: ['issue'], after: '2' },
    ].toSorted(byPlaceIn(diff(before, after).map(({ path }) => path))),
  )
})

t.test('there is one for every operation, of any two records', async (t) => {
  fc.assert(
    fc.property(article(), article(), (one, other) => {
      const operations = diff(one, other)
      const told = differencesOf(one, operations)
      t.equal(told.length, operations.length)
      t.ok(told.every(({ before, after }) => before !== undefined || after !== undefined))
    }),
    { numRuns: 50 },
  )
})
