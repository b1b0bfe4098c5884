/** Copies a store to a new file while it is in use: one consistent state, whatever is written meanwhile. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { backup, type DatabaseSync } from 'node:sqlite'
import { Refusal } from '../../article/refusal.ts'
import { mendable } from './faults.ts'

// 8 MB a step: the event loop runs between steps.
const pagesPerStep = 1024

/** `source` is a connection for this copy alone. The copy gets its name when it is whole, so a part never passes for it. */
export const copyDatabase = async (
  source: DatabaseSync,
  file: string,
  progress?: (done: number, total: number) => void,
): Promise<void> => {
  const target = resolve(file)
  judgeTarget(target)
  const partial = `${target}.partial`
  rmSync(partial, { force: true })
  // Holding a read transaction pins the state; without it every commit makes the copy start over
  // (https://www.sqlite.org/c3ref/backup_finish.html).
  source.exec('BEGIN; SELECT count(*) FROM sqlite_schema')
  try {
    await backup(source, partial, {
      rate: pagesPerStep,
      progress: ({ totalPages, remainingPages }) => progress?.(totalPages - remainingPages, totalPages),
    })
    judgeTarget(target)
    renameSync(partial, target)
  } catch (error) {
    throw mendable(error, file)
  } finally {
    source.exec('COMMIT')
    rmSync(partial, { force: true })
  }
}

const judgeTarget = (target: string): void => {
  if (existsSync(target))
    throw new Refusal('invalid-request', `The backup is not written over an existing file: ${target}. Name a new file.`)
  if (!existsSync(dirname(target)))
    throw new Refusal('invalid-request', `There is no directory ${dirname(target)} for the backup. Make it first.`)
}
