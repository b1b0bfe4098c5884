/** crossmark: updates of other articles, and assertions. */
import { parseDate } from '../../../article/date.ts'
import { child, elements, type XmlNode } from '../../../text/xml.ts'
import { isEdtf } from '../../jats/read/dates.ts'
import { type Assertion, readAssertions } from './assertions.ts'
import type { Reading } from './context.ts'
import { datesOf } from './dates.ts'
import { addEvents, saysMore } from './events.ts'
import { contentOf, keepNode, readParts } from './keep.ts'
import { readProgram } from './programs.ts'
import { addRelation, exactUpdates, relationOf, target, updateType } from './relations.ts'
import { plainNode } from './text.ts'

export function readCrossmark(node: XmlNode, reading: Reading, path: string): void {
  readParts(node, reading, path, {
    updates: () => {}, // read when the relations are known
    custom_metadata: (custom, _, at) =>
      readParts(custom, reading, at, {
        assertion: () => {},
        program: (kid, __, where) => readProgram(kid, reading, where),
      }),
  })
}

/** Updates and events, to be read after relations and dates. */
export function readUpdates(crossmarks: readonly XmlNode[], reading: Reading): void {
  for (const node of crossmarks) {
    for (const one of elements(child(node, 'updates'))) update(one, reading)
    const assertions = elements(child(node, 'custom_metadata'), 'assertion').flatMap((one) => assertionOf(one, reading))
    const events = readAssertions(assertions, reading)
    if (events.length > 0) addEvents(datesOf(reading), events, saysMore)
  }
}

/** Our own records name an update among the relations too, where its day has no place. */
function update(node: XmlNode, reading: Reading): void {
  const said = plainNode(node)
  const { type: word = '', date: day, label: words } = node.attributes
  if (said === undefined) {
    keepNode(node, reading, 'crossmark/updates/update')
    return
  }
  const date = day === undefined || isEdtf(day) ? day : parseDate(day)
  const to = target(said, 'doi')
  const type = updateType(word)
  const isSame = (doi: string | undefined) => doi !== undefined && doi.toLowerCase() === to.doi?.toLowerCase()
  const same = reading.draft.relations?.filter(({ doi, date: known }) => known === undefined && isSame(doi)) ?? []
  const known = same.find((one) => one.type === type) ?? same.find((one) => active.has(one.type))
  if (known !== undefined) Object.assign(known, date !== undefined && { date })
  else addRelation(relationOf(type, to, words ?? (exactUpdates.has(word) ? undefined : word), date), reading)
}

const active: ReadonlySet<string> = new Set(['corrects', 'retracts', 'expresses-concern-about', 'updates'])

/** A heading above other assertions has no value of its own. */
function assertionOf(node: XmlNode, reading: Reading): Assertion[] {
  const value = plainNode(node)
  const { name, label, group_name: group, href, explanation } = node.attributes
  if (value === undefined || name === undefined) {
    keepNode(node, reading, 'assertion')
    return []
  }
  return [{ name, label, group, value, url: href ?? explanation, whole: contentOf(node) }]
}
