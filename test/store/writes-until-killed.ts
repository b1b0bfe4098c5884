/** Run by durability.test.ts: writes articles without end and prints `doi version` of every change that is acknowledged. */
import { writeSync } from 'node:fs'
import { openStore } from '../../src/store/open.ts'
import { change } from './contract.ts'

const [url = '', round = ''] = process.argv.slice(2)
const store = await openStore(url)
const say = ({ doi, version }: { doi: string; version: number }) => writeSync(1, `${doi} ${version}\n`)

for (let index = 0; ; index += 1) {
  const doi = (part: string) => `10.1234/${round}.${index}.${part}`
  say(await store.write((writer) => writer.put(change(doi('alone')))))
  say(await store.write((writer) => writer.put(change(doi('alone'), { kind: 'update', json: 'x'.repeat(20_000) }))))
  const together = Array.from({ length: 8 }, (_, part) =>
    store.write((writer) => writer.put(change(doi(String(part))))).then(say),
  )
  await Promise.all(together)
  const bulk = await store.write(async (writer) => {
    const put = []
    for (let part = 0; part < 50; part += 1) put.push(await writer.put(change(doi(`bulk.${part}`))))
    return put
  })
  bulk.forEach(say)
}
