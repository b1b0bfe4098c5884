/** The contract of the store on a real PostgreSQL server. */
import t from 'tap'
import { openStore } from '../../src/store/open.ts'
import { storeContract } from './contract.ts'
import { browsing } from './contract-browse.ts'
import { importContract } from './import-contract.ts'
import { startServer } from './server.ts'
import { webhookContract } from './webhook-contract.ts'

const server = await startServer((message) => t.pass(message))
if (server) {
  t.teardown(server.stop)
  const open = async () => openStore(await server.url())

  t.test('the contract of the store', (t) => storeContract(t, open))
  t.test('webhooks', (t) => webhookContract(t, open))
  t.test('imports', (t) => importContract(t, open))
  t.test('browsing', async (t) => {
    for (const [sentence, fact] of Object.entries(browsing))
      await t.test(sentence, async (t) => {
        const store = await open()
        t.teardown(() => store.close())
        await fact(t, store)
      })
  })
}
