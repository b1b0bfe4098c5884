/** Run by deposit.ts: looks up articles, four at a time, until it is told that it is enough, and says the p99 in milliseconds. */
import { Agent, get } from 'node:http'

const port = Number(process.argv[2])
const agent = new Agent({ keepAlive: true })
const times: number[] = []
let over = false

const once = (n: number) =>
  new Promise<void>((resolve, reject) => {
    const begun = performance.now()
    get({ port, agent, path: `/articles/10.5555/synthetic.s.${n % 1000}` }, (answer) => {
      answer.resume().on('end', () => {
        times.push(performance.now() - begun)
        resolve()
      })
    }).on('error', reject)
  })

process.once('message', () => {
  over = true
})
await Promise.all(
  Array.from({ length: 4 }, async (_, client) => {
    for (let n = client; !over; n += 4) await once(n)
  }),
)
times.sort((a, b) => a - b)
process.send?.(times[Math.floor(times.length * 0.99)])
process.disconnect()
