/** Writes the documents that follow from the code. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { generated } from './generated.ts'

for (const { path, make } of await generated()) {
  writeFileSync(path, make(existsSync(path) ? readFileSync(path, 'utf8') : ''))
  process.stdout.write(`${path}\n`)
}
