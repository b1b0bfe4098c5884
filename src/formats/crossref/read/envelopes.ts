/** What stands around a record: batches, answers to queries and to harvesters. */
import { elements, type XmlNode } from '../../../text/xml.ts'
import { note, type Reading } from './context.ts'
import { contentOf, keepNode } from './keep.ts'
import { plainNode } from './text.ts'

/** What holds records and says nothing of the article. */
export const envelopes: ReadonlySet<string> = new Set(
  'doi_batch body doi_records doi_record crossref crossref_result query_result query OAI-PMH ListRecords GetRecord record metadata crossref_metadata message'.split(
    ' ',
  ),
)
/** Containers, and the elements in them that are records. */
export const items: Readonly<Record<string, readonly string[]>> = {
  journal: ['journal_article'],
  book: ['content_item'],
  conference: ['conference_paper'],
  database: ['dataset'],
  'report-paper': ['content_item'],
  standard: ['content_item'],
  sa_component: [],
}
export const works: ReadonlySet<string> = new Set(
  'crossmark_data doi_citations lic_ref_data doi_relations posted_content peer_review pending_publication dissertation grant journal_article error'.split(
    ' ',
  ),
)

const passed: ReadonlySet<string> = new Set(['schemaLocation', 'version', 'owner', 'status'])

/** What the envelope says of the record: crm-item of a query, header of a harvest; the head of a batch is a note. */
export function readEnvelopes(around: readonly XmlNode[], reading: Reading): void {
  for (const [at, node] of around.entries()) {
    if (!envelopes.has(node.name)) continue
    const inner = around[at + 1]
    for (const [name, value] of Object.entries(node.attributes)) {
      if (!passed.has(name) && value) reading.unmapped.push({ path: `${node.name}/@${name}`, value })
    }
    for (const kid of elements(node)) {
      if (kid === inner || envelopes.has(kid.name) || works.has(kid.name) || Object.hasOwn(items, kid.name)) continue
      if (kid.name === 'head')
        note(reading, 'batch-head', '', 'The head of a batch says who sent it, not what it holds.', contentOf(kid))
      else if (kid.name === 'crm-item') queryItem(kid, reading)
      else if (kid.name === 'doi') reading.draft.doi ??= plainNode(kid)
      else if (!harvest.has(kid.name)) keepNode(kid, reading, `${node.name}/${kid.name}`)
    }
  }
}

/** Of an answer to a harvester as a whole, not of any record in it. */
const harvest: ReadonlySet<string> = new Set(['responseDate', 'request', 'resumptionToken'])

function queryItem(node: XmlNode, reading: Reading): void {
  const { name = '' } = node.attributes
  const value = plainNode(node)
  const { draft } = reading
  if (name === 'publisher-name' && value !== undefined && draft.journal?.publisher?.name === undefined)
    draft.journal = { ...draft.journal, publisher: { name: value, ...draft.journal?.publisher } }
  else if (value !== undefined && !(name === 'owner-prefix' && draft.doi?.startsWith(`${value}/`)))
    reading.unmapped.push({
      path: `query/crm-item[@name="${name}"]`,
      value: node.attributes.claim === undefined && elements(node).length === 0 ? value : contentOf(node),
    })
}
