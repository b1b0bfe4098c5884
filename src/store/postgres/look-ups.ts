/**
 * Look-ups by DOI outside of rooms. A few are under way at once; those that come meanwhile are one statement together, so
 * that a hundred who ask at once cost the server little more than one.
 */
import { lowerCase, text, type Values } from '../sqlite/rows.ts'
import type { StoredRecord } from '../store.ts'
import { recordWidth } from './catalogue.ts'
import type { Desk } from './desk.ts'
import { mendable } from './faults.ts'
import { ownOf } from './reader.ts'

const mostUnderWay = 4
const mostTogether = 100

interface Asked {
  readonly doi: string
  resolve(record: StoredRecord | undefined): void
  reject(error: unknown): void
}

export function createLookUps({ look, name }: Desk): (doi: string) => Promise<StoredRecord | undefined> {
  const line: Asked[] = []
  let underWay = 0
  const one = async (doi: string): Promise<StoredRecord | undefined> => {
    const [row] = await look((session) => session.run('byDoi', lowerCase(doi)))
    return row && own(row, doi)
  }
  /** A damaged record fails by itself. */
  const own = (row: Values, doi: string): StoredRecord => {
    try {
      return ownOf(row, doi)
    } catch (error) {
      throw mendable(error, name)
    }
  }
  const several = async (asked: readonly Asked[]): Promise<void> => {
    try {
      const keys = [...new Set(asked.map(({ doi }) => lowerCase(doi)))]
      const rows = await look((session) => session.run('recordsOf', keys))
      const found = new Map(rows.map((row) => [text(row[recordWidth + 2]), row]))
      for (const { doi, resolve, reject } of asked) {
        const row = found.get(lowerCase(doi))
        try {
          resolve(row && own(row, doi))
        } catch (error) {
          reject(error)
        }
      }
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }
  const next = async (): Promise<void> => {
    underWay--
    if (line.length === 0 || underWay >= mostUnderWay) return
    underWay++
    await several(line.splice(0, mostTogether))
    await next()
  }
  return async (doi) => {
    if (underWay >= mostUnderWay) return new Promise((resolve, reject) => line.push({ doi, resolve, reject }))
    underWay++
    try {
      return await one(doi)
    } finally {
      void next()
    }
  }
}
