/** The plainest thing that answers as the service must: lists and maps, no store, no formats, no transactions. */
import type { Expected, Operation, RecordDraft } from './operations.ts'

/** What of an answer is compared. */
export interface Told {
  readonly status: number
  readonly body?: unknown
}

interface Version {
  readonly kind: 'deposit' | 'update' | 'withdraw' | 'restore'
  readonly record: RecordDraft
  readonly second: number
  readonly by: string
  readonly withdrawn?: string
}

interface KeyFacts {
  readonly role: 'administrator' | 'depositor' | 'reader-admin'
  readonly prefixes: readonly string[]
  readonly journals: readonly string[]
  revoked?: boolean
}

/** Faults that a model can be given: each must be noticed, or the oracle sees nothing. */
export const faults = [
  'a prefix owns those that begin with it',
  'what is unchanged is a version',
  'an answer is never forgotten',
  'an answer is for every request',
  'a second ends before it is over',
  'bulk brings back what was withdrawn',
  'stop goes on',
  'a dry run is kept',
  'a withdrawn article stands',
  'a revoked key opens',
  'journals are not looked at',
  'a tombstone counts no version',
  'search finds what was withdrawn',
  'letters of a DOI differ',
] as const
export type ModelFault = (typeof faults)[number]

class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string) {
    super(code)
    this.status = status
    this.code = code
  }
}

const day = 86_400
const prefixOf = (doi: string): string => doi.split('/')[0] ?? ''
const same = (a: RecordDraft, b: RecordDraft): boolean =>
  a.doi === b.doi && a.title === b.title && a.volume === b.volume && a.issn === b.issn

export function createModel(keys: ReadonlyMap<string, KeyFacts>, fault?: ModelFault) {
  const has = (one: ModelFault) => fault === one
  const known = new Map([...keys].map(([name, key]) => [name, { ...key }]))
  let articles = new Map<string, Version[]>()
  let log: { doi: string; kind: string; version: number }[] = []
  const answers = new Map<string, { request: string; told: Told; second: number }>()

  const nameOf = (doi: string) => (has('letters of a DOI differ') ? doi : doi.toLowerCase())
  const versionsOf = (doi: string): readonly Version[] => articles.get(nameOf(doi)) ?? []
  const newest = (doi: string) => versionsOf(doi).at(-1)
  const isGone = (version: Version | undefined) =>
    version?.withdrawn !== undefined && !has('a withdrawn article stands')

  function keyOf({ by }: Operation): KeyFacts {
    const key = known.get(by)
    if (!key || (key.revoked && !has('a revoked key opens'))) throw new Refused(401, 'unauthorised')
    return key
  }
  function mayWrite(key: KeyFacts, doi: string): void {
    if (key.role === 'reader-admin') throw new Refused(403, 'forbidden')
    const own = prefixOf(doi)
    const begins = has('a prefix owns those that begin with it')
    const owns = key.prefixes.some((prefix) => (begins ? own.startsWith(prefix) : own === prefix))
    if (key.role !== 'administrator' && !owns) throw new Refused(403, 'forbidden')
  }
  function mayWriteJournal({ role, journals }: KeyFacts, records: readonly (RecordDraft | undefined)[]): void {
    if (role === 'administrator' || journals.length === 0 || has('journals are not looked at')) return
    for (const record of records) {
      if (record && !(record.issn !== undefined && journals.includes(record.issn))) throw new Refused(403, 'forbidden')
    }
  }
  function judge(expected: Expected, doi: string): void {
    const stands = newest(doi) !== undefined && !isGone(newest(doi))
    const version = versionsOf(doi).length
    const holds =
      expected === undefined ||
      (expected === 'exists' ? stands : expected === 'absent' ? !stands : stands && version === expected)
    if (!holds) throw new Refused(412, 'version-mismatch')
  }
  function add(doi: string, version: Version): void {
    const versions = [...versionsOf(doi), version]
    articles.set(nameOf(doi), versions)
    const number = has('a tombstone counts no version')
      ? versions.filter(({ withdrawn }) => withdrawn === undefined).length
      : versions.length
    log.push({ doi, kind: version.kind, version: number })
  }
  function write(key: KeyFacts, { by, second }: Operation, record: RecordDraft): 'created' | 'updated' | 'unchanged' {
    const before = newest(record.doi)
    mayWriteJournal(key, [before?.record, record])
    const stays = before && !isGone(before) && same(before.record, record)
    if (stays && !has('what is unchanged is a version')) return 'unchanged'
    const kind = before === undefined ? 'deposit' : isGone(before) ? 'restore' : 'update'
    add(record.doi, { kind, record, second, by })
    return kind === 'deposit' ? 'created' : 'updated'
  }
  const deposited = (doi: string, outcome: string): Told => {
    const version = versionsOf(doi).length
    return { status: outcome === 'created' ? 201 : 200, body: { outcome, version, article: newest(doi)?.record } }
  }
  /** The same request under the same key is answered as before, for a day. */
  function onceOnly(operation: Operation & { once?: string | undefined }, work: () => Told): Told {
    const { once, by, second, ...said } = operation
    if (once === undefined) return work()
    const name = `${by} ${once}`
    const request = JSON.stringify(said)
    const kept = answers.get(name)
    if (kept && (second - kept.second <= day || has('an answer is never forgotten'))) {
      if (kept.request !== request && !has('an answer is for every request')) throw new Refused(422, 'key-reused')
      return kept.told
    }
    const told = work()
    answers.set(name, { request, told, second })
    return told
  }

  type Answers = { readonly [K in Operation['kind']]: (operation: Extract<Operation, { kind: K }>) => Told }
  const answersOf: Answers = {
    put(operation) {
      const { doi, record, expected } = operation
      const key = keyOf(operation)
      if (record.title === undefined || record.doi !== doi) throw new Refused(422, 'invalid-article')
      mayWrite(key, doi)
      return onceOnly(operation, () => {
        judge(expected, doi)
        return deposited(doi, write(key, operation, record))
      })
    },
    patch(operation) {
      const { doi, change, expected } = operation
      const key = keyOf(operation)
      mayWrite(key, doi)
      return onceOnly(operation, () => {
        const before = newest(doi)
        if (!before) throw new Refused(404, 'not-found')
        if (isGone(before)) throw new Refused(410, 'withdrawn')
        judge(expected, doi)
        const record: Record<string, unknown> = { ...before.record }
        for (const [name, value] of Object.entries(change)) {
          if (value === null) delete record[name]
          else if (value !== undefined) record[name] = value
        }
        if (record.title === 7) throw new Refused(422, 'invalid-article')
        return deposited(doi, write(key, operation, record as unknown as RecordDraft)) // the title was looked at
      })
    },
    withdraw(operation) {
      const { doi, expected, reason, second, by } = operation
      const key = keyOf(operation)
      mayWrite(key, doi)
      const before = newest(doi)
      if (!before) throw new Refused(404, 'not-found')
      const told = () => ({ status: 200, body: { version: versionsOf(doi).length, reason: newest(doi)?.withdrawn } })
      if (isGone(before)) return told()
      judge(expected, doi)
      mayWriteJournal(key, [before.record])
      add(doi, { kind: 'withdraw', record: before.record, second, by, withdrawn: reason })
      return told()
    },
    restore(operation) {
      const { doi, expected, version } = operation
      const key = keyOf(operation)
      mayWrite(key, doi)
      return onceOnly(operation, () => {
        const wanted = version === undefined ? newest(doi) : versionsOf(doi)[version - 1]
        if (!wanted) throw new Refused(404, 'not-found')
        judge(expected, doi)
        return deposited(doi, write(key, operation, wanted.record))
      })
    },
    bulk(operation) {
      const key = keyOf(operation)
      const before = { articles: new Map(articles), log: [...log] }
      const lines: object[] = []
      for (const record of operation.records) {
        const { doi } = record
        try {
          if (record.title === undefined) throw new Refused(422, 'invalid-article')
          mayWrite(key, doi)
          if (isGone(newest(doi)) && !has('bulk brings back what was withdrawn')) throw new Refused(410, 'withdrawn')
          const outcome = write(key, operation, record)
          lines.push({ doi, outcome, version: versionsOf(doi).length })
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          lines.push({ doi, outcome: 'refused', code: error.code })
          if (operation.stop && !has('stop goes on')) break
        }
      }
      if (operation.dryRun && !has('a dry run is kept')) {
        articles = before.articles
        log = before.log
      }
      return { status: 200, body: lines }
    },
    get({ doi, version, asOf }) {
      const versions = versionsOf(doi)
      const then = (at: number) =>
        versions.findLast(({ second }) => (has('a second ends before it is over') ? second < at : second <= at))
      const found = version !== undefined ? versions[version - 1] : asOf !== undefined ? then(asOf) : versions.at(-1)
      if (!found) throw new Refused(404, 'not-found')
      if (isGone(found)) throw new Refused(410, 'withdrawn')
      return { status: 200, body: { article: found.record, version: versions.indexOf(found) + 1 } }
    },
    history({ doi, after, limit }) {
      const versions = versionsOf(doi)
      if (versions.length === 0) throw new Refused(404, 'not-found')
      const told = versions.map(({ kind, by, second }, i) => ({ version: i + 1, kind, by, second }))
      return { status: 200, body: told.slice(after, after + limit) }
    },
    changes: ({ since, limit }) => ({
      status: 200,
      body: log.map((change, i) => ({ seq: i + 1, ...change })).slice(since, since + limit),
    }),
    list: () => ({ status: 200, body: standing() }),
    search: ({ word, issn }) => ({
      status: 200,
      body: standing(has('search finds what was withdrawn'))
        .filter(({ title, issn: own }) => {
          const fits = word === undefined || title?.split(' ').includes(word)
          return fits && (issn === undefined || own === issn)
        })
        .map(({ doi }) => doi)
        .sort(),
    }),
    keys(operation) {
      const { role } = keyOf(operation)
      if (role === 'depositor') throw new Refused(403, 'forbidden')
      return { status: 200 }
    },
    'make-key'(operation) {
      if (keyOf(operation).role !== 'administrator') throw new Refused(403, 'forbidden')
      known.set(operation.name, { role: 'depositor', prefixes: [operation.prefix], journals: [] })
      return { status: 201 }
    },
    'revoke-key'(operation) {
      if (keyOf(operation).role !== 'administrator') throw new Refused(403, 'forbidden')
      const key = known.get(operation.name)
      if (!key) throw new Refused(404, 'not-found')
      key.revoked = true
      return { status: 204 }
    },
  }
  const standing = (all = false): readonly RecordDraft[] =>
    [...articles.values()].flatMap((versions) => {
      const last = versions.at(-1)
      return last && (all || !isGone(last)) ? [last.record] : []
    })

  return {
    answer<K extends Operation['kind']>(operation: Extract<Operation, { kind: K }>): Told {
      try {
        const answer = answersOf[operation.kind] as (asked: typeof operation) => Told // the row of its kind
        return answer(operation)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        return { status: error.status, body: { code: error.code } }
      }
    },
  }
}
