/** What a command is: its words, its options, its examples, and what it does. */
import type { ParseArgsConfig } from 'node:util'
import type { Settings } from '../../schemas/settings.ts'
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
  readonly out: (text: string) => void
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
  /** Returns the exit status: 0 done, 1 something was refused, 2 wrong usage. */
  run(invocation: Invocation): Promise<number>
}

/** The options of a verb as `parseArgs` wants them. */
export const parseable = (options: Verb['options']): NonNullable<ParseArgsConfig['options']> =>
  Object.fromEntries(Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]))

/** One text of an option. */
export const textOption = (value: Invocation['options'][string]): string | undefined =>
  typeof value === 'string' ? value : undefined
