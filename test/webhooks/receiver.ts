/** A receiver of webhooks for tests: a real server on this machine, that answers as it is told. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'

export interface Delivery {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly seq: number
  readonly url: string
}

export interface Receiver {
  readonly url: string
  readonly port: number
  /** Everything that came, also what was refused. */
  readonly all: Delivery[]
  /** The numbers of the log that were acknowledged. */
  readonly acknowledged: number[]
}

/** How to answer; a status, or undefined where `respond` answered itself or nothing is to be said. */
export type Answer = (delivery: Delivery, response: ServerResponse) => number | undefined | Promise<number | undefined>

export async function startReceiver(t: Test, answer: Answer = () => 204): Promise<Receiver> {
  const all: Delivery[] = []
  const acknowledged: number[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text) => {
      body += text
    })
    request.on('end', async () => {
      const delivery = { headers: request.headers, body, seq: JSON.parse(body).data.seq, url: request.url ?? '' }
      all.push(delivery)
      const status = await answer(delivery, response)
      if (status === undefined) return
      if (status < 300) acknowledged.push(delivery.seq)
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/hook`, port, all, acknowledged }
}

/** Waits until something is true, and says whether it became so. */
export async function becomes(isTrue: () => boolean | Promise<boolean>, patience = 10_000): Promise<boolean> {
  for (const end = performance.now() + patience; performance.now() < end; await pause(20)) {
    if (await isTrue()) return true
  }
  return false
}

export const upTo = (last: number): number[] => Array.from({ length: last }, (_, n) => n + 1)
