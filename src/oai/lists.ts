/** ListRecords and ListIdentifiers: a page of a walk through all articles in the order of their changes. */
import { setImmediate as turn } from 'node:timers/promises'
import type { HarvestQuestion } from '../store/store.ts'
import type { Markup } from '../text/markup.ts'
import type { Told } from './answer.ts'
import { readSpan } from './dates.ts'
import { Fault } from './fault.ts'
import { createTell, expiryOf, formatOf, type OaiParts, tokenElement } from './parts.ts'
import type { Asked } from './request.ts'
import type { Position } from './token.ts'

/** A page ends before its time where records are very large: harvesters refuse answers of 100 MB. */
const largest = 16_777_216

export async function listPage(parts: OaiParts, asked: Asked): Promise<Told> {
  const position = await positionOf(parts, asked)
  const walk = await walkPage(parts, position)
  const [first] = walk.items
  if (!first) throw new Fault('noRecordsMatch', 'No record matches these arguments.', walk.horizon)
  const { cursor } = position
  const size = Math.max(walk.total ?? position.size, cursor + walk.items.length + (walk.more ? 1 : 0))
  const next = { ...position, after: walk.after, cursor: cursor + walk.items.length, size }
  const token = walk.more ? (await parts.tokens()).format(next) : undefined
  return {
    horizon: walk.horizon,
    parts: [...walk.items, tokenElement(token, cursor, size, expiryOf(walk.horizon))],
  }
}

async function positionOf(parts: OaiParts, { verb, given }: Asked): Promise<Position> {
  const { resumptionToken, metadataPrefix = '', set = '', from = '', until = '' } = given
  if (resumptionToken !== undefined) return (await parts.tokens()).parse(resumptionToken, verb)
  return { verb, metadataPrefix, set, from, until, after: 0, cursor: 0, size: 0 }
}

interface Walk {
  readonly items: Markup[]
  readonly horizon: string
  readonly more: boolean
  /** The place of the last item. */
  readonly after: number
  readonly total: number | undefined
}

/** Reads on until the page is full and one item more is known to come, so that no page after it is empty. */
async function walkPage(parts: OaiParts, position: Position): Promise<Walk> {
  const { pageSize } = parts
  const { verb, set, from, until, cursor } = position
  const tell = createTell(parts, formatOf(parts, position.metadataPrefix), verb === 'ListRecords')
  const span = readSpan(from || undefined, until || undefined)
  const limit = Math.ceil((pageSize + 1) / 3)
  const items: Markup[] = []
  let { after } = position
  let length = 0
  let horizon: string | undefined
  let total: number | undefined
  for (let reached = after; ; ) {
    const counted = horizon === undefined && cursor === 0
    const question: HarvestQuestion = { ...span, ...(set !== '' && { set }), after: reached, limit, counted }
    const page = await parts.library.harvest.page(question)
    // The first is the oldest: whatever came during the walk comes again.
    horizon ??= page.horizon
    total ??= page.total
    for (const { seq, record } of page.rows) {
      const item = await tell(record)
      reached = seq
      if (item === undefined) continue
      if (items.length === pageSize || length > largest) return { items, horizon, more: true, after, total }
      items.push(item)
      length += item.length
      after = seq
    }
    if (page.rows.length < limit) return { items, horizon, more: false, after, total }
    await turn()
  }
}
