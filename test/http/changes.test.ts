/** The change log over HTTP. */
import t from 'tap'
import { localCaller } from '../../src/library/keys.ts'
import { fill } from '../oai/start.ts'
import { startService } from './start.ts'

t.test('changes come in order and without gaps, page by page', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 5)
  await library.withdraw({ doi: '10.5555/synthetic.2', reason: 'A double.', by: localCaller })
  const seen: number[] = []
  for (let next = 0; ; ) {
    const page = (await app.inject(`/changes?since=${next}&limit=4`)).json()
    if (page.changes.length === 0) break
    seen.push(...page.changes.map(({ seq }: { seq: number }) => seq))
    next = page.next
  }
  t.same(seen, [1, 2, 3, 4, 5, 6])
  const [last] = (await app.inject('/changes?since=5')).json().changes
  t.match(last, { kind: 'withdraw', version: 2, href: '/articles/10.5555/synthetic.2' })
  t.notOk('by' in last, 'who wrote it is not told')
})

t.test('as lines by Accept', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 2)
  const answer = await app.inject({ url: '/changes', headers: { accept: 'application/x-ndjson' } })
  t.equal(answer.headers['content-type'], 'application/x-ndjson; charset=utf-8')
  t.equal(answer.headers['colophon-next'], '2')
  t.same(
    answer.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).seq),
    [1, 2],
  )
})

t.test('a request that waits is answered when something is written, or when its time is over', async (t) => {
  const { app, library } = await startService(t)
  const waiting = app.inject('/changes?wait=20')
  await new Promise((resolve) => setTimeout(resolve, 50))
  await fill(library, 0, 1)
  t.equal((await waiting).json().next, 1)
  const start = performance.now()
  t.same((await app.inject('/changes?since=1&wait=1')).json(), { changes: [], next: 1 })
  t.ok(performance.now() - start > 900)
})

t.test('what cannot be meant is refused', async (t) => {
  const { app } = await startService(t)
  for (const query of ['since=-1', 'since=x', 'limit=0', 'limit=100001', 'wait=61', 'from=1']) {
    t.equal((await app.inject(`/changes?${query}`)).statusCode, 400, query)
  }
})
