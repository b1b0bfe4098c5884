/**
 * `COPY … FROM STDIN` on a connection that takes statements without waiting: the rows are sent right behind the statement.
 * A server that refuses the statement passes over what it was sent
 * (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-COPY).
 */
import pg from 'pg'
import type { Connection } from './connection.ts'

/** A value of a row. */
export type Cell = string | number | null

export const copyInto = (client: Connection, sql: string, rows: readonly (readonly Cell[])[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const query = copying(sql, Buffer.from(rows.map(lineOf).join('')))
    query.once('end', () => resolve())
    query.once('error', reject)
    client.query(query)
  })

/** On such a connection node-postgres takes statements of its own class alone. */
function copying(sql: string, data: Buffer): pg.Query {
  const query = new pg.Query(sql)
  const submit = query.submit.bind(query)
  query.submit = (connection) => {
    submit(connection)
    connection.stream.write(Buffer.concat([header('d', data.length), data, header('c', 0)]))
  }
  // What the server then waits for is on its way.
  return Object.assign(query, { handleCopyInResponse() {} })
}

function header(kind: string, length: number): Buffer {
  const bytes = Buffer.alloc(5, kind)
  bytes.writeUInt32BE(length + 4, 1)
  return bytes
}

/** https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS */
const lineOf = (row: readonly Cell[]): string => `${row.map(cellOf).join('\t')}\n`

function cellOf(value: Cell): string {
  if (value === null) return '\\N'
  if (typeof value === 'number') return String(value)
  return special.test(value) ? value.replace(allSpecial, (sign) => escapes[sign] ?? sign) : value
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  // The server’s texts hold no NUL.
  '\0': '\ufffd',
}
const special = /[\\\n\r\t\0]/
const allSpecial = /[\\\n\r\t\0]/g
