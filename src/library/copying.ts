/**
 * Moves a store from one engine to another: the log is written again line by line, which makes the same articles, numbers
 * and keys; then the tables beside it. What is there already is compared and gone on from, and in the end everything is
 * read from both and compared by digest. A portion is in memory at a time.
 */
import { createHash } from 'node:crypto'
import { Refusal } from '../article/refusal.ts'
import type { CopiedRow, CopiedTableName, LoggedVersion } from '../store/copying.ts'
import type { NewVersion, Store } from '../store/store.ts'
import { searchTextOf } from './search-text.ts'

export interface Copied {
  /** Versions in the copy, and how many of them were there before. */
  readonly versions: number
  readonly before: number
  /** SHA-256 of the log, the same of both. */
  readonly sha256: string
  /** Whether the tables beside the log were compared too: not where the source was written to meanwhile. */
  readonly whole: boolean
}

export interface Copying {
  readonly from: Store
  readonly to: Store
  /** Tables beside the log, in their order. */
  readonly tables: readonly CopiedTableName[]
  /** The values of a row’s key. */
  readonly keyOf: (table: CopiedTableName, row: CopiedRow) => CopiedRow
  readonly progress?: (step: 'copied' | 'compared', done: number, total: number) => void
}

const mostLines = 200
/** Records differ in size a thousandfold: portions are made smaller where they are large. */
const mostBytes = 8_000_000

/** Throws `Refusal('conflict')` where the copy holds another store, or what it holds differs in the end. */
export async function copyStore({ from, to, tables, keyOf, progress = () => {} }: Copying): Promise<Copied> {
  const started = await from.generationNow()
  const until = await lastOf(from)
  const before = await judgeCopy(from, to, until)
  for await (const lines of portionsOf(from, before, until)) {
    await writeLines(to, lines)
    progress('copied', lines.at(-1)?.seq ?? until, until)
  }
  for (const table of tables) for await (const rows of rowsOf(from, table, keyOf)) await to.copying.keep(table, rows)
  await to.copying.keepSecrets(await from.copying.secrets())
  const sha256 = await compareLogs(from, to, until, (done) => progress('compared', done, until))
  const whole = (await from.generationNow()) === started
  if (whole) for (const table of tables) await compareTables(from, to, table, keyOf)
  return { versions: until, before, sha256, whole }
}

const lastOf = (store: Store): Promise<number> => store.read((reader) => reader.lastSeq())

/** How far the copy is. Its last line must be the source’s. */
async function judgeCopy(from: Store, to: Store, until: number): Promise<number> {
  const last = await lastOf(to)
  if (last === 0) return 0
  const of = async (store: Store) => (await store.copying.log({ after: last - 1, until: last, limit: 1 })).map(told)
  const [mine, theirs] = await Promise.all([of(to), of(from)])
  if (last > until || mine[0] !== theirs[0])
    throw new Refusal(
      'conflict',
      `The store ${to.name} holds something else than the beginning of ${from.name}: its line ${last} of the log differs. Name an empty store.`,
    )
  return last
}

async function* portionsOf(store: Store, after: number, until: number): AsyncGenerator<readonly LoggedVersion[]> {
  let limit = mostLines
  for (let at = after; at < until; ) {
    const lines = await store.copying.log({ after: at, until, limit })
    const last = lines.at(-1)
    if (!last) throw new Refusal('unavailable', `The store ${store.name} lacks number ${at + 1} of its log. Verify it.`)
    yield lines
    at = last.seq
    const bytes = lines.reduce((sum, { json }) => sum + json.length, 0)
    limit = Math.max(1, Math.min(mostLines, Math.floor((mostBytes / Math.max(bytes, 1)) * lines.length)))
  }
}

async function writeLines(to: Store, lines: readonly LoggedVersion[]): Promise<void> {
  await to.write(async (writer) => {
    const keys = lines.flatMap(({ kind, citationKey }) => (kind === 'deposit' && citationKey ? [citationKey] : []))
    await writer.expect?.(
      lines.map(({ doi }) => doi),
      keys,
    )
    for (const line of lines) {
      const { version, citationKey, modified } = await writer.put(versionOf(line))
      if (version !== line.version || citationKey !== line.citationKey || modified !== line.at)
        throw new Refusal(
          'conflict',
          `${line.doi}, version ${line.version}, would become another in ${to.name}. Name an empty store.`,
        )
    }
  })
}

/** Only what stands is searched: what was replaced since needs no words. */
function versionOf({ doi, kind, json, at, by, format, citationKey, reason, stands }: LoggedVersion): NewVersion {
  return {
    ...{ doi, kind, json, at, by },
    ...(format !== undefined && { format }),
    ...(kind === 'deposit' && citationKey !== undefined && { citationKey }),
    ...(reason !== undefined && { reason }),
    ...(stands && kind !== 'withdraw' && { search: searchTextOf(JSON.parse(json)) }),
  }
}

async function* rowsOf(
  store: Store,
  table: CopiedTableName,
  keyOf: Copying['keyOf'],
): AsyncGenerator<readonly CopiedRow[]> {
  for (let after: CopiedRow | undefined; ; ) {
    const rows = await store.copying.rows(table, after, mostLines)
    const last = rows.at(-1)
    if (!last) return
    yield rows
    after = keyOf(table, last)
  }
}

/** A line of the log as one text; which version stands is told by what comes after it. */
const told = ({ stands: _, ...line }: LoggedVersion): string => JSON.stringify(line, Object.keys(line).sort())

/** The digest of both logs, which must be the same from portion to portion. */
async function compareLogs(from: Store, to: Store, until: number, progress: (done: number) => void): Promise<string> {
  const digest = createHash('sha256')
  for await (const lines of portionsOf(from, 0, until)) {
    const [first, last] = [lines[0]?.seq ?? 1, lines.at(-1)?.seq ?? until]
    const copied = await to.copying.log({ after: first - 1, until: last, limit: lines.length })
    for (const [at, line] of lines.entries()) {
      const [mine, theirs] = [told(line), copied[at] && told(copied[at])]
      if (mine !== theirs) throw different(from, to, `${line.doi}, version ${line.version}`)
      digest.update(mine).update('\n')
    }
    progress(last)
  }
  return digest.digest('hex')
}

async function compareTables(from: Store, to: Store, table: CopiedTableName, keyOf: Copying['keyOf']): Promise<void> {
  const digestOf = async (store: Store) => {
    const digest = createHash('sha256')
    for await (const rows of rowsOf(store, table, keyOf))
      for (const row of rows) digest.update(JSON.stringify(row)).update('\n')
    return digest.digest('hex')
  }
  if ((await digestOf(from)) !== (await digestOf(to))) throw different(from, to, `the table ${table}`)
}

const different = (from: Store, to: Store, what: string): Refusal =>
  new Refusal('conflict', `${to.name} is not the same as ${from.name}: ${what} differs. Copy to an empty store.`)
