/** Runs one command line: verb, options, help, errors. */
import { parseArgs } from 'node:util'
import { Refusal } from '../article/refusal.ts'
import { depositRules } from '../deposit-rules.ts'
import { createLibrary } from '../library/library.ts'
import { createPreparers } from '../preparers/pool.ts'
import { readSettings, settingRows } from '../settings.ts'
import { openStore } from '../store/open.ts'
import { createVerification } from '../verify/verify.ts'
import { packageVersion } from '../version.ts'
import { describe } from './describe.ts'
import { helpOf, helpOfAll } from './help.ts'
import { openOutput } from './output.ts'
import { type Invocation, parseable, type Verb } from './verb.ts'
import { verbs } from './verbs.ts'

/** What a verb opened, and the run closes. */
interface Opened {
  close(): Promise<void>
}

const settingOptions = Object.fromEntries(settingRows.map(({ flag }) => [flag.slice(2), { type: 'string' as const }]))

/** Returns the exit status: 0 done, 1 refused, 2 wrong usage. */
export async function runCli(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const asked = verbs.find((verb) => verb.name === rest[0])
    process.stdout.write(asked ? helpOf(asked) : helpOfAll(verbs))
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${packageVersion()}\n`)
    return 0
  }
  const verb = verbs.find((candidate) => candidate.name === name)
  if (!verb) {
    process.stderr.write(`There is no command “${name}”; there is ${verbs.map((known) => known.name).join(', ')}.\n`)
    return 2
  }
  return runVerb(verb, rest)
}

export async function runVerb(verb: Verb, args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(helpOf(verb))
    return 0
  }
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(verb, args)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${helpOf(verb)}`) // parseArgs throws errors only
    return 2
  }
  const opened: Opened[] = []
  try {
    return await verb.run(invocation(parsed.positionals, parsed.values, opened))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(describe(error))
    return verb.statuses?.[error.code] ?? 1
  } finally {
    for (const part of opened.reverse()) await part.close()
  }
}

const parse = (verb: Verb, args: readonly string[]) =>
  parseArgs({ args: [...args], options: { ...settingOptions, ...parseable(verb.options) }, allowPositionals: true })

function invocation(
  words: readonly string[],
  values: ReturnType<typeof parse>['values'],
  opened: Opened[],
): Invocation {
  const output = openOutput()
  const flags = Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
  const settings = readSettings(process.env, flags)
  return {
    words,
    options: values,
    out: output.write,
    caughtUp: output.caughtUp,
    err: (text) => process.stderr.write(text),
    terminal: process.stderr.isTTY === true,
    settings,
    open: async () => {
      const store = await openStore(settings.STORE)
      opened.push(store)
      const rules = depositRules(settings, createVerification())
      const preparers = createPreparers(rules, settings)
      opened.push(preparers)
      return { store, library: createLibrary({ store, preparers, ...rules }) }
    },
  }
}
