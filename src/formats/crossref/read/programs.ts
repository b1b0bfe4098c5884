/** fr:program, ai:program, ct:program, rel:program, told apart by what they hold. */
import type { Article, Funding, Licence, RelationType } from '../../../../schemas/article.ts'
import { parseDate } from '../../../article/date.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseRor } from '../../../article/identifiers.ts'
import { child, elements, rawText, type XmlNode } from '../../../text/xml.ts'
import { added, defined, some, someOf } from '../../jats/read/context.ts'
import { isEdtf } from '../../jats/read/dates.ts'
import { relationRows, relationWords } from '../vocabulary.ts'
import { identified, type Reading, urlIn } from './context.ts'
import { contentOf, keepAttributes, keepNode, readParts } from './keep.ts'
import { contentVersion } from './links.ts'
import { addRelation, relationOf, relationType, target } from './relations.ts'
import { plainNode } from './text.ts'
import { stageOf, trialNumber } from './trials.ts'

export function readProgram(node: XmlNode, reading: Reading, path: string): void {
  keepAttributes(node, reading, path, new Set(['name']))
  readParts(node, reading, path, {
    assertion: (kid) => fundingIn(node, kid, reading, `${path}/assertion`),
    free_to_read: ({ attributes }) => {
      reading.draft.freeToRead = defined({ start: dated(attributes.start_date) })
    },
    license_ref: licence,
    'clinical-trial-number': trial,
    related_item: related,
  })
}

const dated = (text: string | undefined) => (text === undefined || isEdtf(text) ? text : parseDate(text))

/** The text of an assertion without that of the assertions inside. */
const ownText = (node: XmlNode): string | undefined =>
  plainNode({ ...node, children: node.children.filter((kid) => typeof kid === 'string') })

/** Without groups the awards are those of the one funder before them. */
function fundingIn(program: XmlNode, node: XmlNode, reading: Reading, path: string): void {
  if (node.attributes.name === 'fundgroup') {
    add(fundingOf(elements(node), reading, path), reading)
    return
  }
  const loose = elements(program, 'assertion').filter(({ attributes }) => attributes.name !== 'fundgroup')
  if (node !== loose[0]) return
  const groups: XmlNode[][] = []
  for (const one of loose) {
    const isFunder = one.attributes.name === 'funder_name'
    if (groups.length === 0 || (isFunder && groups.at(-1)?.some(({ attributes }) => attributes.name === 'funder_name')))
      groups.push([])
    groups.at(-1)?.push(one)
  }
  for (const group of groups) add(fundingOf(group, reading, path), reading)
}

function add(funding: Funding, { draft }: Reading): void {
  if (Object.keys(funding).length > 0) draft.funding = added(draft.funding, [funding])
}

function fundingOf(assertions: readonly XmlNode[], reading: Reading, path: string): Funding {
  const awards: string[] = []
  let name: string | undefined
  let doi: string | undefined
  let ror: string | undefined
  const read = (node: XmlNode): void => {
    const text = ownText(node)
    const kind = node.attributes.name ?? ''
    for (const kid of elements(node)) read(kid)
    if (text === undefined) return
    const found = kind === 'funder_identifier' ? funderDoi(text) : undefined
    if (kind === 'award_number') awards.push(text)
    else if (kind === 'funder_name' && name === undefined) name = text
    else if (found !== undefined && doi === undefined) doi = found
    else if ((kind === 'ror' || /ror\.org\//.test(text)) && ror === undefined)
      ror = identified(parseRor, text, reading, path)
    else reading.unmapped.push({ path: `${path}[@name="${kind}"]`, value: text })
  }
  for (const one of assertions) read(one)
  return defined({ funder: someOf({ name, ror, doi }), awards: some(awards) })
}

/** Ids of the Open Funder Registry often come without their prefix: 100000002, 501100001711. */
const funderDoi = (text: string): string | undefined =>
  /^(?:100|501100)\d{6}$/.test(text) ? `10.13039/${text}` : parseDoi(text)

function licence(node: XmlNode, reading: Reading, path: string): void {
  const url = urlIn(plainNode(node), reading, path)
  if (url === undefined) return
  const { applies_to, start_date } = node.attributes
  const found: Licence = defined({ url, start: dated(start_date), contentVersion: contentVersion(applies_to) })
  reading.draft.licences = added(reading.draft.licences, [found])
}

function trial(node: XmlNode, { draft }: Reading): void {
  const said = plainNode(node)
  if (said === undefined) return
  const { registry, type } = node.attributes
  const found: NonNullable<Article['clinicalTrials']>[number] = defined({
    number: trialNumber(said),
    registry: registry === undefined ? undefined : (parseDoi(registry) ?? registry),
    stage: stageOf(type),
  })
  draft.clinicalTrials = added(draft.clinicalTrials, [found])
}

const words = Object.entries(relationWords) as [RelationType, string][] // keys of the table

/** A description may say the type more closely, as our own do: “Retracts: …”. */
function related(node: XmlNode, reading: Reading, path: string): void {
  const said = plainNode(child(node, 'description'))
  for (const kid of elements(node)) {
    if (kid.name === 'description') continue
    const { 'relationship-type': word = '', 'identifier-type': kind } = kid.attributes
    const id = rawText(kid).trim()
    if (!kid.name.endsWith('_work_relation') || id === '') {
      keepNode(kid, reading, `${path}/${kid.name}`)
      continue
    }
    const finer = words.find(
      ([type, one]) => relationRows[type].type === word && (said === one || said?.startsWith(`${one}: `)),
    )
    const type = finer?.[0] ?? relationType(word)
    const rest = finer === undefined ? said : said?.slice(finer[1].length + 2) || undefined
    const label = type === undefined ? [word, rest].filter(Boolean).join(': ') : rest
    addRelation(relationOf(type ?? 'other', target(id, kind?.toLowerCase()), label), reading)
  }
  if (elements(node).every(({ name }) => name === 'description') && said !== undefined)
    reading.unmapped.push({ path, value: contentOf(node) })
}
