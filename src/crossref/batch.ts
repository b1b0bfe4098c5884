/** Many works at once, in the order they were asked for, each with what became of it. The registry has no such door. */
import { parseDoi } from '../article/doi.ts'
import type { Site, WritableCodec } from '../formats/codec.ts'
import { documentOf } from '../formats/codec.ts'
import { json } from '../formats/json.ts'
import { articleOf } from '../library/library.ts'
import type { StoredRecord } from '../store/store.ts'
import { type Answer, type Fault, invalid, ok } from './answer.ts'
import type { Parts } from './asking.ts'
import { workOf } from './work.ts'

export const mostInBatch = 1000

/** `{"dois": [...]}`, a list in JSON, or one DOI a line. */
export function readBatch(text: string): readonly string[] | Fault {
  const trimmed = text.trim()
  const dois = /^[[{]/.test(trimmed) ? listed(trimmed) : trimmed.split(/\r\n|[\r\n]/).map((line) => line.trim())
  const given = dois?.filter((doi) => doi !== '')
  if (!given || given.length === 0) {
    const message = 'Send {"dois": ["10.1234/x", …]}, a list of DOIs in JSON, or one DOI a line.'
    return { type: 'doi-list-not-valid', value: trimmed.slice(0, 200), message }
  }
  if (given.length <= mostInBatch) return given
  const message = `${given.length} DOIs were sent; at most ${mostInBatch} are answered at once.`
  return { type: 'doi-list-too-long', value: String(given.length), message }
}

function listed(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const list = typeof value === 'object' && value !== null && 'dois' in value ? value.dois : value
    return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : undefined
  } catch {
    return undefined
  }
}

/** Without a format as works; in `json` as whole records; in any other as text. */
export async function answerBatch(text: string, codec: WritableCodec | undefined, parts: Parts): Promise<Answer> {
  const dois = readBatch(text)
  if ('type' in dois) return invalid([dois])
  const items = []
  for (const asked of dois) {
    const doi = parseDoi(asked)
    const record = doi === undefined ? undefined : await parts.library.find(doi)
    items.push({ DOI: asked, ...itemOf(doi, record, codec, parts.site) })
  }
  return ok('work-batch', { 'total-results': items.length, items })
}

function itemOf(
  doi: string | undefined,
  record: StoredRecord | undefined,
  codec: WritableCodec | undefined,
  site: Site,
) {
  if (doi === undefined) return { status: 400, message: 'This is not a DOI.' }
  if (!record) return { status: 404, message: 'Resource not found.' }
  if (record.withdrawn) return { status: 410, message: `Resource withdrawn: ${record.withdrawn.reason}` }
  if (!codec) return { status: 200, work: workOf(record, site) }
  const article = articleOf(record)
  if (codec === json) return { status: 200, article, version: record.version }
  const [lack] = codec.lacks?.(article) ?? []
  if (lack !== undefined) return { status: 406, message: `${codec.title} demands what this article lacks.` }
  const key = record.citationKey
  const options = { modified: record.modified, ...(key !== undefined && { key }) }
  return { status: 200, 'content-type': codec.mediaType, text: documentOf(codec, article, site, options) }
}
