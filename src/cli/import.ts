/** `colophon import`: reads files, folders or standard input into the store, and reports every record. */
import { setFlagsFromString } from 'node:v8'
import type { OutcomeName } from '../../schemas/listing.ts'
import { Refusal } from '../article/refusal.ts'
import { readerNamed, readers } from '../formats/index.ts'
import type { ReportLine } from '../library/deposit.ts'
import type { Deliverable } from '../library/deposit-all.ts'
import { portionsOf } from '../library/intake.ts'
import { localCaller } from '../library/keys.ts'
import { describe, describeFinding } from './describe.ts'
import { orderInBackground } from './imports.ts'
import { createProgress } from './progress.ts'
import { type Source, sourcesOf } from './sources.ts'
import { type Invocation, textOption, type Verb } from './verb.ts'

export const importVerb: Verb = {
  name: 'import',
  usage: 'PATH…',
  summary: 'Read articles from files, folders or standard input (-) into the store.',
  options: {
    from: {
      type: 'string',
      value: 'FORMAT',
      help: `${readers.map(({ name }) => name).join(', ')}; otherwise by content.`,
    },
    doi: { type: 'string', value: 'DOI', help: 'DOI of a single record that does not say its own.' },
    background: {
      type: 'boolean',
      help: 'Leave it to the service that runs on the store; prints the id of each import.',
    },
    'dry-run': { type: 'boolean', help: 'Report what would happen, and write nothing.' },
    notes: { type: 'boolean', help: 'Show what was normalised, doubted or kept apart.' },
  },
  examples: [
    'import examples/',
    'import --from bibtex library.bib',
    'import --dry-run --notes page.txt',
    'import - < works.ndjson',
    'import --from crossref-json dump.jsonl.gz',
    'import --background dump.jsonl.gz',
  ],
  async run(invocation) {
    const { words, options, err, out, terminal, open } = invocation
    if (words.length === 0) {
      err('Name a file, a folder, or - for standard input: colophon import examples/\n')
      return 2
    }
    // A long import makes garbage faster than V8 clears it away: generations that grow little keep memory flat.
    setFlagsFromString('--semi-space-growth-factor=1')
    setFlagsFromString('--heap-growing-percent=20')
    const sources = await sourcesOf(words)
    const { library } = await open()
    if (options.background === true) return orderInBackground(library, invocation, sources, namedBy(options))
    const counts: Record<OutcomeName, number> = { created: 0, updated: 0, unchanged: 0, refused: 0 }
    const progress = createProgress(err, terminal)
    const doi = textOption(options.doi)
    const lines = library.depositAll(everyPortion(sources, textOption(options.from)), {
      by: localCaller,
      dryRun: options['dry-run'] === true,
      tellAll: options.notes === true,
      ...(doi !== undefined && { doi }),
    })
    for await (const line of placed(lines)) {
      counts[line.outcome]++
      report(line, invocation, progress.clear)
      progress.step(counts)
    }
    progress.clear()
    const summary = Object.entries(counts).map(([outcome, count]) => `${outcome} ${count}`)
    out(`${summary.join(', ')}${options['dry-run'] === true ? ' (dry run: nothing was written)' : ''}\n`)
    return counts.refused > 0 ? 1 : 0
  },
}

function namedBy(options: Invocation['options']): { readonly from?: string; readonly doi?: string } {
  const [from, doi] = [textOption(options.from), textOption(options.doi)]
  return { ...(from !== undefined && { from: readerNamed(from).name }), ...(doi !== undefined && { doi }) }
}

/** Every source in portions; a source that cannot be read, or not to its end, is one refusal. */
async function* everyPortion(sources: readonly Source[], from: string | undefined): AsyncGenerator<Deliverable> {
  const named = from === undefined ? undefined : readerNamed(from)
  for (const { name: source, texts } of sources) {
    try {
      for await (const portion of portionsOf(texts(), named)) yield { ...portion, source }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      yield { source, place: '', refusal: error }
    }
  }
}

/** The only record of a source is where the source is; of several, each has its place in it. */
async function* placed(lines: AsyncIterable<ReportLine>): AsyncGenerator<ReportLine> {
  let held: ReportLine | undefined
  let several = false
  const named = ({ source = '', ...line }: ReportLine): ReportLine => ({
    ...line,
    place: several && line.place !== '' ? `${source}, ${line.place}` : source,
  })
  for await (const line of lines) {
    if (held) {
      const goesOn = held.source === line.source
      several ||= goesOn
      yield named(held)
      several &&= goesOn
    }
    held = line
  }
  if (held) yield named(held)
}

function report(line: ReportLine, { err, out, options, terminal }: Invocation, clear: () => void): void {
  if (line.outcome === 'refused') {
    clear()
    err(`refused ${describe(line.refusal, line.place)}`)
    return
  }
  if (options.notes === true) {
    clear()
    out(`${line.outcome} ${line.doi} (${line.place})\n${line.notes.map(describeFinding).join('')}`)
  } else if (terminal && line.notes.some(({ severity }) => severity === 'warning')) {
    clear()
    err(
      `${line.doi} (${line.place})\n${line.notes
        .filter(({ severity }) => severity === 'warning')
        .map(describeFinding)
        .join('')}`,
    )
  }
}
