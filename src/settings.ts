/** Settings from the environment and from flags, by one schema; every fault is told at once. */
import type { Finding } from '../schemas/problem.ts'
import { Settings } from '../schemas/settings.ts'
import { Refusal } from './article/refusal.ts'
import { judgeShape } from './article/shape.ts'
import type { Depositor, Site } from './formats/codec.ts'

/** One setting as help texts and the README show it. */
export interface SettingRow {
  readonly name: keyof Settings
  readonly flag: string
  readonly default: string
  readonly description: string
}

export const settingRows: readonly SettingRow[] = Object.entries(Settings.properties).map(([name, property]) => ({
  name: name as keyof Settings, // the schema’s own keys
  flag: flagOf(name),
  default: String('default' in property ? property.default : ''),
  description: String('description' in property ? property.description : ''),
}))

const types: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(Settings.properties).map(([name, property]) => [name, 'type' in property ? property.type : undefined]),
)

/** `--base-url` of `BASE_URL`. */
export function flagOf(name: string): string {
  return `--${name.toLowerCase().replace(/_/g, '-')}`
}

/** Flags win over the environment, the environment over defaults. Throws `Refusal('invalid-settings')`. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, string | undefined>> = {},
): Settings {
  const given: Record<string, unknown> = {}
  for (const { name, flag, default: fallback } of settingRows) {
    const text = flags[flag.slice(2)] ?? env[name] ?? fallback
    given[name] = asShape(types[name], text)
  }
  const { findings } = judgeShape(Settings, given)
  if (findings.length > 0)
    throw new Refusal('invalid-settings', detail(findings), { findings: findings.map(asSetting) })
  return given as Settings // judged
}

function asShape(type: unknown, text: string): unknown {
  return type === 'integer' && /^-?\d+$/.test(text.trim()) ? Number(text) : text.trim()
}

const asSetting = (finding: Finding): Finding => ({ ...finding, code: `setting-${finding.code}` })

function detail(findings: readonly Finding[]): string {
  const lines = findings.map(({ pointer, value, message, remedy }) => {
    const name = pointer.slice(1)
    return `${name} (${flagOf(name)}) is “${String(value)}”. ${message} ${remedy ?? ''}`.trim()
  })
  return `The settings cannot be used:\n${lines.join('\n')}`
}

/** The service as documents name it. */
export function siteOf(settings: Settings): Site {
  const { BASE_URL, HOST, PORT, NAME } = settings
  const host = HOST.includes(':') ? `[${HOST}]` : HOST
  return { baseUrl: BASE_URL || `http://${host}:${PORT}`, name: NAME, deposits: depositorOf(settings) }
}

/** What is set of the depositor; what is empty is left to the format. */
function depositorOf({ DEPOSITOR, REGISTRANT, DEPOSITOR_EMAIL, CROSSMARK_POLICY }: Settings): Depositor {
  return {
    ...(DEPOSITOR !== '' && { depositor: DEPOSITOR }),
    ...(REGISTRANT !== '' && { registrant: REGISTRANT }),
    ...(DEPOSITOR_EMAIL !== '' && { email: DEPOSITOR_EMAIL }),
    ...(CROSSMARK_POLICY !== '' && { crossmarkPolicy: CROSSMARK_POLICY }),
  }
}
