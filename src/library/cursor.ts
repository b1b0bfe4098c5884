/** Opaque cursors: a position in a list, bound to the question it belongs to. They do not expire. */
import { createHash } from 'node:crypto'
import { Refusal } from '../article/refusal.ts'

/** A cursor for the page after this position of this question. */
export function formatCursor(question: string, position: unknown): string {
  return Buffer.from(JSON.stringify([tag(question), position])).toString('base64url')
}

/** The position in a cursor. Throws `Refusal('invalid-request')` for a cursor of another question or none at all. */
export function parseCursor(question: string, cursor: string): unknown {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parsed) && parsed.length === 2 && parsed[0] === tag(question)) return parsed[1]
  } catch {
    // told below
  }
  throw new Refusal('invalid-request', 'The cursor does not belong to this list.', {
    findings: [
      {
        severity: 'error',
        code: 'cursor-invalid',
        pointer: '/cursor',
        value: cursor.slice(0, 200),
        message: 'This is not a cursor that this list gave out.',
        remedy: 'Ask without a cursor for the first page, then follow “nextCursor” with the same parameters.',
      },
    ],
  })
}

const tag = (question: string): string => createHash('sha256').update(question).digest('base64url').slice(0, 8)
