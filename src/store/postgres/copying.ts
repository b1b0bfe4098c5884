/** Moving a store on PostgreSQL. */
import { type CopyStore, copiedTables } from '../copying.ts'
import { loggedOf, rowOf } from '../sqlite/copying.ts'
import { text } from '../sqlite/rows.ts'
import { fillingSql } from './catalogue.ts'
import type { Desk, Write } from './desk.ts'
import { all } from './filler.ts'

export const createCopying = ({ read }: Desk, write: Write): CopyStore => ({
  log: ({ after, until, limit }) =>
    read(async (session) => (await session.run('copiedLog', after, until, limit)).map(loggedOf)),
  rows: (table, after, limit) =>
    read(async (session) => {
      const { key, columns } = copiedTables[table]
      const places = key.map((_, at) => `$${at + 1}`).join(', ')
      const where = after === undefined ? '' : ` WHERE (${key.join(', ')}) > (${places})`
      const sql = `SELECT ${columns.join(', ')} FROM ${table}${where} ORDER BY ${key.join(', ')} LIMIT ${limit}`
      return (await session.ask(sql, after ?? [])).map(rowOf)
    }),
  keep: (table, rows) =>
    write((session) => {
      const sql = fillingSql({ table, ...copiedTables[table] }, 1)
      return all(rows.map((row) => session.ask(sql, row)))
    }),
  secrets: () =>
    read(async (session) => {
      const [secret] = (await session.run('secret'))[0] ?? []
      const [promised] = (await session.run('promised'))[0] ?? []
      if (!(secret instanceof Uint8Array)) throw new Error('The store has no secret')
      return { secret: new Uint8Array(secret), promised: text(promised) }
    }),
  keepSecrets: ({ secret, promised }) =>
    write(async (session) => {
      await session.run('keepSecret', Buffer.from(secret))
      await session.run('promise', promised)
    }),
})
