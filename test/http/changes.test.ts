/** The change log over HTTP. */
import t from 'tap'
import { synthetic } from '../../bench/synthetic.ts'
import type { Draft } from '../../schemas/article.ts'
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

t.test('a change names the ETags that its formats have, as long as its version stands', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 2)
  const first = '/articles/10.5555/synthetic.0'
  const [change] = (await app.inject('/changes')).json().changes
  t.ok(Object.keys(change.etags).length > 15)
  for (const [name, etag] of Object.entries(change.etags)) {
    t.equal((await app.inject(`${first}?format=${name}`)).headers.etag, etag, name)
  }
  const some = (await app.inject('/changes?etags=jats,bibtex&limit=1')).json().changes[0].etags
  t.same(some, { jats: change.etags.jats, bibtex: change.etags.bibtex })
  await library.deposit({ draft: { ...synthetic(0), title: 'Another' }, by: localCaller })
  await library.withdraw({ doi: '10.5555/synthetic.1', reason: 'A double.', by: localCaller })
  const told = (await app.inject('/changes')).json().changes
  t.same(
    told.map(({ etags }: { etags?: object }) => etags !== undefined),
    [false, false, true, false],
    'versions that no longer stand, and tombstones, have none',
  )
  t.notOk('etags' in (await app.inject('/changes?since=2&etags=none')).json().changes[0])
  t.equal((await app.inject('/changes?etags=none,jats')).statusCode, 400)
})

t.test('a format that cannot say an article has no ETag for it', async (t) => {
  const { app, library } = await startService(t)
  await library.deposit({ draft: { doi: '10.5555/bare', title: 'Bare' }, by: localCaller })
  const [{ etags }] = (await app.inject('/changes')).json().changes
  t.ok('json' in etags)
  t.notOk('crossref' in etags)
})

t.test('retractions and corrections are marked events, of the article itself and of its notice', async (t) => {
  const { app, library } = await startService(t)
  const put = (draft: Draft) => library.deposit({ draft, by: localCaller })
  const [doi, notice] = ['10.5555/A', '10.5555/notice']
  await put({ doi, title: 'A' })
  await put({ doi, title: 'A', relations: [{ type: 'corrected-by', doi: '10.5555/c' }] })
  await put({ doi, title: 'B', relations: [{ type: 'corrected-by', doi: '10.5555/C' }] })
  await put({ doi: notice, title: 'Retraction of A', type: 'retraction', relations: [{ type: 'retracts', doi }] })
  await put({ doi, title: 'B', relations: [{ type: 'retracted-by', doi: notice }], dates: { retracted: '2026-01-02' } })
  await put({ doi: '10.5555/late', title: 'L', dates: { retracted: '2020', corrected: ['2019'] } })
  await library.withdraw({ doi, reason: 'Retracted.', by: localCaller })
  await put({ doi, title: 'B', dates: { retracted: '2026-01-02' } })
  const { changes } = (await app.inject('/changes?etags=none')).json()
  const told = changes.map(({ events, retracted, corrected }: Record<string, unknown>) => [
    events,
    retracted,
    corrected,
  ])
  t.same(told, [
    [['article.deposited'], undefined, undefined],
    [['article.updated', 'article.corrected'], undefined, [doi]],
    [['article.updated'], undefined, undefined],
    [['article.deposited', 'article.retracted'], [doi], undefined],
    [['article.updated', 'article.retracted'], [doi], undefined],
    [['article.deposited', 'article.corrected', 'article.retracted'], ['10.5555/late'], ['10.5555/late']],
    [['article.withdrawn'], undefined, undefined],
    [['article.restored'], undefined, undefined],
  ])
})

t.test('a page whose ETags take long ends early, and the next goes on', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 300)
  const seen: number[] = []
  let pages = 0
  for (let next = 0; ; pages++) {
    const page = (await app.inject(`/changes?since=${next}&limit=10000`)).json()
    if (page.changes.length === 0) break
    seen.push(...page.changes.map(({ seq }: { seq: number }) => seq))
    next = page.next
  }
  t.ok(pages > 1)
  t.same(
    seen,
    Array.from({ length: 300 }, (_, n) => n + 1),
  )
})
