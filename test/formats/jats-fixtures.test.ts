/** Every fixture and example, in whatever format, leaves as JATS that its DTD accepts. */
import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { guessFormat } from '../../src/formats/index.ts'
import { jats } from '../../src/formats/jats.ts'
import { judgeJats } from '../judges/jats-dtd.ts'

const folders = ['../../examples/', '../fixtures/'].map((path) => new URL(path, import.meta.url))
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`),
)

t.test('fixtures as JATS', async (t) => {
  let judged = 0
  for (const file of files.sort()) {
    for (const [i, draft] of draftsOf(readFileSync(file, 'utf8')).entries()) {
      try {
        const document = jats.write(admit(draft).article)
        t.strictSame(judgeJats(document), [], `${file} ${i + 1}`)
        judged++
      } catch (error) {
        // Fixtures of what must be refused are here too.
        if (!(error instanceof Refusal)) throw error
      }
    }
  }
  t.ok(judged >= 25, `${judged} were judged`)
})

function draftsOf(text: string) {
  try {
    return guessFormat(text)
      .read(text)
      .flatMap((reading) => ('draft' in reading ? [reading.draft] : []))
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}
