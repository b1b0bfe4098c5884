/** What every engine of the store must do, told in sentences. `open` gives an empty store each time. */
import type { Test } from 'tap'
import type { Answer, ChangeKind, KeyRecord, Match, NewVersion, SearchText, Store } from '../../src/store/store.ts'
import { questions } from './questions.ts'

export type Open = () => Promise<Store>

export const empty: SearchText = { title: '', abstract: '', names: '', affiliations: '', journal: '', keywords: '' }
export const instant = (second: number): string => new Date(Date.UTC(2026, 0, 31, 12, 0, second)).toISOString()

interface Draft extends Partial<NewVersion> {
  readonly title?: string
}

/** A change to an article that says only what matters to the test. */
export const change = (doi: string, draft: Draft = {}): NewVersion => {
  const { title = 'A title', kind = 'deposit', ...rest } = draft
  const search = kind === 'withdraw' ? {} : { search: { ...empty, title } }
  return { doi, kind, json: JSON.stringify({ doi, title }), at: instant(0), by: 'press', ...search, ...rest }
}

export const putAll = (store: Store, changes: readonly NewVersion[]) =>
  store.write(async (writer) => {
    for (const each of changes) await writer.put(each)
  })

export const dois = ({ hits }: Answer) => hits.map(({ record }) => record.doi)
export const many = (count: number) => Array.from({ length: count }, (_, index) => `10.1234/a.${index}`)

export type Fact = (t: Test, store: Store) => Promise<unknown>

const records: Record<string, Fact> = {
  'a citation key is given once, is nobody else’s, and stays': async (t, store) => {
    const wished = (doi: string) => change(doi, { citationKey: 'smith2024' })
    await putAll(store, many(30).map(wished))
    await store.write((writer) => writer.put(change('10.1234/none')))
    await store.write((writer) =>
      writer.put(change('10.1234/a.1', { kind: 'update', title: 'B', citationKey: 'other' })),
    )
    const keys = await store.read(async (reader) => {
      const found = []
      for (const doi of many(30)) found.push((await reader.byDoi(doi))?.citationKey)
      t.equal((await reader.byDoi('10.1234/none'))?.citationKey, undefined)
      t.match(await reader.byCitationKey('smith2024a'), { doi: '10.1234/a.1', version: 2 })
      t.equal(await reader.byCitationKey('smith2025'), undefined)
      return found
    })
    t.strictSame(keys.slice(0, 3), ['smith2024', 'smith2024a', 'smith2024b'])
    t.strictSame(keys.slice(26), ['smith2024z', 'smith2024aa', 'smith2024ab', 'smith2024ac'])
  },
  'a citation key wished for in a room that failed is free again': async (t, store) => {
    const failing = store.write(async (writer) => {
      await writer.put(change('10.1234/a', { citationKey: 'smith2024' }))
      throw new Error('not this time')
    })
    await t.rejects(failing)
    const put = await store.write((writer) => writer.put(change('10.1234/b', { citationKey: 'smith2024' })))
    t.equal(put.citationKey, 'smith2024')
  },
  'a deposit is read back as it was put': async (t, store) => {
    const put = await store.write((writer) => writer.put(change('10.1234/a', { json: '{"é":"\\u0001 𝒳"}' })))
    const record = { doi: '10.1234/a', version: 1, created: instant(0), modified: instant(0), by: 'press' }
    t.strictSame(put, { ...record, json: '{"é":"\\u0001 𝒳"}' })
    t.strictSame(await store.read((reader) => reader.byDoi('10.1234/a')), put)
  },
  'an unknown DOI is not found': async (t, store) => {
    t.equal(await store.read((reader) => reader.byDoi('10.1234/none')), undefined)
    t.equal(await store.read((reader) => reader.version('10.1234/none', 1)), undefined)
    t.strictSame(await store.read((reader) => reader.versions('10.1234/none')), [])
  },
  'a DOI is found in any case and kept as deposited': async (t, store) => {
    await putAll(store, [change('10.1234/AbC(1)<2>;x')])
    const found = await store.read((reader) => reader.byDoi('10.1234/aBc(1)<2>;X'))
    t.equal(found?.doi, '10.1234/AbC(1)<2>;x')
  },
  'only ASCII letters are matched without case': async (t, store) => {
    await putAll(store, [change('10.1234/ä'), change('10.1234/k')])
    t.equal(await store.read((reader) => reader.byDoi('10.1234/Ä')), undefined)
    t.equal(await store.read((reader) => reader.byDoi('10.1234/\u212A')), undefined, 'KELVIN SIGN is not k')
  },
  'versions count from 1, each as it was': async (t, store) => {
    await putAll(store, [
      change('10.1234/a', { at: instant(1) }),
      change('10.1234/A', { kind: 'update', at: instant(2), by: 'cli', title: 'Mended' }),
    ])
    const versions = await store.read((reader) => reader.versions('10.1234/a'))
    t.strictSame(
      versions.map(({ doi, version, created, modified, by }) => [doi, version, created, modified, by]),
      [
        ['10.1234/a', 1, instant(1), instant(1), 'press'],
        ['10.1234/A', 2, instant(1), instant(2), 'cli'],
      ],
    )
    t.strictSame(await store.read((reader) => reader.version('10.1234/a', 1)), versions[0])
    t.strictSame(await store.read((reader) => reader.byDoi('10.1234/a')), versions[1])
    t.equal(await store.read((reader) => reader.version('10.1234/a', 3)), undefined)
  },
  'a withdrawal keeps the record with its reason, a restoration brings it back': async (t, store) => {
    await putAll(store, [change('10.1234/a'), change('10.1234/a', { kind: 'withdraw', reason: 'Duplicate' })])
    const withdrawn = await store.read((reader) => reader.byDoi('10.1234/a'))
    t.match(withdrawn, { version: 2, withdrawn: { reason: 'Duplicate' } })
    await putAll(store, [change('10.1234/a', { kind: 'restore' })])
    const versions = await store.read((reader) => reader.versions('10.1234/a'))
    t.strictSame(
      versions.map((version) => version.withdrawn?.reason),
      [undefined, 'Duplicate', undefined],
    )
  },
  'a change that does not fit the article is a bug of the caller, and writes nothing': async (t, store) => {
    await putAll(store, [change('10.1234/a'), change('10.1234/w'), change('10.1234/w', { kind: 'withdraw' })])
    const wrong: readonly (readonly [string, ChangeKind])[] = [
      ['10.1234/a', 'deposit'],
      ['10.1234/a', 'restore'],
      ['10.1234/w', 'update'],
      ['10.1234/w', 'withdraw'],
      ['10.1234/none', 'update'],
      ['10.1234/none', 'withdraw'],
    ]
    for (const [doi, kind] of wrong) await t.rejects(putAll(store, [change(doi, { kind })]), `${kind} ${doi}`)
    t.equal(await store.read((reader) => reader.lastSeq()), 3)
  },
}

const lists: Record<string, Fact> = {
  'an empty store has no articles and no changes': async (t, store) => {
    await store.read(async (reader) => {
      t.strictSame(await reader.find({ limit: 10 }), { hits: [], after: undefined })
      t.strictSame(await reader.count(), { count: 0, exact: true })
      t.equal(await reader.lastSeq(), 0)
      t.strictSame(await reader.changesSince(0, 10), [])
    })
  },
  'the list runs in order of first deposit, page by page, without those withdrawn': async (t, store) => {
    await putAll(store, [
      ...many(7).map((doi) => change(doi)),
      change('10.1234/a.2', { kind: 'withdraw' }),
      change('10.1234/a.0', { kind: 'update' }),
    ])
    const first = await store.read((reader) => reader.find({ limit: 4 }))
    t.strictSame(dois(first), ['10.1234/a.0', '10.1234/a.1', '10.1234/a.3', '10.1234/a.4'])
    const next = await store.read((reader) => reader.find({ limit: 2, after: first.after ?? '' }))
    t.strictSame(dois(next), ['10.1234/a.5', '10.1234/a.6'])
    t.equal(next.after, undefined, 'a full last page is known to be the last')
    t.match(await store.read((reader) => reader.count()), { count: 6 })
  },
  'the change log counts on without gaps, also after a room that threw': async (t, store) => {
    await putAll(store, [change('10.1234/a'), change('10.1234/b', { at: instant(5), by: 'cli' })])
    const failed = store.write(async (writer) => {
      await writer.put(change('10.1234/c'))
      throw new Error('no')
    })
    await t.rejects(failed, { message: 'no' })
    await putAll(store, [change('10.1234/a', { kind: 'withdraw' })])
    const log = await store.read((reader) => reader.changesSince(0, 10))
    t.strictSame(
      log.map(({ seq, doi, kind, version }) => [seq, doi, kind, version]),
      [
        [1, '10.1234/a', 'deposit', 1],
        [2, '10.1234/b', 'deposit', 1],
        [3, '10.1234/a', 'withdraw', 2],
      ],
    )
    t.strictSame(await store.read((reader) => reader.changesSince(1, 1)), [log[1]])
    t.match(log[1], { at: instant(5), by: 'cli' })
    t.equal(await store.read((reader) => reader.lastSeq()), 3)
  },
}

const words = (terms: readonly string[]): Match => ({ kind: 'all', of: terms.map((text) => ({ kind: 'words', text })) })
const find = (store: Store, ...terms: string[]) => findAll(store, words(terms))
const findAll = (store: Store, match: Match) =>
  store.read(async (reader) => dois(await reader.find({ match, limit: 100 })))

const searches: Record<string, Fact> = {
  'every term must occur, in whatever field': async (t, store) => {
    const search = { ...empty, title: 'Growth of stem cells', names: 'José Müller', keywords: 'naïve' }
    await putAll(store, [change('10.1234/a', { search }), change('10.1234/b', { title: 'Growth of crystals' })])
    t.strictSame((await find(store, 'growth')).sort(), ['10.1234/a', '10.1234/b'])
    t.strictSame(await find(store, 'GROWTH', 'muller'), ['10.1234/a'])
    t.strictSame(await find(store, 'jose', 'naive', 'stem cells'), ['10.1234/a'])
    t.strictSame(await find(store, 'cells stem'), [], 'a phrase keeps its order')
  },
  'a DOI finds its article, in any case': async (t, store) => {
    await putAll(store, [change('10.1093/NAR/gkw1099'), change('10.1093/nar/gkw1098')])
    t.strictSame(await find(store, '10.1093/nar/GKW1099'), ['10.1093/NAR/gkw1099'])
  },
  'terms are plain text': async (t, store) => {
    await putAll(store, [change('10.1234/a', { title: 'AND, OR and NEAR: a "quoted" study* of ^x {y}' })])
    for (const term of ['AND', 'OR', 'NEAR', '"quoted"', 'study*', '^x', '{y}', 'title:'])
      t.strictSame(await find(store, term), term === 'title:' ? [] : ['10.1234/a'], term)
    t.strictSame(await find(store, 'NOT a'), [])
    t.strictSame(await find(store, 'stu\0dy'), [])
  },
  'terms without a word are passed over': async (t, store) => {
    await putAll(store, [change('10.1234/a', { title: 'Growth' })])
    for (const term of ['', '—', '"', '\0', ' ', '***', '😀']) {
      t.strictSame(await find(store, term), [], JSON.stringify(term))
      t.strictSame(await find(store, term, 'growth'), ['10.1234/a'], `growth ${JSON.stringify(term)}`)
    }
    t.strictSame(await find(store), ['10.1234/a'], 'no terms choose nothing, and so leave everything')
  },
  'very many and very long terms are no error': async (t, store) => {
    await putAll(store, [change('10.1234/a', { title: 'Growth' })])
    t.strictSame(await find(store, ...many(2000)), [])
    t.strictSame(await find(store, 'growth '.repeat(5000)), [])
  },
  'a word in the title weighs more than one in the abstract': async (t, store) => {
    await putAll(store, [
      change('10.1234/abstract', { search: { ...empty, title: 'Other things', abstract: 'On growth here' } }),
      change('10.1234/title', { search: { ...empty, title: 'On growth here', abstract: 'Other things' } }),
    ])
    t.strictSame(await find(store, 'growth'), ['10.1234/title', '10.1234/abstract'])
  },
  'pages of hits are disjoint and complete, ties by age': async (t, store) => {
    await putAll(
      store,
      many(10).map((doi) => change(doi, { title: 'Growth' })),
    )
    const seen: string[] = []
    const more = async (after?: string): Promise<void> => {
      const question = { match: words(['growth']), limit: 3, ...(after !== undefined && { after }) }
      const page = await store.read((reader) => reader.find(question))
      seen.push(...dois(page))
      if (page.after !== undefined) await more(page.after)
    }
    await more()
    t.strictSame(seen, many(10))
  },
  'an update replaces the words, a withdrawal removes them, a restoration returns them': async (t, store) => {
    await putAll(store, [change('10.1234/a', { title: 'Before' })])
    await putAll(store, [change('10.1234/a', { kind: 'update', title: 'After' })])
    t.strictSame(await find(store, 'before'), [])
    t.strictSame(await find(store, 'after'), ['10.1234/a'])
    await putAll(store, [change('10.1234/a', { kind: 'withdraw' })])
    t.strictSame(await find(store, 'after'), [])
    await putAll(store, [change('10.1234/a', { kind: 'restore', title: 'Again' })])
    t.strictSame(await find(store, 'again'), ['10.1234/a'])
  },
}

const gate = () => {
  let open = (): void => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

const rooms: Record<string, Fact> = {
  'what a room writes it reads, and others only when it is done': async (t, store) => {
    const hold = gate()
    const wrote = gate()
    const writing = store.write(async (writer) => {
      await writer.put(change('10.1234/a'))
      t.match(await writer.byDoi('10.1234/a'), { version: 1 })
      wrote.open()
      await hold.passed
    })
    await wrote.passed
    t.equal(await store.read((reader) => reader.byDoi('10.1234/a')), undefined)
    hold.open()
    await writing
    t.match(await store.read((reader) => reader.byDoi('10.1234/a')), { version: 1 })
  },
  'a reading room sees one state, a later one the newest': async (t, store) => {
    await putAll(store, [change('10.1234/a')])
    await store.read(async (reader) => {
      t.equal(await reader.lastSeq(), 1)
      await putAll(store, [change('10.1234/b')])
      t.equal(await reader.lastSeq(), 1)
      t.equal(await reader.byDoi('10.1234/b'), undefined)
      t.equal(await store.read((other) => other.lastSeq()), 2)
    })
  },
  'writers come one after another, in order': async (t, store) => {
    const order: number[] = []
    const writing = [1, 2, 3].map((number) =>
      store.write(async (writer) => {
        order.push(number)
        await new Promise((resolve) => setTimeout(resolve, 5))
        await writer.put(change(`10.1234/${number}`))
        order.push(number)
      }),
    )
    await Promise.all(writing)
    t.strictSame(order, [1, 1, 2, 2, 3, 3])
  },
  'of rooms that stand in line together, only those that throw are undone': async (t, store) => {
    const results = await Promise.allSettled(
      many(9).map((doi, index) =>
        store.write(async (writer) => {
          await writer.put(change(doi, { title: `Word${index}` }))
          if (index % 3 === 1) throw new Error('no')
          return index
        }),
      ),
    )
    t.strictSame(
      results.map((result) => (result.status === 'fulfilled' ? result.value : undefined)),
      [0, undefined, 2, 3, undefined, 5, 6, undefined, 8],
    )
    t.match(await store.read((reader) => reader.count()), { count: 6 })
    t.equal(await store.read((reader) => reader.lastSeq()), 6)
    t.strictSame(await find(store, 'word1'), [])
    t.strictSame(await find(store, 'word2'), ['10.1234/a.2'])
  },
  'a room that was left answers no more': async (t, store) => {
    const reader = await store.read(async (room) => room)
    const writer = await store.write(async (room) => room)
    await t.rejects(reader.byDoi('10.1234/a'))
    await t.rejects(writer.put(change('10.1234/a')))
    await t.rejects(writer.revokeKey('k', instant(0)))
    t.equal(await store.read((room) => room.lastSeq()), 0)
  },
  'many reading rooms at once are all served': async (t, store) => {
    await putAll(store, [change('10.1234/a')])
    const room = () =>
      store.read(async (reader) => {
        await new Promise((resolve) => setTimeout(resolve, 2))
        return (await reader.byDoi('10.1234/a'))?.version
      })
    t.strictSame(await Promise.all(Array.from({ length: 40 }, room)), Array(40).fill(1))
  },
  'the generation changes with every commit and not otherwise': async (t, store) => {
    const before = store.generation()
    await store.read((reader) => reader.count())
    t.equal(store.generation(), before)
    await putAll(store, [change('10.1234/a')])
    const after = store.generation()
    t.not(after, before)
    await t.rejects(putAll(store, [change('10.1234/a')]))
    t.equal(store.generation(), after)
  },
  'a closed store refuses, and closing twice is safe': async (t, store) => {
    const writing = putAll(store, [change('10.1234/a')])
    await Promise.all([store.close(), store.close()])
    await writing
    await store.close()
    await t.rejects(
      store.read((reader) => reader.count()),
      { code: 'unavailable' },
    )
    await t.rejects(putAll(store, []), { code: 'unavailable' })
    t.equal(typeof store.generation(), 'number')
  },
}

const key: KeyRecord = {
  id: 'k1',
  name: 'Press',
  role: 'depositor',
  digest: 'ab',
  prefixes: ['10.1234'],
  journals: ['2434-561X'],
  created: instant(1),
}

const keys: Record<string, Fact> = {
  'keys are added, listed and revoked': async (t, store) => {
    const administrator: KeyRecord = { ...key, id: 'k0', role: 'administrator', prefixes: [], created: instant(2) }
    await store.write(async (writer) => {
      await writer.addKey(key)
      await writer.addKey(administrator)
    })
    t.strictSame(await store.read((reader) => reader.keys()), [key, administrator])
    t.equal(await store.write((writer) => writer.revokeKey('k1', instant(3))), true)
    t.equal(await store.write((writer) => writer.revokeKey('k1', instant(4))), true)
    t.strictSame(await store.read((reader) => reader.key('k1')), { ...key, revoked: instant(3) })
    t.equal(await store.write((writer) => writer.revokeKey('none', instant(3))), false)
    t.equal(await store.read((reader) => reader.key('none')), undefined)
  },
  'a key is as it stands after every change of a room': async (t, store) => {
    await store.write((writer) => writer.addKey(key))
    await store.write(async (writer) => {
      t.strictSame(await writer.key('k1'), key)
      await writer.revokeKey('k1', instant(3))
      t.strictSame(await writer.key('k1'), { ...key, revoked: instant(3) })
      t.equal(await writer.key('none'), undefined)
      await writer.addKey({ ...key, id: 'none' })
      t.strictSame(await writer.key('none'), { ...key, id: 'none' })
    })
  },
  'a key’s id is given once': async (t, store) => {
    await store.write((writer) => writer.addKey(key))
    await t.rejects(
      store.write((writer) => writer.addKey(key)),
      { code: 'invalid-request' },
    )
  },
}

/** Runs every fact on a fresh store. */
export const storeContract = async (t: Test, open: Open): Promise<void> => {
  for (const facts of [records, lists, searches, questions, rooms, keys])
    for (const [sentence, fact] of Object.entries(facts))
      await t.test(sentence, async (t) => {
        const store = await open()
        t.teardown(() => store.close())
        await fact(t, store)
      })
}
