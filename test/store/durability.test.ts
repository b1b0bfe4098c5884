/** What was acknowledged outlives a kill: the store is whole, the log has no gap, nothing is half-written. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { openStore } from '../../src/store/open.ts'

const child = fileURLToPath(new URL('./writes-until-killed.ts', import.meta.url))

/** Kills the child some time after its first acknowledgement; returns what it acknowledged. */
const acknowledged = async (file: string, round: number): Promise<string[]> => {
  const writing = spawn(process.execPath, [child, `sqlite:${file}`, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  writing.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') pause(Math.random() * 400).then(() => writing.kill('SIGKILL'))
    said += text
  })
  await new Promise((resolve) => writing.on('close', resolve))
  // A line that was cut off is not an acknowledgement.
  return said.split('\n').slice(0, -1)
}

const inspect = async (t: Test, file: string, promised: readonly string[]) => {
  const store = await openStore(`sqlite:${file}`)
  const log = await store.read(async (reader) => reader.changesSince(0, (await reader.lastSeq()) + 1))
  const written = new Set(log.map(({ doi, version }) => `${doi} ${version}`))
  t.strictSame(
    promised.filter((line) => !written.has(line)),
    [],
    `${promised.length} acknowledged changes are there`,
  )
  t.strictSame(
    log.filter(({ seq }, index) => seq !== index + 1),
    [],
    'the log has no gap',
  )
  const articles = new Set(log.map(({ doi }) => doi))
  t.match(await store.read((reader) => reader.count()), { count: articles.size })
  const bulks = log.filter(({ doi }) => doi.includes('bulk')).length
  t.equal(bulks % 50, 0, 'a room is there as a whole or not at all')
  await store.close()
  sound(t, file)
}

const sound = (t: Test, file: string) => {
  const database = new DatabaseSync(file)
  t.match(database.prepare('PRAGMA integrity_check').all(), [{ integrity_check: 'ok' }])
  t.strictSame(database.prepare('PRAGMA foreign_key_check').all(), [])
  t.doesNotThrow(() => database.exec("INSERT INTO search (search) VALUES ('integrity-check')"))
  database.close()
}

t.test('kill -9 at a random moment', async (t) => {
  const file = join(t.testdir(), 'a.db')
  const promised: string[] = []
  for (let round = 0; round < 4; round += 1) {
    const lines = await acknowledged(file, round)
    t.ok(lines.length > 0)
    promised.push(...lines)
    await inspect(t, file, promised)
  }
})
