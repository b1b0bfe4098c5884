/**
 * The primary process: starts workers and replaces those that end, holds the store for all of them, and says which one
 * takes deposits. It answers no request itself.
 */
import cluster, { type Worker } from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'
import type { Settings } from '../../schemas/settings.ts'
import { Refusal } from '../article/refusal.ts'
import { holdStore } from '../store/hold.ts'
import { listensOn, type Terminal } from '../terminal.ts'
import { shareOf } from './count.ts'
import { closeLost } from './lost-connections.ts'
import type { ToPrimary, ToWorker } from './messages.ts'
import { createRoundUp } from './round-up.ts'

export interface Team {
  readonly address: string
  /** Replaces the workers one after the other, so that there is always one to answer. */
  readonly restart: () => Promise<void>
  /** Has every worker finish what is under way. */
  readonly stop: () => Promise<void>
}

interface Place {
  readonly worker: Worker
  readonly begun: number
  readonly ready: Promise<string>
  state: 'starting' | 'ready' | 'leaving'
}

/** A worker that lives shorter than this, in milliseconds, is replaced later and later. */
const shortLife = 5000
const longestWait = 30_000
const longestHandOver = 5000
/**
 * Where there is much memory, Node takes two times 64 MB for what is young, of which requests need little: a worker
 * answers no faster with them. `npm start` and the image tell it to who answers alone.
 */
const youngSpace = '--max-semi-space-size=8'

export async function startTeam(settings: Settings, count: number, { say, demo }: Terminal): Promise<Team> {
  const tenancy = holdStore(settings.STORE, 'a service')
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'))
  cluster.setupPrimary({
    exec: new URL(`./worker${extension}`, import.meta.url).pathname,
    args: [],
    execArgv: ['--disable-warning=ExperimentalWarning', youngSpace],
  })
  const places = new Set<Place>()
  const roundUp = createRoundUp()
  let leader: Place | undefined
  let door: string | null = null
  const atNewDoor: (() => void)[] = []
  let stopping = false
  let failures = 0
  let hasListened = false

  const tell = ({ worker }: Place, message: ToWorker) => {
    if (worker.isConnected()) worker.send(message, () => {})
  }
  const tellAll = (message: ToWorker) => {
    for (const place of places) tell(place, message)
  }
  const lead = (place: Place | undefined) => {
    leader = place
    if (place) tell(place, { kind: 'lead' })
  }
  const someoneReady = () => [...places].find(({ state }) => state === 'ready')
  const hear = (place: Place, message: ToPrimary) => {
    // What was said before it woke it may not have heard.
    if (place.state === 'leaving' && (message.kind === 'awake' || message.kind === 'ready'))
      tell(place, { kind: 'stop' })
    else if (message.kind === 'awake') tell(place, { kind: 'start', settings: shareOf(settings, count), demo })
    else if (message.kind === 'say') say(message.line)
    else if (message.kind === 'door' && place === leader) {
      door = message.path
      tellAll({ kind: 'door', path: door })
      for (const opened of atNewDoor.splice(0)) opened()
    } else if (message.kind === 'ask-metrics') {
      const asked = [...places].filter(({ state }) => state === 'ready')
      roundUp
        .ask(asked, (member, ask) => tell(member, { kind: 'tell-metrics', ask }))
        .then((metrics) => tell(place, { kind: 'all-metrics', ask: message.ask, metrics }))
    } else if (message.kind === 'metrics') roundUp.hear(message.ask, message.metrics)
    else if (message.kind === 'spent') {
      for (const other of places) if (other !== place) tell(other, message)
    }
  }
  const start = (): Place => {
    const worker = cluster.fork()
    closeLost(worker.process)
    const place: Place = { worker, begun: performance.now(), state: 'starting', ready: whenReady(worker) }
    places.add(place)
    worker.on('message', (message: ToPrimary) => hear(place, message))
    place.ready.then(
      () => {
        if (place.state === 'starting') place.state = 'ready'
        failures = 0
        if (!leader) lead(place)
        else if (door !== null) tell(place, { kind: 'door', path: door })
      },
      () => {},
    )
    worker.on('exit', () => gone(place))
    return place
  }
  const gone = (place: Place) => {
    const wasWanted = place.state !== 'leaving'
    places.delete(place)
    if (place === leader) {
      door = null
      lead(undefined)
      tellAll({ kind: 'door', path: null })
      if (!stopping) lead(someoneReady())
    }
    // A first worker that cannot start is told to whoever started the service.
    if (!stopping && hasListened && wasWanted) replace(performance.now() - place.begun)
  }
  const replace = async (lived: number) => {
    if (lived < shortLife) failures++
    if (failures > 1) await pause(Math.min(250 * 2 ** failures, longestWait))
    if (!stopping && places.size < count) start()
  }
  const leave = async (place: Place) => {
    place.state = 'leaving'
    const ended = new Promise<void>((resolve) => place.worker.once('exit', () => resolve()))
    const next = place === leader && !stopping ? someoneReady() : undefined
    if (next) {
      // The next takes deposits before this one stops taking them.
      const opened = new Promise<void>((resolve) => atNewDoor.push(resolve))
      lead(next)
      await Promise.race([opened, pause(longestHandOver), ended])
    }
    tell(place, { kind: 'stop' })
    return ended
  }

  let address: string
  try {
    // The first brings the tables up to date; the others find them so.
    address = await start().ready
    hasListened = true
    say(listensOn(address))
  } catch (error) {
    stopping = true
    tenancy.release()
    throw error
  }
  for (let more = 1; more < count; more++) start()
  return {
    address,
    async restart() {
      for (const place of [...places]) {
        if (stopping || place.state === 'leaving') continue
        await start().ready
        await leave(place)
      }
    },
    async stop() {
      stopping = true
      const { DRAIN_DELAY, DRAIN_TIMEOUT } = settings
      const late = setTimeout(
        () => {
          for (const { worker } of places) worker.process.kill('SIGKILL')
        },
        DRAIN_DELAY + DRAIN_TIMEOUT + longestHandOver,
      )
      await Promise.all([...places].map(leave))
      clearTimeout(late)
      tenancy.release()
    },
  }
}

/** Its address once it listens; refused with what it said when it ended before. */
function whenReady(worker: Worker): Promise<string> {
  return new Promise((resolve, reject) => {
    let failure = new Refusal('unavailable', 'A worker ended before it listened; see the log.')
    worker.on('message', (message: ToPrimary) => {
      if (message.kind === 'ready') resolve(message.address)
      if (message.kind === 'failed') failure = new Refusal(message.code ?? 'unavailable', message.message)
    })
    worker.once('exit', () => reject(failure))
  })
}
