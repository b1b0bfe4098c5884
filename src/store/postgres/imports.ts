/** Imports in the background on PostgreSQL. */
import type { ImportStore } from '../imports.ts'
import { importOf } from '../sqlite/imports.ts'
import { integer, text, type Values } from '../sqlite/rows.ts'
import type { Desk, Write } from './desk.ts'
import { fill } from './filler.ts'

/** Greater than any instant. */
const endOfTime = '~'

export const createImports = ({ read }: Desk, write: Write): ImportStore => ({
  find: (id) => read(async (session) => optional(await session.run('import', id))),
  list: ({ keyId, before, limit }) =>
    read(async (session) => {
      const from = [before?.created ?? endOfTime, before?.id ?? '', limit] as const
      const rows = keyId === undefined ? session.run('imports', ...from) : session.run('importsOf', ...from, keyId)
      return (await rows).map(importOf)
    }),
  unfinished: () => read(async (session) => (await session.run('unfinishedImports')).map(importOf)),
  refusals: (id, after, limit) =>
    read(async (session) =>
      (await session.run('refusals', id, after, limit)).map(([number, line]) => ({
        number: integer(number),
        line: text(line),
      })),
    ),
  add: ({ id, keyId, created, wanted }) =>
    write(async (session) => void (await session.run('addImport', id, keyId ?? null, created, wanted))),
  hold: (id, holder, now, until) =>
    write(async (session) =>
      (await session.run('holdImport', holder, until, id, now)).length === 0
        ? undefined
        : optional(await session.run('import', id)),
    ),
  extend: (id, holder, until) =>
    write(async (session) => {
      const held = [until ?? null, until === undefined ? null : holder] as const
      return (await session.run('extendImport', ...held, id, holder)).length === 1
    }),
  keep: (id, holder, { state, progress, refusals, finished }) =>
    write(async (session) => {
      const kept = await session.run('keepImport', state, progress, finished ?? null, id, holder)
      if (kept.length === 0) return false
      const lines = new Map(refusals.map(({ number, line }) => [number, [id, number, line] as const]))
      await fill(session, 'import_refusal', [...lines.values()])
      return true
    }),
  cancel: (id, at) => write(async (session) => (await session.run('cancelImport', at, id)).length === 1),
  forget: (before) =>
    write(async (session) => {
      const ids = (await session.run('forgetImports', before)).map(([id]) => text(id))
      if (ids.length > 0) await session.run('forgetRefusals', ids)
    }),
})

const optional = (rows: readonly Values[]) => rows[0] && importOf(rows[0])
