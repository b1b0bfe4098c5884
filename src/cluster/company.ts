/** A worker’s side of what it shares with the others. */
import { Refusal } from '../article/refusal.ts'
import type { Company } from '../http/company.ts'
import { forward } from './forward.ts'
import type { Costs, ToPrimary, ToWorker } from './messages.ts'

export interface Member extends Company {
  /** Takes what the primary process says. */
  readonly hear: (message: ToWorker) => void
  /** From now on deposits are taken here. */
  readonly lead: () => void
  readonly close: () => void
}

/** How long a deposit waits for a worker to take it, in milliseconds: another is chosen at once where one ends. */
const patience = 3000

const absent = () =>
  new Refusal('unavailable', 'The process that takes deposits is starting; try again in a second.', {
    headers: { 'retry-after': '1' },
  })

/** Other workers hear of what was spent here so often, in milliseconds. */
const spendingInterval = 500

export function createMember(say: (message: ToPrimary) => void): Member {
  let door: string | null = null
  let leads = false
  let asks = 0
  let metrics: () => Promise<readonly object[]> = async () => []
  let spent = new Map<string, number>()
  let noteSpent: (address: string, cost: number) => void = () => {}
  const atTheDoor: ((path: string | undefined) => void)[] = []
  const waiting = new Map<number, (metrics: readonly (readonly object[])[]) => void>()

  /** Undefined where none opens in time, or here. */
  const nextDoor = () =>
    new Promise<string | undefined>((resolve) => {
      const late = setTimeout(resolve, patience, undefined)
      atTheDoor.push((path) => {
        clearTimeout(late)
        resolve(path)
      })
    })

  const publish = setInterval(() => {
    if (spent.size === 0) return
    const costs: Costs = [...spent]
    spent = new Map()
    say({ kind: 'spent', costs })
  }, spendingInterval)
  publish.unref()

  const hearing: { readonly [Kind in ToWorker['kind']]?: (message: Extract<ToWorker, { kind: Kind }>) => void } = {
    door: ({ path }) => {
      door = path
      if (path !== null) for (const enter of atTheDoor.splice(0)) enter(path)
    },
    'tell-metrics': ({ ask }) => {
      metrics().then(
        (mine) => say({ kind: 'metrics', ask, metrics: mine }),
        () => say({ kind: 'metrics', ask, metrics: [] }),
      )
    },
    'all-metrics': ({ ask, metrics: all }) => {
      waiting.get(ask)?.(all)
      waiting.delete(ask)
    },
    spent: ({ costs }) => {
      for (const [address, cost] of costs) noteSpent(address, cost)
    },
  }
  return {
    leads: () => leads,
    async forward(request, reply) {
      const open = door ?? (await nextDoor())
      // It may be this one that was chosen meanwhile.
      if (leads) return false
      if (open === undefined) throw absent()
      forward(request, reply, open)
      return true
    },
    share(source) {
      metrics = source
    },
    gather() {
      asks++
      const answer = new Promise<readonly (readonly object[])[]>((resolve) => waiting.set(asks, resolve))
      say({ kind: 'ask-metrics', ask: asks })
      return answer
    },
    spend: (address, cost) => void spent.set(address, (spent.get(address) ?? 0) + cost),
    onSpent(listener) {
      noteSpent = listener
    },
    // The table is by kind, so that what it finds takes this message.
    hear: (message) => (hearing[message.kind] as ((message: ToWorker) => void) | undefined)?.(message),
    lead() {
      leads = true
      for (const enter of atTheDoor.splice(0)) enter(undefined)
    },
    close: () => clearInterval(publish),
  }
}
