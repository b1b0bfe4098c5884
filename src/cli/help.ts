/** Help texts, made of the verbs themselves. */
import { settingRows } from '../settings.ts'
import type { Verb } from './verb.ts'

const aligned = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('')
}

export function helpOfAll(verbs: readonly Verb[]): string {
  const rows = verbs.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary] as const)
  const settings = settingRows.map(
    ({ name, flag, description, default: fallback }) =>
      [`${flag} (${name})`, `${description}${fallback === '' ? '' : ` Default: ${fallback}`}`] as const,
  )
  return `colophon: metadata of journal articles, one exact record per DOI\n\nCommands\n${aligned(rows)}\nSettings, as flags or environment variables\n${aligned(settings)}\n“colophon COMMAND --help” shows options and examples.\n`
}

export function helpOf({ name, usage, summary, options, examples }: Verb): string {
  const rows = Object.entries(options).map(
    ([option, { value, help }]) => [`--${option}${value === undefined ? '' : ` ${value}`}`, help] as const,
  )
  const optionText = rows.length === 0 ? '' : `\nOptions\n${aligned(rows)}`
  const exampleText = examples.map((example) => `  colophon ${example}\n`).join('')
  return `colophon ${`${name} ${usage}`.trim()}\n\n${summary}\n${optionText}\nExamples\n${exampleText}`
}
