#!/usr/bin/env node
/** The command `colophon`: the library from a terminal. Loads the rest only on a Node that can run it. */
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(`Colophon needs Node 24 or newer; this is ${process.version}.\n`)
  process.exitCode = 70
} else {
  const { keepCode } = await import('./kept-code.ts')
  keepCode()
  const { runCli } = await import('./cli/run.ts')
  process.exitCode = await runCli(process.argv.slice(2))
}

export {}
