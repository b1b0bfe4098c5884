/** What a command is: its words, its options, its examples, and what it does. */
import type { ParseArgsConfig } from 'node:util'
import type { Settings } from '../../schemas/settings.ts'
import { datePolicies } from '../article/citation-date.ts'
import { Refusal, type RefusalCode } from '../article/refusal.ts'
import { recordNames, type WriteOptions } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import type { Store } from '../store/store.ts'

export interface OptionRow {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  readonly value?: string
  readonly help: string
}

export interface Invocation {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
  readonly out: (text: string | Uint8Array) => void
  /** Resolves when whoever reads standard output has caught up: what is written faster stays in memory. */
  readonly caughtUp: () => Promise<void>
  readonly err: (text: string) => void
  /** Whether progress may be drawn. */
  readonly terminal: boolean
  readonly settings: Settings
  /** Opens the store of the settings; closed when the verb returns. */
  readonly open: () => Promise<{ readonly library: Library; readonly store: Store }>
}

export interface Verb {
  readonly name: string
  /** After the name: `PATH…`. */
  readonly usage: string
  readonly summary: string
  readonly options: Readonly<Record<string, OptionRow>>
  readonly examples: readonly string[]
  /** Exit statuses of what it refuses, where they tell a supervisor more than 1. */
  readonly statuses?: Readonly<Partial<Record<RefusalCode, number>>>
  /** Returns the exit status: 0 done, 1 something was refused, 2 wrong usage. */
  run(invocation: Invocation): Promise<number>
}

/** The options of a verb as `parseArgs` wants them. */
export const parseable = (options: Verb['options']): NonNullable<ParseArgsConfig['options']> =>
  Object.fromEntries(Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]))

/** What may be asked of a writer, the same for every verb that writes. */
export const writingOptions = {
  date: { type: 'string', value: 'POLICY', help: `Which publication dates a citation: ${datePolicies.join(', ')}.` },
  'format-version': {
    type: 'string',
    value: 'VERSION',
    help: 'A version of the format other than its newest: 1.3 of JATS.',
  },
  id: { type: 'string', value: 'NAME', help: `What a CSL item is named by: ${recordNames.join(' or ')}.` },
  verify: { type: 'boolean', help: 'Judge each document before it is written; one that would be invalid is not.' },
} as const satisfies Verb['options']

/** Reads them. Throws `Refusal('invalid-request')` for a policy that is none. */
export function askedOf(
  options: Invocation['options'],
  settings: Settings,
): WriteOptions & { readonly verify: boolean } {
  const given = textOption(options.date)
  const date = datePolicies.find((policy) => policy === given)
  if (given !== undefined && date === undefined) {
    throw new Refusal('invalid-request', `--date ${given}: there is ${datePolicies.join(', ')}.`)
  }
  const name = textOption(options.id)
  const id = recordNames.find((one) => one === name)
  if (name !== undefined && id === undefined) {
    throw new Refusal('invalid-request', `--id ${name}: there is ${recordNames.join(', ')}.`)
  }
  const version = textOption(options['format-version'])
  const verify = options.verify === true || settings.VERIFY_JATS !== 'off'
  return {
    verify,
    ...(date !== undefined && { date }),
    ...(id !== undefined && { id }),
    ...(version !== undefined && { version }),
  }
}

/** One text of an option. */
export const textOption = (value: Invocation['options'][string]): string | undefined =>
  typeof value === 'string' ? value : undefined
