/** A CITATION.cff as maps and lists of texts: every scalar stays as it was written, so that a version 1.0 is no 1. */
import { type Document, isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml'
import { Refusal } from '../../article/refusal.ts'

export type Value = string | readonly Value[] | Mapping
export type Mapping = ReadonlyMap<string, Value>

export interface CffDocument {
  readonly line: number
  /** The root, or why there is none. */
  readonly root: Mapping | Refusal
}

/** Deeper than any file is nested; it bounds the work on hostile text. */
const depthLimit = 30
const sizeLimit = 2_000_000
/** Lists within lists on one line, which a parser of YAML reads in quadratic time. */
const levels = /(?:[-?:] ){31}/
const nodeLimit = 200_000

export function cffDocuments(text: string): CffDocument[] {
  if (text.length > sizeLimit || levels.test(text) || nesting(text) > 200) {
    throw new Refusal('unreadable', 'Line 1: The text is larger or nested deeper than any CITATION.cff.')
  }
  // FAILSAFE_SCHEMA knows no tags but map, seq and str (YAML 1.2.2, 10.1); few aliases may be resolved.
  const parsed = safely(() =>
    parseAllDocuments(text.toWellFormed().replace(/^\ufeff/, ''), {
      schema: 'failsafe',
      logLevel: 'silent',
      prettyErrors: false,
    }),
  )
  if (!Array.isArray(parsed)) return []
  const documents = parsed.flatMap((document): CffDocument[] => {
    const line = lineAt(text, document.contents?.range?.[0] ?? 0)
    const [error] = document.errors
    if (error !== undefined) {
      const at = lineAt(text, error.pos[0])
      return [
        { line: at, root: new Refusal('unreadable', `Line ${at}: This is not YAML: ${error.message.split('\n')[0]}`) },
      ]
    }
    if (document.contents === null) return []
    const value = safely(() => valueAt(document.contents, { document, budget: nodeLimit }, 0))
    if (value instanceof Map) return [{ line, root: value }]
    return [
      {
        line,
        root: new Refusal('unreadable', `Line ${line}: The document is no map of keys such as title and authors.`),
      },
    ]
  })
  if (documents.length === 0) throw new Refusal('unreadable', 'Line 1: There is no YAML document in the text.')
  return documents
}

/** Too many aliases and too deep a nesting are faults of the text. */
function safely<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(
      'unreadable',
      `Line 1: This is no YAML that can be read: ${error instanceof Error ? error.message : 'unknown'}`,
    )
  }
}

/** How deep brackets of the flow style stand in one another, at most. */
function nesting(text: string): number {
  let depth = 0
  let most = 0
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1)
    most = Math.max(most, depth)
  }
  return most
}

interface Walk {
  readonly document: Document
  /** How many nodes may still be met: aliases of aliases multiply. */
  budget: number
}

function valueAt(node: unknown, walk: Walk, depth: number): Value | undefined {
  if (depth > depthLimit || walk.budget-- < 0) {
    throw new Refusal('unreadable', `Line 1: The document is larger or nested deeper than any CITATION.cff.`)
  }
  if (isAlias(node)) return valueAt(node.resolve(walk.document), walk, depth + 1)
  if (isMap(node)) {
    const out = new Map<string, Value>()
    for (const { key, value } of node.items) {
      const inner = valueAt(value, walk, depth + 1)
      if (inner !== undefined) out.set(String(isScalar(key) ? key.value : key), inner)
    }
    return out
  }
  if (isSeq(node)) {
    return node.items.map((member) => valueAt(member, walk, depth + 1)).filter((member) => member !== undefined)
  }
  if (!isScalar(node)) return undefined
  const text = String(node.value ?? '')
  // Without quotation marks these are no texts in YAML’s other schemas (10.2.1.1).
  return text === '' || (node.type === 'PLAIN' && /^(?:~|null)$/i.test(text)) ? undefined : text
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
