/**
 * What was written after the last checkpoint, before the process ended: the log of the store tells it. A record that was
 * written is not written again, since its article may have been changed by somebody else in the meantime.
 */
import { doiKey } from '../article/doi.ts'
import type { ReportLine } from '../library/deposit.ts'
import type { Since } from '../library/imports.ts'
import type { Chunk } from './chunks.ts'

export interface Resumed {
  /** The report of what was done already. */
  readonly lines: readonly ReportLine[]
  /** What is left of the chunk. */
  readonly portions: Chunk['portions']
}

/**
 * `dry` is the report of the whole chunk, had it to be written now; `since` what the log has after the checkpoint. Records
 * are written in their order: what stands before the last one that was written is done, unless it would be written now
 * though nobody touched its article; then the transaction that it was in failed.
 */
export function resumed({ portions }: Chunk, dry: readonly ReportLine[], { own, touched }: Since): Resumed {
  const matched = matchesOf(dry, own)
  const last = matched.findLastIndex((version) => version !== undefined)
  const lines: ReportLine[] = []
  const passed = new Map<string, number[]>()
  const seen = new Map<string, number>()
  for (const [index, line] of dry.entries()) {
    const source = line.source ?? ''
    const place = seen.get(source) ?? 0
    seen.set(source, place + 1)
    const done = index > last ? undefined : doneOf(line, matched[index], touched)
    if (!done) continue
    lines.push(done)
    passed.set(source, [...(passed.get(source) ?? []), place])
  }
  return { lines, portions: portions.map((portion) => ({ ...portion, passed: passed.get(portion.source) ?? [] })) }
}

/** For each line what was written of it; both are in the order of the source. */
function matchesOf(dry: readonly ReportLine[], own: Since['own']) {
  let at = 0
  return dry.map(({ doi }) => {
    const version = own[at]
    if (version === undefined || doi === undefined || doiKey(doi) !== doiKey(version.doi)) return undefined
    at++
    return version
  })
}

function doneOf(
  line: ReportLine,
  version: Since['own'][number] | undefined,
  touched: Since['touched'],
): ReportLine | undefined {
  if (version) {
    const { place, source } = line
    const outcome = version.version === 1 ? 'created' : 'updated'
    // It was written, whatever would become of it now.
    return { place, ...(source !== undefined && { source }), outcome, ...version, notes: [] }
  }
  if (line.outcome === 'refused' || line.outcome === 'unchanged') return line
  return touched.has(doiKey(line.doi)) ? { ...line, outcome: 'unchanged' } : undefined
}
