import t from 'tap'
import { standingOf } from '../../src/article/standing.ts'

t.test('the gravest of what happened is told', async (t) => {
  const concern = { type: 'has-expression-of-concern' as const, doi: '10.5555/c' }
  const retraction = { type: 'retracted-by' as const, doi: '10.5555/r' }
  t.equal(standingOf({}), undefined)
  t.equal(standingOf({ relations: [concern] }), 'Expression of concern: https://doi.org/10.5555/c')
  t.equal(standingOf({ relations: [concern, retraction] }), 'Retracted: https://doi.org/10.5555/r')
  t.equal(standingOf({ relations: [concern], dates: { retracted: '2024' } }), 'Retracted')
  t.equal(standingOf({ relations: [{ type: 'corrected-by' }] }), 'Corrected')
})
