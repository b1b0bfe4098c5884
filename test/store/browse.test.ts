/** Browsing on each engine. */
import t from 'tap'
import { openStore } from '../../src/store/open.ts'
import { browsing } from './contract-browse.ts'

for (const [sentence, fact] of Object.entries(browsing)) {
  t.test(sentence, async (t) => {
    const store = await openStore('sqlite::memory:')
    t.teardown(() => store.close())
    await fact(t, store)
  })
}
