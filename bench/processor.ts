/** Processor time and memory that a process took, and those it started, where the system says it (Linux). */
import { readdirSync, readFileSync } from 'node:fs'

/** Seconds, by who used them. */
export interface Used {
  readonly main: number
  /** The processes that it started. */
  readonly workers: number
  /** Collecting garbage, compiling, reading files. */
  readonly helpers: number
}

const ticks = 100

export function usedBy(pid: number): Used {
  const used = { main: 0, workers: 0, helpers: 0 }
  for (const [thread, seconds] of threadsOf(pid)) used[thread === pid ? 'main' : 'helpers'] += seconds
  for (const [, seconds] of childrenOf(pid).flatMap(threadsOf)) used.workers += seconds
  return used
}

function threadsOf(pid: number): (readonly [thread: number, seconds: number])[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => {
      const text = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
      // proc(5): utime and stime are the 14th and 15th field; the third follows the name.
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
      return [Number(thread), (Number(fields[11]) + Number(fields[12])) / ticks] as const
    })
  } catch {
    return []
  }
}

/** Resident memory of a process and of those it started, in MB, what they share counted once; 0 where the system does not say it. */
export function residentOf(pid: number): number {
  try {
    return [pid, ...childrenOf(pid)]
      .map((each) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${each}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1000)
      .reduce((sum, size) => sum + size, 0)
  } catch {
    return 0
  }
}

/**
 * The same, and how much of it is the process’s own: the rest are pages of files, the program’s above all, which processes
 * share and the system takes back when it needs them.
 */
export function memoryOf(pid: number): { readonly resident: number; readonly own: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1000
    return { resident: megabytes('VmRSS'), own: megabytes('RssAnon') }
  } catch {
    return { resident: 0, own: 0 }
  }
}

/** The processes that a process started; none where the system does not say it. */
export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}
