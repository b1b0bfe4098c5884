/** The same requests to the service on two engines, answer by answer. */
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../src/app.ts'
import { copyStore } from '../../src/library/copying.ts'
import { createLibrary } from '../../src/library/library.ts'
import { readSettings } from '../../src/settings.ts'
import { copiedKey, copiedTableNames } from '../../src/store/copying.ts'
import type { Store } from '../../src/store/store.ts'
import { createVerification } from '../../src/verify/verify.ts'
import { site } from '../http/start.ts'
import { type Operation, operations } from './operations.ts'

export interface Sides {
  /** Returns how they differ. */
  compare(operation: Operation): Promise<string | undefined>
  close(): Promise<void>
}

/** Two empty stores. The second is made a copy of the first, which has a key: keys and tokens are random. */
export async function startSides(one: Store, other: Store): Promise<Sides> {
  let second = 0
  const now = () => new Date(Date.UTC(2024, 1, 1, 0, 0, second))
  const { secret } = await createLibrary({ store: one, now }).keys.create({ name: 'test', administrator: true })
  await copy(one, other)
  const apps = await Promise.all([one, other].map((store) => appOn(store, now)))
  const authorization = `Bearer ${secret}`
  const cursors: string[] = []
  let count = 0
  const ask = async (app: FastifyInstance, { method, url, headers, payload }: Operation) => {
    const given = { authorization, ...headers }
    const answer = await app.inject({ method, url, headers: given, ...(payload !== undefined && { payload }) })
    const told = Object.entries(answer.headers).filter(([name]) => !variable.has(name))
    return { status: answer.statusCode, headers: Object.fromEntries(told), body: answer.body.replace(clock, '') }
  }
  return {
    async compare(given) {
      second = ++count * 7
      const operation = given.goesOn && cursors.length > 0 && count % 3 === 0 ? goneOn(given, cursors) : given
      const [first, last] = await Promise.all(apps.map((app) => ask(app, operation)))
      const [mine, theirs] = [JSON.stringify(first, null, 1), JSON.stringify(last, null, 1)]
      if (mine !== theirs)
        return `${count}. ${JSON.stringify(operation)}\n${apart(mine, theirs)}\n${apart(theirs, mine)}`
      const link = /cursor=([^&>]+)/.exec(String(first?.headers.link ?? ''))?.[1]
      if (link !== undefined) cursors.push(`${given.url}&cursor=${link}`)
      if (first !== undefined && first.status >= 500)
        return `${count}. ${JSON.stringify(operation)}\n${mine.slice(0, 500)}`
      return undefined
    },
    async close() {
      for (const app of apps) await app.close()
    },
  }
}

/** When coverage was last looked at, by the machine’s own clock. */
const clock = /"last-status-check-time":\d+/g

/** Where a text begins to differ from another. */
function apart(text: string, other: string): string {
  let at = 0
  while (text[at] === other[at] && at < text.length) at++
  return text.slice(Math.max(0, at - 200), at + 300)
}

/** What differs from answer to answer of one service. */
const variable = new Set(['date', 'x-request-id', 'server-timing', 'retry-after', 'ratelimit-reset', 'ratelimit'])

/** Where a list of before ended; the newest first. */
const goneOn = (operation: Operation, cursors: string[]): Operation => ({
  ...operation,
  url: cursors.pop() ?? operation.url,
})

const appOn = (store: Store, now: () => Date): Promise<FastifyInstance> =>
  buildApp({
    library: createLibrary({ store, now }),
    site,
    settings: readSettings({ RATE_LIMIT: '0' }),
    version: '0.0.0',
    verification: createVerification(),
  })

export const copy = (from: Store, to: Store) => copyStore({ from, to, tables: copiedTableNames, keyOf: copiedKey })

/** Runs so many operations; returns the first differences. */
export async function differences(sides: Sides, seed: number, count: number): Promise<readonly string[]> {
  const found: string[] = []
  let left = count
  for (const operation of operations(seed)) {
    if (left-- === 0 || found.length >= 5) break
    const difference = await sides.compare(operation)
    if (difference !== undefined) found.push(difference)
  }
  return found
}
