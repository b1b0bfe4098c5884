/**
 * The tests, with what Node compiles kept for the next of their processes: they start several hundred.
 *
 *   npm test -- [arguments of `tap run`]
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const kept = fileURLToPath(new URL('../node_modules/.cache/code', import.meta.url))
const { status } = spawnSync('tap', ['run', ...process.argv.slice(2)], {
  env: { ...process.env, NODE_COMPILE_CACHE: kept },
  stdio: 'inherit',
})
process.exitCode = status ?? 1
