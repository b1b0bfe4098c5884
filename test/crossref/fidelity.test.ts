import { readFileSync } from 'node:fs'
import t from 'tap'
import { judgeWorks } from '../conformance/crossref-json.ts'

t.test('a work of the registry comes back as it was, but for the losses that have names', async (t) => {
  const works = readFileSync(new URL('../fixtures/crossref-json/clients.jsonl', import.meta.url), 'utf8')
  const { others, whole, works: all, kept } = judgeWorks(works)
  t.same([...others], [])
  t.same([...kept], [])
  t.equal(whole, all)
})
