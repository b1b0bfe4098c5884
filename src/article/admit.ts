/** Draft → Article: normalise, then judge. The only way to make an Article; every fault is told at once. */
import { Compile } from 'typebox/compile'
import { Article, type Draft, type StoredArticle } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { judgeChronology } from './chronology.ts'
import { clean } from './clean.ts'
import { normaliseFields } from './normalise.ts'
import { judgeReferences } from './references.ts'
import { Refusal } from './refusal.ts'
import { judgeShape } from './shape.ts'

export interface Admitted {
  readonly article: Article
  /** Warnings and notes: what was normalised, doubted or kept apart. */
  readonly notes: readonly Finding[]
}

const shape = Compile(Article)

/** A strict, normalised Article of a draft. Throws `Refusal('invalid-article')` with every finding. */
export function admit(draft: Draft): Admitted {
  const findings: Finding[] = []
  const record = clean(draft, findings)
  normaliseFields(record, findings)
  if (!shape.Check(record)) keepUnknown(record, findings)
  if (findings.some(isError)) throw refusal(findings)
  const article = inOrder(record) as Article // the compiled shape has accepted it
  judgeReferences(article, findings)
  judgeChronology(article, findings)
  if (findings.some(isError)) throw refusal(findings)
  return { article, notes: findings }
}

const isError = ({ severity }: Finding): boolean => severity === 'error'
const fieldOrder = Object.keys(Article.properties)

/** The fields in the order of the shape, whatever order the source had them in. */
function inOrder(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const field of fieldOrder) if (record[field] !== undefined) out[field] = record[field]
  return out
}

/** The same for an article that is to be stored, which needs a DOI: its own or the one it is deposited under. */
export function admitStored(draft: Draft, doi?: string): Admitted & { readonly article: StoredArticle } {
  const { article, notes } = admit(draft.doi === undefined && doi !== undefined ? { ...draft, doi } : draft)
  if (article.doi !== undefined) return { article: { ...article, doi: article.doi }, notes }
  throw refusal([
    ...notes,
    {
      severity: 'error',
      code: 'doi-missing',
      pointer: '/doi',
      message: 'The article has no DOI, and records are kept by DOI.',
      remedy: 'Give the article its DOI, or deposit it under one: PUT /articles/{doi}, or import with --doi.',
    },
  ])
}

function keepUnknown(record: Record<string, unknown>, findings: Finding[]): void {
  const judged = judgeShape(Article, record)
  // What is no identifier at all has been told with its remedy already.
  const told = new Set(findings.map(({ pointer }) => pointer))
  findings.push(...judged.findings.filter(({ pointer }) => !told.has(pointer)))
  const unmapped: unknown[] = Array.isArray(record.unmapped) ? [...record.unmapped] : []
  for (const { holder, key, pointer } of judged.unknown) {
    const value = holder[key]
    delete holder[key]
    unmapped.push({ path: pointer, value })
    findings.push({
      severity: 'warning',
      code: 'unknown-field',
      pointer,
      value,
      message: `The record has no field “${key}” here; its value is kept in “unmapped”.`,
      remedy: 'See /schemas/article.json for the fields there are.',
    })
  }
  if (unmapped.length > 0) record.unmapped = unmapped
  if (judged.findings.length === 0 && !shape.Check(record)) throw new Error('The two judges of the shape disagree.')
}

function refusal(findings: readonly Finding[]): Refusal {
  const errors = findings.filter(isError)
  const [first] = errors
  const place = first ? `${first.pointer || 'the record'}: ${first.message}` : ''
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  return new Refusal('invalid-article', `The article cannot be admitted. ${place}${more}`, { findings })
}
