/** Look-ups, questions, walks, dumps and harvests, beside `SELECT` of the same bytes. */
import type pg from 'pg'
import type { Store } from '../../src/store/store.ts'
import { median } from '../median.ts'
import { timed } from '../search/timing.ts'
import { syntheticDoi, word } from '../synthetic.ts'

interface Pair {
  readonly ours: number
  readonly bare: number
}

/** Milliseconds for 3,000 look-ups by DOI, spread over all: one after another, 100 at once, and bare ones. */
export async function lookUps(store: Store, client: pg.Client, count: number) {
  const dois = Array.from({ length: 3000 }, (_, n) => syntheticDoi((n * 7919) % count))
  const ours: number[] = []
  const bare: number[] = []
  const many: number[] = []
  for (let round = 0; round < 3; round++) {
    ours.push(
      await timed(async () => {
        for (const doi of dois) await store.byDoi?.(doi)
      }),
    )
    bare.push(
      await timed(async () => {
        for (const doi of dois)
          await client.query({
            name: 'bare',
            text: 'SELECT json FROM version WHERE doi = $1 AND version = 1',
            values: [doi],
          })
      }),
    )
    many.push(
      await timed(async () => {
        for (let from = 0; from < dois.length; from += 100)
          await Promise.all(dois.slice(from, from + 100).map((doi) => store.byDoi?.(doi)))
      }),
    )
  }
  return { lookUps: dois.length, ours: median(ours), bare: median(bare), many: median(many) }
}

/** Questions as they are asked from outside, with totals: words by how rare they are. */
export async function searches(store: Store): Promise<void> {
  const rare = `${word(300)} ${word(700)}`
  for (const text of [rare, `${word(2)} ${word(700)}`, word(40), word(2), `${word(50).slice(0, 4)}*`]) {
    const of = text
      .split(' ')
      .map((one) => ({ kind: 'words', text: one.replace('*', ''), prefix: one.endsWith('*') }) as const)
    const find = (sort?: 'deposited') =>
      store.find({
        match: { kind: 'all', of },
        limit: 20,
        counted: true,
        ...(sort && { sort: { by: sort, order: 'ascending' } }),
      })
    const first = await timed(() => find())
    const again: number[] = []
    const walked: number[] = []
    for (let n = 0; n < 7; n++) {
      again.push(await timed(() => find()))
      walked.push(await timed(() => find('deposited')))
    }
    const { total } = await find()
    const times = `${median(again).toFixed(1)} ms (first ${first.toFixed(1)}), in the order of deposit ${median(walked).toFixed(1)}`
    console.log(`search “${text}”, ${total?.count} hits: ${times}`)
  }
}

const page = 1000

/** Every article in the order of deposit, as a dump reads them, and the same bytes through a cursor of the server’s. */
export async function dump(
  store: Store,
  client: pg.Client,
): Promise<Pair & { readonly records: number; readonly last: number }> {
  const times: number[] = []
  let records = 0
  const at = await store.read((reader) => reader.lastSeq())
  const ours = await timed(async () => {
    for (let after = 0, left = true; left; )
      times.push(
        await timed(async () => {
          const rows = await store.harvest.snapshot({ at, since: 0, after, limit: page })
          records += rows.length
          after = rows.at(-1)?.place ?? after
          left = rows.length === page
        }),
      )
  })
  const bare = await timed(async () => {
    await client.query('BEGIN; DECLARE everything CURSOR FOR SELECT doi, json FROM version')
    for (let left = true; left; ) left = (await client.query(`FETCH ${page} FROM everything`)).rows.length > 0
    await client.query('COMMIT')
  })
  const tenth = Math.max(1, Math.floor(times.length / 10))
  return { ours, bare, records, last: median(times.slice(-tenth - 1, -1)) / median(times.slice(0, tenth)) }
}

/** 200 pages of 100 records as harvesters are given them, and the same bytes by number of the log. */
export async function harvest(store: Store, client: pg.Client): Promise<Pair & { readonly records: number }> {
  const most = 200
  let records = 0
  const ours = await timed(async () => {
    for (let after = 0, n = 0; n < most; n++) {
      const { rows } = await store.harvest.page({ after, limit: 100 })
      records += rows.length
      after = rows.at(-1)?.seq ?? after
      if (rows.length < 100) break
    }
  })
  const text = 'SELECT seq, doi, at, json FROM version WHERE seq > $1 ORDER BY seq LIMIT 100'
  const bare = await timed(async () => {
    for (let after = 0, n = 0; n < most; n++) {
      const { rows } = await client.query({ name: 'log', text, values: [after] })
      after = Number(rows.at(-1)?.seq ?? after)
      if (rows.length < 100) break
    }
  })
  return { ours, bare, records }
}
