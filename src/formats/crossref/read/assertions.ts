/** assertion of Crossmark: whatever a publisher wished to say, of which dates, rights and money have a place in the record. */
import type { RelationType } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseUrl } from '../../../article/identifiers.ts'
import { standingOf } from '../../../article/standing.ts'
import { plainText } from '../../../text/rich.ts'
import { added } from '../../jats/read/context.ts'
import type { Reading } from './context.ts'
import { type DatedEvent, eventDate, eventField, eventsIn, isLiteral } from './events.ts'

export interface Assertion {
  readonly name: string
  readonly label?: string | undefined
  readonly group?: string | undefined
  readonly value: string
  readonly url?: string | undefined
  /** As the source has it, for what has no place in the record. */
  readonly whole: unknown
}

/** Reads the assertions of one article, and returns the events among them. */
export function readAssertions(assertions: readonly Assertion[], reading: Reading): DatedEvent[] {
  const events: DatedEvent[] = []
  for (const assertion of assertions) {
    const dated = eventsOf(assertion)
    for (const event of dated) events.push(event)
    const isSaid =
      dated.length > 0 ? dated.length === 1 : (statements.get(assertion.name)?.(assertion, reading) ?? false)
    if (!isSaid) reading.unmapped.push({ path: pathOf(assertion), value: assertion.whole })
  }
  return events
}

const pathOf = ({ group, name }: Assertion): string => ['assertion', group, name].filter(Boolean).join('/')

/** Groups of dates: publication_history, ArticleHistory, ChapterHistory, publication_dates. */
const historyGroup = /history|dates?$/i

function eventsOf({ name, label, group, value }: Assertion): DatedEvent[] {
  const isHistory = group !== undefined && historyGroup.test(group)
  // A sentence of several events has a date of eight characters and more in each.
  const several = value.length > 30 ? eventsIn(value) : []
  if (several.length > 1) return several
  const field = eventField(name, label)
  if (field === undefined && !isHistory) return []
  const date = eventDate(value)
  if (date === undefined || (isLiteral(date) && (!isHistory || value.length > 200))) return []
  return [{ field, event: label ?? name, date }]
}

const statuses: readonly (readonly [RegExp, RelationType])[] = [
  [/^Retracted(?:: |$)/, 'retracted-by'],
  [/^Expression of concern(?:: |$)/, 'has-expression-of-concern'],
  [/^Corrected(?:: |$)/, 'corrected-by'],
]
const statusOf = (value: string): RelationType | undefined => statuses.find(([pattern]) => pattern.test(value))?.[1]

/** What became of the article in words, where neither a relation nor a date says it; to be asked when all is read. */
export function readStatus(assertions: readonly Assertion[], { draft }: Pick<Reading, 'draft'>): void {
  for (const { name, value } of assertions) {
    const type = name === 'status' ? statusOf(value) : undefined
    if (type === undefined || standingOf(draft) !== undefined) continue
    const doi = parseDoi(value.slice(value.indexOf(': ') + 2))
    draft.relations = added(draft.relations, [{ type, ...(doi !== undefined && { doi }) }])
  }
}

/** Whether the record now says it. */
type Statement = (assertion: Assertion, reading: Reading) => boolean

const copyright =
  (field: 'statement' | 'year' | 'holder'): Statement =>
  ({ value, url }, { draft, unmapped }) => {
    if (url !== undefined) unmapped.push({ path: `assertion/copyright/${field}`, value: url })
    if (draft.copyright?.[field] !== undefined) return draft.copyright[field] === value
    draft.copyright = { ...draft.copyright, [field]: value }
    return true
  }

const licence: Statement = ({ value, url }, { draft }) => {
  const parsed = url === undefined ? undefined : parseUrl(url)
  const address = parsed !== undefined && 'value' in parsed ? parsed.value : undefined
  const same = draft.licences?.find((one) => address !== undefined && bare(one.url) === bare(address))
  if (same === undefined) {
    draft.licences = added(draft.licences, [{ ...(address !== undefined && { url: address }), text: value }])
  } else if (same.text === undefined) Object.assign(same, { text: value })
  return true
}

const bare = (url = ''): string => url.replace(/^https?:/, '').replace(/\/$/, '')

const sameText =
  (text: (reading: Reading) => string | undefined): Statement =>
  ({ value }, reading) =>
    letters(text(reading) ?? '') === letters(value)

const letters = (text: string): string =>
  plainText(text)
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

const title = sameText(({ draft }) => draft.title)
const journal = sameText(({ draft }) => draft.journal?.title)
const own: Statement = ({ value }, { draft }) =>
  draft.doi !== undefined && parseDoi(value)?.toLowerCase() === draft.doi.toLowerCase()

const statements: ReadonlyMap<string, Statement> = new Map(
  Object.entries<Statement>({
    copyright: copyright('statement'),
    copyright_information: copyright('statement'),
    copyright_year: copyright('year'),
    copyright_holder: copyright('holder'),
    funding: ({ value }, { draft }) => {
      if (draft.fundingStatement !== undefined) return draft.fundingStatement === value
      draft.fundingStatement = value
      return true
    },
    license: licence,
    licence,
    copyright_licence: licence,
    article_title: title,
    articletitle: title,
    journal_title: journal,
    journaltitle: journal,
    articlelink: own,
    status: ({ value }) => statusOf(value) !== undefined, // see readStatus
  }),
)
