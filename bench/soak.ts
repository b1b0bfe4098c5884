/**
 * Hours in small: the service under a load of every kind at once (look-ups of all kinds, references, searches, pages,
 * deposits, changes), and what its processes hold meanwhile: memory of their own, open files. Prints a line a minute. Fails
 * where memory grows from the second quarter to the last, where more files stay open, or where an answer is a fault of ours.
 *
 *   npm run soak -- [--minutes 10] [--workers 1] [--articles 20000]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ask } from './client.ts'
import { fill } from './fill.ts'
import { median } from './median.ts'
import { say } from './rows.ts'
import { synthetic, syntheticDoi, word } from './synthetic.ts'

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, workers: { type: 'string' }, articles: { type: 'string' } },
})
const minutes = Number(values.minutes ?? 10)
const workers = Number(values.workers ?? 1)
const articles = Number(values.articles ?? 20_000)
/** Seconds between two looks. */
const every = 5
/** MB of one process that count as nothing: heaps breathe. */
const breath = 12

const folder = mkdtempSync(join(tmpdir(), 'colophon-soak-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Of the whole team. */
interface Sample {
  /** MB, the largest of a process: heap and buffers, without mapped pages of the store. */
  readonly own: number
  readonly files: number
}

async function start(file: string): Promise<{ readonly child: ChildProcess; readonly address: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('../src/main.ts', import.meta.url))],
    {
      env: {
        ...process.env,
        STORE: `sqlite:${file}`,
        PORT: '0',
        WORKERS: String(workers),
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let out = ''
  for (;;) {
    const [text] = await once(child.stdout, 'data')
    out += text
    const address = /listens on (\S+)\n/.exec(out)?.[1]
    if (address === undefined) continue
    child.stdout.resume()
    return { child, address }
  }
}

/** The processes of the service: itself, the workers of a team, and what formats references. */
function processesOf(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(processesOf)]
}

function look(pid: number): Sample {
  const processes = processesOf(pid)
  const own = processes.map((one) => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1]))
  const files = processes.map((one) => readdirSync(`/proc/${one}/fd`).length)
  return { own: Math.max(...own) / 1000, files: Math.max(...files) }
}

/** Of small words that come again, so that each run asks the same. */
function paths(): readonly (readonly string[])[] {
  const dois = Array.from({ length: 20_000 }, (_, n) => syntheticDoi((n * 7919) % articles))
  const formats = ['json', 'bibtex', 'ris', 'jats', 'csl-json', 'datacite-xml', 'schema-org', 'mods']
  return [
    dois.map((doi, n) => `/articles/${doi}?format=${formats[n % formats.length]}`),
    dois.slice(0, 500).flatMap((doi) => [`/articles/${doi}?format=json`, `/works/${doi}`, `/${doi}?format=html`]),
  ]
}

const slowPaths = (): string[] =>
  Array.from({ length: 3000 }, (_, n) => {
    const kinds = [
      `/articles?q=${word(n % 900)}+${word((n * 7) % 900)}`,
      `/works?query=${word(n % 2000)}&rows=20&facet=published:10`,
      `/articles/${syntheticDoi(n % articles)}?style=${['apa', 'nature', 'ieee', 'vancouver'][n % 4]}`,
      '/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01',
      `/changes?limit=50&since=${n}`,
      `/losses/${syntheticDoi(n % articles)}`,
      `/search?q=${word(n % 900)}`,
      `/history/${syntheticDoi(n % articles)}`,
    ]
    return kinds[n % kinds.length] ?? ''
  })

/** Deposits and changes, some a second, one after another; gives how many were answered otherwise than hoped. */
async function deposit(address: string, key: string, isOver: () => boolean): Promise<number> {
  let faults = 0
  for (let n = 0; !isOver(); n++) {
    const old = n % 2 === 1
    const draft = synthetic(old ? n % articles : articles + (n % 5000))
    const response = await fetch(`${address}/articles/${draft.doi}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...draft, title: `${draft.title} ${n}` }),
    })
    await response.arrayBuffer()
    if (!response.ok) faults++
    await pause(50)
  }
  return faults
}

const file = join(folder, 'soak.db')
const { secret } = await fill(`sqlite:${file}`, articles, ({ keys }) =>
  keys.create({ name: 'soak', role: 'administrator' }),
)

const { child, address } = await start(file)
const seconds = minutes * 60
const until = performance.now() + seconds * 1000
const isOver = () => performance.now() >= until
const [mixed = [], hot = []] = paths()
const load1 = [
  ask({ address, paths: mixed, connections: 8, seconds, rate: 400 }),
  ask({ address, paths: hot, connections: 8, seconds, rate: 800 }),
  ask({ address, paths: slowPaths(), connections: 2, seconds, rate: 20 }),
]
const writing = deposit(address, secret, isOver)
const samples: Sample[] = []
for (let at = 0; !isOver(); at++) {
  await pause(every * 1000)
  if (child.exitCode !== null) throw new Error(`The service ended with ${child.exitCode}.`)
  const sample = look(child.pid ?? 0)
  samples.push(sample)
  if (at % (60 / every) === 0)
    process.stderr.write(
      `minute ${Math.floor((at * every) / 60)}: ${sample.own.toFixed(0)} MB, ${sample.files} files open\n`,
    )
}
const tallies = await Promise.all(load1)
const faults = (await writing) + tallies.reduce((sum, { refused }) => sum + refused, 0)
const quarter = (nth: number) => samples.slice((samples.length * nth) / 4, (samples.length * (nth + 1)) / 4)
const early = quarter(1)
const late = quarter(3)
const [before, after] = [early, late].map((list) => median(list.map(({ own }) => own))) as [number, number] // two lists
const [filesBefore, filesAfter] = [early, late].map((list) => median(list.map(({ files }) => files))) as [
  number,
  number,
] // two lists
say(
  {
    what: `memory of a worker, last quarter of ${minutes} min`,
    yardstick: 'second quarter',
    ratio: after / before,
    target: 1.1,
    atMost: true,
  },
  `${after.toFixed(0)} MB of ${before.toFixed(0)} MB, at most ${Math.max(...samples.map(({ own }) => own)).toFixed(0)} MB`,
)
process.stdout.write(
  `files open: ${filesBefore}, then ${filesAfter}; answers other than 200: ${faults}; ` +
    `${tallies.map(({ perSecond, p99 }) => `${perSecond.toFixed(0)}/s, p99 ${p99.toFixed(0)} ms`).join('; ')}\n`,
)
const exited = once(child, 'exit')
child.kill('SIGTERM')
const [code] = await exited
if (after > before * 1.1 + breath || filesAfter > filesBefore + 5 || faults > 0 || code !== 0) process.exitCode = 1
