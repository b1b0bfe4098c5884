/** Articles by the thousand, beside `COPY` of the same bytes: of DOI and record alone, and of every row that a bulk writes. */
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { statements } from '../../src/store/postgres/catalogue.ts'
import type { Store } from '../../src/store/store.ts'
import { timed } from '../search/timing.ts'
import { article, articles, putLookedUp } from './articles.ts'

const portion = 1000

/** Milliseconds for so many articles, made beforehand by the thousand; the text index is in order at the end. */
export async function bulk(store: Store, client: pg.Client, count: number): Promise<number> {
  let spent = 0
  const begun = performance.now()
  for (let from = 0; from < count; from += portion) {
    const versions = articles(from, Math.min(from + portion, count))
    spent += await timed(() =>
      store.write(async (writer) => {
        await writer.expect?.(
          versions.map(({ doi }) => doi),
          versions.map(({ citationKey }) => citationKey),
        )
        for (const version of versions) await putLookedUp(writer, version)
      }),
    )
    if ((from / portion) % 20 === 19) console.error(`${from + portion} in ${Math.round(performance.now() - begun)} ms`)
  }
  return spent + (await timed(() => client.query(statements.clean)))
}

/** Milliseconds of `COPY` of DOI and record into a table with a key. */
export async function copyBare(client: pg.Client, count: number): Promise<number> {
  await client.query('CREATE TABLE bare (doi TEXT COLLATE "C" PRIMARY KEY, json TEXT NOT NULL)')
  const lines: string[] = []
  for (let n = 0; n < count; n++) {
    const { doi, json } = article(n)
    lines.push(`${doi}\t${json.replaceAll('\\', '\\\\')}\n`)
  }
  return timed(() => send(client, 'COPY bare FROM STDIN', lines))
}

/** Milliseconds of `COPY` of the same rows into tables with the same columns and indexes, under the same settings. */
export async function copyRows(client: pg.Client, count: number): Promise<number> {
  const rows: Record<string, string[]> = {}
  for (const table of ['version', 'article', 'citation_key', 'search']) {
    const which = table === 'citation_key' ? 'key' : 'doi'
    const sql = `COPY (SELECT * FROM ${table} WHERE doi LIKE '10.5555/synthetic.%' ORDER BY ${which} LIMIT ${count}) TO STDOUT`
    const lines = (await text(client.query(copyTo(sql)))).split(/(?<=\n)/)
    // As they come, not in the order of their keys.
    rows[table] = lines
      .map((line, n) => [line, (n * 7919) % lines.length] as const)
      .sort(byNumber)
      .map(([line]) => line)
    await client.query(`CREATE TABLE copy_${table} (LIKE ${table} INCLUDING ALL)`)
  }
  const spent = await timed(async () => {
    await client.query(`BEGIN; SET LOCAL synchronous_commit = on`)
    await client.query(statements.bulk)
    for (const [table, lines] of Object.entries(rows)) await send(client, `COPY copy_${table} FROM STDIN`, lines)
    await client.query('COMMIT')
    const { rows: indexes } = await client.query(
      "SELECT indexrelid::regclass AS name FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN pg_am a ON a.oid = relam WHERE amname = 'gin' AND indrelid = 'copy_search'::regclass",
    )
    for (const { name } of indexes) await client.query(`SELECT gin_clean_pending_list('${name}'::regclass)`)
  })
  await client.query(`DROP TABLE ${Object.keys(rows).map((table) => `copy_${table}`)}`)
  return spent
}

const byNumber = (a: readonly [string, number], b: readonly [string, number]): number => a[1] - b[1]

async function send(client: pg.Client, sql: string, lines: readonly string[]): Promise<void> {
  const stream = client.query(copyFrom(sql))
  for (let from = 0; from < lines.length; from += 100)
    if (!stream.write(lines.slice(from, from + 100).join(''))) await once(stream, 'drain')
  stream.end()
  await once(stream, 'finish')
}
