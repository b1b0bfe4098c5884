/** `colophon imports`: imports in the background, how far they are, what they refused; and how they are cancelled. */
import { setTimeout as pause } from 'node:timers/promises'
import type { ImportRow } from '../../schemas/imports.ts'
import { createReception } from '../imports/reception.ts'
import { receptionOptions, spoolOf } from '../imports/set-up.ts'
import { localCaller } from '../library/authority.ts'
import type { Library } from '../library/library.ts'
import { lineOfProgress } from './progress.ts'
import type { Source } from './sources.ts'
import { type Invocation, textOption, type Verb } from './verb.ts'

type Action = (invocation: Invocation, id: string) => Promise<number>

const page = 500
const usual = 50
const interval = 300

export const importsVerb: Verb = {
  name: 'imports',
  usage: '[list | show ID | watch ID | refusals ID | cancel ID]',
  summary: 'Imports in the background: how far they are, what they refused. `watch` shows progress until the end.',
  options: {
    limit: { type: 'string', value: 'N', help: `How many are listed; ${usual} unless said, 0 for all.` },
    json: { type: 'boolean', help: 'One JSON object a line.' },
  },
  examples: [
    'imports',
    'imports watch 0123456789ab',
    'imports refusals 0123456789ab --json',
    'imports cancel 0123456789ab',
  ],
  async run(invocation) {
    const { words, err } = invocation
    const [name = 'list', id = ''] = words
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (action && (id !== '') === (name !== 'list') && words.length <= 2) return action(invocation, id)
    err('Ask as: colophon imports, or imports show ID, watch ID, refusals ID, cancel ID.\n')
    return 2
  },
}

const actions: Readonly<Record<string, Action>> = { list, show, watch, refusals, cancel }

async function list({ options, out, err, open }: Invocation): Promise<number> {
  const limit = Number(textOption(options.limit) ?? usual)
  if (!Number.isInteger(limit) || limit < 0) {
    err('--limit is a whole number; 0 for all.\n')
    return 2
  }
  const { library } = await open()
  let cursor: string | undefined
  for (let left = limit === 0 ? Number.POSITIVE_INFINITY : limit; left > 0; ) {
    const asked = { by: localCaller, limit: Math.min(page, left), ...(cursor !== undefined && { cursor }) }
    const { items, nextCursor } = await library.imports.list(asked)
    for (const row of items) out(options.json === true ? `${JSON.stringify(row)}\n` : lineOf(row))
    left -= items.length
    if (nextCursor === undefined) break
    cursor = nextCursor
  }
  return 0
}

async function show({ out, open }: Invocation, id: string): Promise<number> {
  const { library } = await open()
  out(`${JSON.stringify(await library.imports.find(id, localCaller), undefined, 2)}\n`)
  return 0
}

/** Until it is finished; 1 where something was refused, or it failed. */
async function watch({ out, err, terminal, options, open }: Invocation, id: string): Promise<number> {
  const { library } = await open()
  for (;;) {
    const row = await library.imports.find(id, localCaller)
    if (terminal) err(`\r\x1b[K${progressOf(row)}`)
    if (row.finished === undefined) {
      await pause(interval)
      continue
    }
    if (terminal) err('\r\x1b[K')
    out(options.json === true ? `${JSON.stringify(row)}\n` : lineOf(row))
    return row.state === 'done' && row.counts.refused === 0 ? 0 : 1
  }
}

async function refusals({ options, out, caughtUp, open }: Invocation, id: string): Promise<number> {
  const { library } = await open()
  for (let after = 0; ; ) {
    const items = await library.imports.refusals(id, { by: localCaller, limit: page, after })
    for (const { place, doi, code, detail, findings, number } of items) {
      if (options.json === true) out(`${JSON.stringify({ number, place, doi, code, detail, findings })}\n`)
      else out(`${[place || '-', doi ?? '-', code, detail.replace(/\s+/g, ' ')].join('\t')}\n`)
    }
    await caughtUp()
    const last = items.at(-1)
    if (!last || items.length < page) return 0
    after = last.number
  }
}

async function cancel({ err, settings, open }: Invocation, id: string): Promise<number> {
  const { library } = await open()
  const { state } = await library.imports.cancel(id, localCaller)
  if (state === 'cancelled') await spoolOf(settings).remove(id)
  err(`Import ${id} is ${state}.\n`)
  return 0
}

/** What a person waits by. */
export function progressOf({ state, done, counts, rate, remaining, bytes, size, fault }: ImportRow): string {
  if (state !== 'running') return fault === undefined ? state : `${state}: ${fault}`
  const share = size === undefined || size === 0 ? undefined : Math.min(bytes / size, 1)
  return lineOfProgress({ done, refused: counts.refused, rate: rate ?? 0, share, remaining })
}

/** What does not apply stands as a hyphen. */
function lineOf({ id, state, created, source, done, counts, fault, by }: ImportRow): string {
  const counted = Object.entries(counts).map(([outcome, count]) => `${outcome} ${count}`)
  const cells = [id, state, created, by, `${source.kind}:${source.name}`, done, counted.join(' '), fault ?? '-']
  return `${cells.join('\t')}\n`
}

/** Orders an import of a file for the service that runs on the store. */
export async function orderInBackground(
  library: Library,
  { settings, out, err }: Invocation,
  sources: readonly Pick<Source, 'name' | 'bytes'>[],
  named: { readonly from?: string; readonly doi?: string },
): Promise<number> {
  const reception = createReception(spoolOf(settings), receptionOptions(settings))
  for (const { name, bytes } of sources) {
    await library.imports.assertRoom(localCaller)
    const { id, size } = await reception.receive(bytes())
    const wish = { source: { kind: 'upload', name }, size, place: reception.place, ...named } as const
    await library.imports.order(id, wish, localCaller)
    out(`${id}\n`)
  }
  err('The service imports them, now or when it is started: colophon imports watch ID\n')
  return 0
}
