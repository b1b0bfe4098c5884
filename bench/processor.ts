/** Processor time that the threads of a process took, where the system says it (Linux). */
import { readdirSync, readFileSync } from 'node:fs'

/** Seconds, by who used them. */
export interface Used {
  readonly main: number
  readonly workers: number
  /** Collecting garbage, compiling, reading files. */
  readonly helpers: number
}

const ticks = 100

export function usedBy(pid: number): Used {
  const used = { main: 0, workers: 0, helpers: 0 }
  for (const [thread, name, seconds] of threadsOf(pid)) {
    used[thread === pid ? 'main' : name === 'references' ? 'workers' : 'helpers'] += seconds
  }
  return used
}

function threadsOf(pid: number): (readonly [thread: number, name: string, seconds: number])[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => {
      const text = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
      const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'))
      // proc(5): utime and stime are the 14th and 15th field; the third follows the name.
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
      return [Number(thread), name, (Number(fields[11]) + Number(fields[12])) / ticks] as const
    })
  } catch {
    return []
  }
}

/** Resident memory of a process in MB; 0 where the system does not say it. */
export const residentOf = (pid: number): number => memoryOf(pid).resident

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
