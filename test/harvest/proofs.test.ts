/** The proofs of `npm run harvest` in small: what is promised of cost and memory shows at full size alone. */
import t from 'tap'
import { harvestEverything } from './everything.ts'
import { harvestWhileWriting } from './incremental.ts'
import type { Proof } from './proof.ts'
import { tamperWithTokens } from './tokens.ts'

const small: Readonly<Record<string, (folder: string) => Promise<Proof[]>>> = {
  'tokens that were tampered with': () => tamperWithTokens(160),
  'a harvest while 32 write': (folder) => harvestWhileWriting(folder, 1600),
  'a harvest of everything': (folder) => harvestEverything(folder, 1000, 'oai_dc'),
}

for (const [name, prove] of Object.entries(small)) {
  t.test(name, async (t) => {
    for (const { name: said, value, holds } of await prove(t.testdir())) {
      if (/cost|memory/.test(said)) t.comment(`${said}: ${value}`)
      else t.ok(holds, `${said}: ${value}`)
    }
  })
}
