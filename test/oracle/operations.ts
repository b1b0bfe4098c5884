/** What may be asked of a service in the oracle’s run: random, but the same for the same seed. */

export const dois = [
  ...['10.5555/a', '10.5555/b', '10.5555/c.1', '10.5555/d(2)', '10.5555/e;f'],
  ...['10.55555/a', '10.6666/x', '10.6666/y', '10.6666/z_1'],
] as const
export const issns = ['2434-561X', '0028-0836'] as const
/** In no language: a search for one finds where it stands, and nothing else. */
export const words = ['zorvaq', 'quelbim', 'fradnok', 'wisplet', 'mubexil'] as const

export interface RecordDraft {
  readonly doi: string
  /** Absent from what is sent: the record is refused. */
  readonly title?: string
  readonly volume?: string
  readonly issn?: string
}

/** What a write expects to stand; a number is a version. */
export type Expected = 'exists' | 'absent' | number | undefined

interface Asking {
  /** The name of a key; `none` for none. */
  readonly by: string
  /** Seconds since the run began. */
  readonly second: number
}
interface Writing extends Asking {
  readonly doi: string
  readonly expected?: Expected
  readonly once?: string
}

export type Operation =
  | (Writing & { readonly kind: 'put'; readonly record: RecordDraft })
  | (Writing & {
      readonly kind: 'patch'
      readonly change: Readonly<Record<'title' | 'volume', string | number | null | undefined>>
    })
  | (Writing & { readonly kind: 'withdraw'; readonly reason: string })
  | (Writing & { readonly kind: 'restore'; readonly version?: number })
  | (Asking & {
      readonly kind: 'bulk'
      readonly records: readonly RecordDraft[]
      readonly dryRun: boolean
      readonly stop: boolean
    })
  | (Asking & {
      readonly kind: 'get'
      readonly doi: string
      readonly version?: number
      readonly asOf?: number
      readonly known?: boolean
    })
  | (Asking & { readonly kind: 'history'; readonly doi: string; readonly after: number; readonly limit: number })
  | (Asking & { readonly kind: 'changes'; readonly since: number; readonly limit: number })
  | (Asking & { readonly kind: 'list' })
  | (Asking & { readonly kind: 'search'; readonly query: string; readonly word?: string; readonly issn?: string })
  | (Asking & { readonly kind: 'keys' })
  | (Asking & { readonly kind: 'make-key'; readonly name: string; readonly prefix: string })
  | (Asking & { readonly kind: 'revoke-key'; readonly name: string })

export type Kind = Operation['kind']

/** Mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const weights: Readonly<Record<Kind, number>> = {
  put: 26,
  patch: 10,
  withdraw: 5,
  restore: 5,
  bulk: 12,
  get: 22,
  history: 4,
  changes: 4,
  list: 3,
  search: 5,
  keys: 1,
  'make-key': 1,
  'revoke-key': 1,
}

/** So many operations; time passes between them, now and then more than a day. */
export function operationsFrom(seed: number, count: number): readonly Operation[] {
  const random = randomFrom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const of = <T>(list: readonly T[]): T => list[below(list.length)] as T // the lists are not empty
  const once = (share: number) => random() < share
  const kinds = Object.entries(weights).flatMap(([kind, weight]) => Array<Kind>(weight).fill(kind as Kind)) // the table’s own keys
  const temporary: string[] = []
  const seconds = [10]
  /** When each was written to, or would have been: the very second of a version is where faults are. */
  const touched = new Map<string, number[]>()
  let second = 10

  const record = (doi: string = of(dois)): RecordDraft => ({
    doi,
    ...(!once(0.05) && { title: `${of(words)} ${of(words)}` }),
    ...(once(0.5) && { volume: String(below(3)) }),
    ...(once(0.6) && { issn: of(issns) }),
  })
  const expected = (): Expected =>
    once(0.7) ? undefined : of(['exists', 'absent', 1 + below(4), 1 + below(9)] as const)
  const writing = () => {
    const wanted = expected()
    const doi = of(dois)
    touched.set(doi.toLowerCase(), [...(touched.get(doi.toLowerCase()) ?? []), second])
    return {
      doi,
      ...(wanted !== undefined && { expected: wanted }),
      ...(once(0.25) && { once: `key-${below(6)}` }),
    }
  }
  const by = (): string =>
    once(0.4)
      ? 'admin'
      : of(['press', 'press', 'journal', 'other', 'overseer', 'none', 'wrong', ...temporary.slice(-3)])
  const makers: Readonly<Record<Kind, () => object>> = {
    put: () => {
      const where = writing()
      return { ...where, record: record(once(0.03) ? of(dois) : where.doi) }
    },
    patch: () => ({
      ...writing(),
      change: {
        title: once(0.4) ? `${of(words)} ${of(words)}` : once(0.2) ? of([null, 7]) : undefined,
        volume: once(0.6) ? of([String(below(3)), null]) : undefined,
      },
    }),
    withdraw: () => ({ ...writing(), reason: of(['Twice.', 'By mistake.']) }),
    restore: () => ({ ...writing(), ...(once(0.5) && { version: 1 + below(5) }) }),
    bulk: () => ({
      records: Array.from({ length: 1 + below(6) }, () => record()),
      dryRun: once(0.2),
      stop: once(0.3),
    }),
    get: () => {
      const doi = once(0.2) ? of(dois).toUpperCase() : of(dois)
      if (once(0.3)) return { doi, version: 1 + below(6) }
      const own = touched.get(doi.toLowerCase())
      if (once(0.4)) return { doi, asOf: of(own && once(0.6) ? own : seconds) }
      return { doi, known: once(0.5) }
    },
    history: () => ({ doi: of(dois), after: below(once(0.5) ? 3 : 40), limit: 1 + below(30) }),
    changes: () => ({ since: below(60), limit: 1 + below(50) }),
    list: () => ({}),
    search: () => {
      const word = of(words)
      const issn = of(issns)
      return of([
        { query: `title:${word}`, word },
        { query: `issn:${issn}`, issn },
        { query: `title:${word} issn:${issn}`, word, issn },
      ])
    },
    keys: () => ({}),
    'make-key': () => {
      const name = `temporary-${temporary.length}`
      temporary.push(name)
      return { name, prefix: of(['10.5555', '10.6666']) }
    },
    'revoke-key': () => ({ name: temporary.length > 0 ? of(temporary) : 'never-made' }),
  }
  return Array.from({ length: count }, () => {
    second += once(0.004) ? 90_000 : 1 + below(3)
    seconds.push(second)
    const kind = of(kinds)
    const isSpecial = kind === 'keys' || kind === 'make-key' || kind === 'revoke-key'
    const who = isSpecial && once(0.7) ? 'admin' : by()
    return { kind, by: who, second, ...makers[kind]() } as Operation // each maker makes what its kind has
  })
}
