import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t from 'tap'
import { searchTextOf } from '../../src/library/search-text.ts'
import { openStore } from '../../src/store/open.ts'
import type { Match } from '../../src/store/question.ts'
import { costOf, createSizes } from '../../src/store/sqlite/size.ts'

const word = (text: string, prefix = false): Match => ({ kind: 'words', text, prefix })

/** A store in which `common` is in every article and `seldom` in one of a hundred. */
async function stocked(articles: number) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-size-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'size.db')
  const store = await openStore(`sqlite:${file}`)
  t.teardown(() => store.close())
  await store.write(async (writer) => {
    for (let n = 0; n < articles; n++) {
      const one = { doi: `10.5555/${n}`, title: `common ${n % 100 === 0 ? 'seldom' : 'often'} word${n}` }
      const [json, search] = [JSON.stringify(one), searchTextOf(one)]
      await writer.put({ doi: one.doi, kind: 'deposit', json, at: new Date(n).toISOString(), by: 'test', search })
    }
  })
  return { store, sizeOf: createSizes(new DatabaseSync(file)) }
}

t.test('an index without articles measures nothing', async (t) => {
  const { sizeOf } = await stocked(0)
  t.equal(sizeOf(word('tides')).articles, 0)
})

t.test('the commoner a word, the longer its search', async (t) => {
  const { sizeOf, store } = await stocked(8000)
  const cost = (match: Match): number => costOf(sizeOf(match))
  const [common, seldom] = [word('common'), word('seldom')]
  t.ok(cost(common) > 5 * cost(seldom))
  t.ok(cost(seldom) < 1)
  t.ok(cost({ kind: 'all', of: [common, seldom] }) < cost(common))
  t.ok(cost({ kind: 'any', of: [common, seldom] }) > cost(common))
  t.ok(cost(word('wor', true)) > cost(word('word77')), 'a beginning is all that begins so')
  t.equal(cost({ kind: 'resembles', text: 'common' }), Number.POSITIVE_INFINITY)
  t.ok(cost({ kind: 'not', of: seldom }) > cost(seldom))
  for (const match of [common, seldom]) t.equal((await store.find({ match, limit: 3 })).hits.length, 3)
})
