/** Threat T1: no spelling of a DOI, and no way of writing, lets a key write outside of its prefixes and journals. */

import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import t from 'tap'
import { doiPrefix, parseDoi } from '../../src/article/doi.ts'
import { type Caller, createKeys } from '../../src/library/keys.ts'
import { createLibrary } from '../../src/library/library.ts'
import { openStore } from '../../src/store/open.ts'

const own = '10.1234'
const prefixes = [own, '10.123', '10.12345', '10.1234.5', '10.1235', '10.01234', '10.1234.', '10.１２３４', '10.123４']

const spelling = fc
  .tuple(
    fc.constantFrom(...prefixes),
    fc.constantFrom('/', '%2F', '%2f', '%252F', '／', '//', '/%2e%2e/', '\u2044', '/10.1234/'),
    fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('a', 'A.B', '../10.1235/x', '10.1234/x')),
    fc.constantFrom(
      '',
      'doi:',
      'DOI: ',
      'https://doi.org/',
      'http://dx.doi.org/',
      'HTTPS://DOI.ORG/',
      'urn:doi:',
      '"',
      ' ',
    ),
    fc.constantFrom('', ' ', '"', '?x=10.1234/', '#10.1234/a', '\u0000', '\u200b'),
  )
  .map(([prefix, slash, suffix, before, after]) => before + prefix + slash + suffix + after)

async function libraryOf(t: { teardown: (end: () => Promise<void>) => void }) {
  const store = await openStore('sqlite::memory:')
  t.teardown(() => store.close())
  const library = createLibrary({ store })
  const { secret } = await library.keys.create({ name: 'Press', prefixes: [own] })
  return { store, library, by: await library.keys.authenticate(secret) }
}

t.test('10,000 spellings of DOIs, one by one and in bulk: none is written under another prefix (T1)', async (t) => {
  const { library, store, by } = await libraryOf(t)
  const seed = 20261122
  const spellings = fc.sample(spelling, { numRuns: 10_000, seed })
  const readings = spellings.map((doi, n) => ({ place: String(n), draft: { doi, title: 'T' }, notes: [] }))
  let written = 0
  for await (const line of library.depositAll(readings, { by })) if (line.outcome !== 'refused') written++
  for (const doi of spellings.slice(0, 1000)) {
    const path = parseDoi(doi)
    if (path === undefined) continue
    await library.deposit({ draft: { title: 'U' }, doi: path, by }).then(
      () => written++,
      () => {},
    )
    await library.withdraw({ doi: path, reason: 'None.', by }).catch(() => {})
  }
  const log = await library.changesSince(0, 1_000_000)
  const others = log.filter(({ doi }) => doiPrefix(doi) !== own)
  t.strictSame(others, [], `seed ${seed}: ${written} written, ${log.length} changes, none elsewhere`)
  t.ok(written > 500, `${written} were written`)
  t.equal((await store.read((reader) => reader.keys())).length, 1)
})

t.test('every key writes its own prefixes and no other', async (t) => {
  const { library } = await libraryOf(t)
  const whole = ['10.1234', '10.12345', '10.1234.5', '10.1235']
  for (const prefix of whole) {
    const { secret } = await library.keys.create({ name: prefix, prefixes: [prefix] })
    const by = await library.keys.authenticate(secret)
    for (const other of whole) {
      for (const doi of [`${other}/a`, `${other}/${prefix}/a`, `${other}/A`]) {
        const done = library.deposit({ draft: { doi, title: prefix }, by })
        if (other === prefix) await t.resolves(done, `${prefix} writes ${doi}`)
        else await t.rejects(done, { code: 'forbidden' }, `${prefix} does not write ${doi}`)
      }
    }
  }
})

t.test('a key for a journal writes neither into another nor over its articles', async (t) => {
  const { library } = await libraryOf(t)
  const { secret } = await library.keys.create({ name: 'A', prefixes: [own], journals: ['2434-561X'] })
  const by = await library.keys.authenticate(secret)
  const draft = (doi: string, electronic?: string) => ({
    doi,
    title: `T ${by.name}`,
    ...(electronic !== undefined && { journal: { issn: { electronic } } }),
  })
  await t.resolves(library.deposit({ draft: draft('10.1234/a', '2434-561X'), by }))
  await t.rejects(library.deposit({ draft: draft('10.1234/b', '0028-0836'), by }), { code: 'forbidden' })
  await t.rejects(library.deposit({ draft: draft('10.1234/b'), by }), { code: 'forbidden' })
  await t.rejects(library.deposit({ draft: draft('10.1234/a', '0028-0836'), by }), { code: 'forbidden' })
  const other: Caller = { name: 'x', administrator: true, prefixes: [] }
  await library.deposit({ draft: draft('10.1234/c', '0028-0836'), by: other })
  await t.rejects(
    library.deposit({ draft: draft('10.1234/c', '2434-561X'), by }),
    { code: 'forbidden' },
    'nor claims it',
  )
  await t.rejects(library.withdraw({ doi: '10.1234/c', reason: 'Mine.', by }), { code: 'forbidden' })
  await t.rejects(
    library.patch({ doi: '10.1234/c', by, format: 'json', change: () => draft('10.1234/c', '2434-561X') }),
    {
      code: 'forbidden',
    },
  )
  const readings = ['0028-0836', '2434-561X', undefined].map((issn, n) => ({
    place: String(n),
    draft: draft(`10.1234/bulk.${n}`, issn),
    notes: [],
  }))
  const outcomes = []
  for await (const { outcome } of library.depositAll(readings, { by })) outcomes.push(outcome)
  t.strictSame(outcomes, ['refused', 'created', 'refused'], 'line by line')
})

t.test('what was revoked or has expired since the request began writes nothing', async (t) => {
  const { library, store, by } = await libraryOf(t)
  await library.keys.revoke(by.id ?? '')
  await t.rejects(library.deposit({ draft: { doi: '10.1234/a', title: 'T' }, by }), { code: 'unauthorised' })
  await t.rejects(
    async () => {
      for await (const _ of library.depositAll([{ place: '', draft: { doi: '10.1234/a', title: 'T' }, notes: [] }], {
        by,
      }));
    },
    { code: 'unauthorised' },
  )
  t.equal(await library.count(), 0)
  let year = 2026
  const keys = createKeys(store, () => new Date(Date.UTC(year, 0, 1)))
  const { secret } = await keys.create({ name: 'short', prefixes: [own], expires: '2026-06-30' })
  await t.resolves(keys.authenticate(secret))
  year = 2027
  await t.rejects(keys.authenticate(secret), { code: 'unauthorised' })
  t.strictSame((await keys.list()).map((key) => keys.rowOf(key).state).sort(), ['expired', 'revoked'])
})

t.test('how much of a secret is right tells nothing by the time it takes (T2)', async (t) => {
  const { library } = await libraryOf(t)
  const { secret } = await library.keys.create({ name: 'k', prefixes: [own] })
  const changed = (at: number) => secret.slice(0, at) + (secret[at] === 'x' ? 'y' : 'x') + secret.slice(at + 1)
  const guesses = { first: changed(secret.length - 43), last: changed(secret.length - 1) }
  const times = { first: [] as number[], last: [] as number[] }
  for (let n = 0; n < 2000; n++) {
    for (const which of n % 2 === 0 ? (['first', 'last'] as const) : (['last', 'first'] as const)) {
      // What is looked up in a turn of the event loop is shared within it.
      await turn()
      const begun = performance.now()
      await library.keys.authenticate(guesses[which]).catch(() => {})
      times[which].push(performance.now() - begun)
    }
  }
  // Whatever else the machine does takes its time from some calls, not from half of them.
  const median = (list: number[]) => list.sort((one, other) => one - other)[list.length / 2] ?? Number.NaN
  const ratio = median(times.first) / median(times.last)
  t.ok(ratio > 0.5 && ratio < 2, `first ÷ last: ${ratio.toFixed(3)}`)
})
