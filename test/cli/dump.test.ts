/** `colophon dump`: the store on standard output, in parts, packed, and to readers who leave early. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { synthetic } from '../../bench/synthetic.ts'
import { bibtex } from '../../src/formats/bibtex.ts'
import { root, unwatched, workplace } from './command.ts'

const command = ['--disable-warning=ExperimentalWarning', join(root, 'src/cli.ts')]
const many = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, n) => JSON.stringify(synthetic(from + n))).join('\n')
const parsed = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** In a shell, whose standard output is bytes; what each command of the pipe ended with is its last line. */
const shell = (folder: string, line: string) =>
  new Promise<{ bytes: Buffer; err: string }>((resolve) => {
    const words = [process.execPath, ...command].map((word) => `'${word}'`).join(' ')
    execFile(
      'env',
      [...unwatched, 'bash', '--norc', '-c', line.replaceAll('colophon', words)],
      {
        cwd: folder,
        env: { PATH: process.env.PATH, STORE: 'sqlite:./articles.db' },
        encoding: 'buffer',
        maxBuffer: 1e8,
      },
      (_error, bytes, err) => resolve({ bytes, err: err.toString() }),
    )
  })

t.test('a dump at a number stays the same, and goes on where it broke off', async (t) => {
  const { run, folder } = workplace(t)
  writeFileSync(join(folder, 'a.ndjson'), many(0, 30))
  writeFileSync(join(folder, 'b.ndjson'), many(30, 40))
  await run(['import', 'a.ndjson'])
  const first = await run(['dump'])
  t.match(first, { status: 0, err: 'The store at number 30 of its change log.\n' })
  const whole = parsed(first.out)
  t.equal(whole.length, 30)
  await run(['import', 'b.ndjson'])
  t.equal((await run(['dump', '--at', '30'])).out, first.out)
  const rest = await run(['dump', '--at', '30', '--after', whole[11].doi])
  t.same(parsed(rest.out), whole.slice(12))
  t.same(
    parsed((await run(['dump', '--since', '30'])).out).map(({ doi }) => doi),
    Array.from({ length: 10 }, (_, n) => `10.5555/synthetic.${30 + n}`),
  )
  t.match(await run(['dump', '--at', '41']), { status: 1, err: /40 entries/ })
  t.match(await run(['dump', '--at', 'x']), { status: 1, err: /--at x/ })
  t.equal((await run(['dump', '10.5555/synthetic.1'])).status, 2)
})

t.test('in a format, and packed, also in two parts that stand one after another', async (t) => {
  const { run, folder } = workplace(t)
  writeFileSync(join(folder, 'a.ndjson'), many(0, 30))
  await run(['import', 'a.ndjson'])
  t.equal(bibtex.read((await run(['dump', '--to', 'bibtex'])).out).length, 30)
  t.match(await run(['dump', '--to', 'none']), { status: 1, err: /none/ })
  const plain = await run(['dump'])
  const after = parsed(plain.out)[9].doi
  const { bytes } = await shell(
    folder,
    `(colophon dump --gzip | gzip -dc | head -10 | gzip; colophon dump --gzip --after ${after})`,
  )
  t.equal(gunzipSync(bytes).toString(), plain.out)
})

t.test('a reader who leaves ends it quietly, with the status that a shell gives SIGPIPE', async (t) => {
  const { run, folder } = workplace(t)
  writeFileSync(join(folder, 'a.ndjson'), many(0, 400))
  await run(['import', 'a.ndjson'])
  for (const verb of ['dump --gzip', 'export --all']) {
    const { bytes, err } = await shell(folder, `colophon ${verb} | head -c 20 > /dev/null; echo \${PIPESTATUS[0]}`)
    t.equal(bytes.toString(), '141\n', verb)
    t.equal(err.replace(/^The store at number 400 of its change log\.\n/, ''), '', verb)
  }
  t.equal(parsed((await run(['dump'])).out).length, 400, 'the store is whole')
})
