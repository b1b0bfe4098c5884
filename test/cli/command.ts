/** Runs the command as a person does: a process of its own, with a folder of its own. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

export interface Ran {
  readonly status: number
  readonly out: string
  readonly err: string
}

export interface Workplace {
  readonly folder: string
  run(args: readonly string[], input?: string, env?: Record<string, string>): Promise<Ran>
}

/** Arguments of `env`: the test runner watches its children through NODE_OPTIONS, and a person’s shell has none. */
export const unwatched: readonly string[] = ['-u', 'NODE_OPTIONS']

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A folder with a store that does not exist yet; removed at the test’s end. */
export function workplace(
  t: Test,
  command: readonly string[] = ['--disable-warning=ExperimentalWarning', join(root, 'src/cli.ts')],
): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-cli-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return {
    folder,
    run: (args, input = '', env = {}) =>
      new Promise((resolve) => {
        const child = execFile(
          'env',
          [...unwatched, process.execPath, ...command, ...args],
          { cwd: folder, env: { PATH: process.env.PATH, STORE: 'sqlite:./articles.db', ...env }, maxBuffer: 1e8 },
          (error, out, err) =>
            resolve({ status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
        )
        child.stdin?.end(input)
      }),
  }
}
