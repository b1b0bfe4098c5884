/** Imports in the background on every engine. */
import { join } from 'node:path'
import t from 'tap'
import { openStore } from '../../src/store/open.ts'
import { importContract } from './import-contract.ts'

t.test('in memory', (t) => importContract(t, () => openStore('sqlite::memory:')))

t.test('in a file', async (t) => {
  const folder = t.testdir()
  let count = 0
  await importContract(t, () => openStore(`sqlite:${join(folder, `${count++}.db`)}`))
})
