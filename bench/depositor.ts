/**
 * Run by deposit.ts: deposits articles from 32 clients, each of which waits for its answer, over bare sockets, so that little
 * of what the machine can do is spent on asking. Told `[from, count, name]`, it says how many milliseconds that took.
 */
import { connect, type Socket } from 'node:net'
import { synthetic, syntheticDoi } from './synthetic.ts'

const [port = '', key = '', clients = '32'] = process.argv.slice(2)

process.on('message', async ([from, count, name]: readonly [number, number, string]) => {
  const requests = Array.from({ length: count }, (_, n) => requestOf(from + n, name))
  const begun = performance.now()
  await Promise.all(Array.from({ length: Number(clients) }, () => client(requests)))
  process.send?.(performance.now() - begun)
})

function requestOf(n: number, name: string): Buffer {
  const doi = syntheticDoi(n).replace('synthetic.', `synthetic.${name}.`)
  const body = JSON.stringify({ ...synthetic(n), doi })
  const head = `PUT /articles/${doi} HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${key}\r\n`
  return Buffer.from(
    `${head}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

const client = (requests: Buffer[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1').setNoDelay()
    let left = 0
    socket.on('error', reject).on('connect', next)
    socket.on('data', (data) => {
      if (left === 0) left = wholeLength(data, socket)
      left -= data.length
      if (left === 0) next()
    })
    function next(): void {
      const request = requests.pop()
      if (request) return void socket.write(request)
      socket.end()
      resolve()
    }
  })

/** Bytes of an answer, which begins with its head; anything but 201 ends the bench. */
function wholeLength(data: Buffer, socket: Socket): number {
  const end = data.indexOf('\r\n\r\n')
  const head = data.subarray(0, end).toString('latin1')
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
  if (!head.startsWith('HTTP/1.1 201') || end === -1 || Number.isNaN(length)) {
    socket.destroy(new Error(`A deposit was answered ${data.toString().slice(0, 500)}`))
  }
  return end + 4 + length
}
