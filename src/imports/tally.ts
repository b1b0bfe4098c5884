/** How far an import is: counted as its records come, kept in the store every second and at every checkpoint. */
import type { Refusal } from '../article/refusal.ts'
import type { ReportLine } from '../library/deposit.ts'
import { type Checkpoint, type Counts, type ImportProgress, nothing } from '../library/import-record.ts'
import { findingsOf } from '../library/validate.ts'
import type { ImportState, ImportStep, ImportStore, RefusedLine } from '../store/store.ts'
import type { Mark } from './chunks.ts'

export interface TallyParts {
  readonly imports: ImportStore
  readonly holder: string
  readonly now: () => Date
  /** Told when another process has the import, or it was cancelled. */
  readonly lost: () => void
}

export interface Tally {
  readonly counts: Counts
  note(line: ReportLine): void
  /** What a source of its own refuses, as the last line. */
  refuse(refusal: Refusal, place?: string): void
  setSize(size: number): void
  /** How much of the source is done, as far as can be told. */
  setBytes(bytes: number): void
  bytes(): number
  /** All before the mark is done; `seq` is the newest number of the log. */
  checkpoint(mark: Mark, seq: number): Promise<void>
  close(state: Exclude<ImportState, 'queued' | 'cancelled'>, more?: Partial<ImportProgress>): Promise<void>
  stop(): void
}

/** Refusals that are held in memory. */
const mostHeld = 200
const interval = 1000
/** How much of a value is kept with its finding. */
const longest = 2000

export function createTally(id: string, before: ImportProgress | undefined, parts: TallyParts): Tally {
  const { imports, holder, now, lost } = parts
  const started = before?.started ?? now().toISOString()
  let point = before?.checkpoint
  const counts = { ...(point?.counts ?? nothing) }
  let bytes = point?.bytes ?? 0
  let size = before?.size
  let held: RefusedLine[] = []
  let keeping: Promise<unknown> = Promise.resolve()
  const pace = createPace(() => ({ done: doneOf(counts), bytes }))

  const keep = (state: ImportStep['state'], more: Partial<ImportProgress> = {}): Promise<void> => {
    const progress: ImportProgress = {
      started,
      counts: { ...counts },
      bytes,
      ...(size !== undefined && { size }),
      ...pace.told(size),
      ...(point && { checkpoint: point }),
      ...more,
    }
    const refusals = held
    held = []
    const finished = state === 'done' || state === 'failed' ? { finished: now().toISOString() } : {}
    const kept = imports.keep(id, holder, { state, progress: JSON.stringify(progress), refusals, ...finished })
    const settled = kept.then((isOurs) => void (isOurs || lost()))
    keeping = settled.catch(() => {})
    return settled
  }
  const timer = setInterval(() => {
    pace.look()
    // Where it cannot be kept now, it is with the next checkpoint.
    keep('running').catch(() => {})
  }, interval)
  timer.unref()
  const refuse = (refusal: Refusal, place = '', doi?: string) => {
    counts.refused++
    held.push({ number: counts.refused, line: JSON.stringify(rowOf(refusal, place, doi)) })
    if (held.length >= mostHeld) keep('running').catch(() => {})
  }
  return {
    counts,
    note(line) {
      if (line.outcome === 'refused') refuse(line.refusal, line.place, line.doi)
      else counts[line.outcome]++
    },
    refuse,
    setSize(whole) {
      size = whole
    },
    setBytes(read) {
      bytes = Math.floor(read)
    },
    bytes: () => bytes,
    checkpoint(mark, seq) {
      point = { ...mark, counts: { ...counts }, bytes, seq } satisfies Checkpoint
      return keep('running')
    },
    async close(state, more) {
      clearInterval(timer)
      await keeping
      await keep(state, more)
    },
    stop: () => clearInterval(timer),
  }
}

const doneOf = ({ created, updated, unchanged, refused }: Counts): number => created + updated + unchanged + refused

function rowOf(refusal: Refusal, place: string, doi: string | undefined) {
  const { code, message: detail } = refusal
  const findings = findingsOf(refusal).map((finding) => {
    const text = JSON.stringify(finding.value)
    return text !== undefined && text.length > longest ? { ...finding, value: `${text.slice(0, longest)}…` } : finding
  })
  return { place, ...(doi !== undefined && { doi }), code, detail, findings }
}

/** How fast it goes: of late for the rate, since it was taken up for what remains. */
function createPace(now: () => { readonly done: number; readonly bytes: number }) {
  const begun = { at: performance.now(), ...now() }
  let last = begun
  let rate: number | undefined
  return {
    look(): void {
      const next = { at: performance.now(), ...now() }
      const fresh = ((next.done - last.done) * 1000) / Math.max(next.at - last.at, 1)
      rate = rate === undefined ? fresh : 0.7 * rate + 0.3 * fresh
      last = next
    },
    told(size: number | undefined): Pick<ImportProgress, 'rate' | 'remaining'> {
      const { bytes } = now()
      const elapsed = (performance.now() - begun.at) / 1000
      const speed = (bytes - begun.bytes) / Math.max(elapsed, 0.001)
      return {
        ...(rate !== undefined && { rate: Math.round(rate * 10) / 10 }),
        ...(size !== undefined && speed > 0 && { remaining: Math.max(Math.ceil((size - bytes) / speed), 0) }),
      }
    },
  }
}
