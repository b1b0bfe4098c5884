import autocannon from 'autocannon'

const [url, accept, n, d] = [
  process.argv[2],
  process.argv[3],
  Number(process.argv[4] ?? 20000),
  Number(process.argv[5] ?? 4),
]
let seed = 7
const rnd = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
const requests = Array.from({ length: 20000 }, () => ({
  method: 'GET' as const,
  path: `/articles/10.5555/synthetic.${Math.floor(rnd() * n)}`,
  headers: { accept },
}))
const r = await autocannon({ url, connections: 64, duration: d, requests })
console.log(accept, r.requests.average, r.non2xx, r.latency.p99)
