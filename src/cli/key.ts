/** `colophon key`: makes, lists, rotates and revokes keys. */
import { roles } from '../../schemas/keys.ts'
import { Refusal } from '../article/refusal.ts'
import type { Keys, NewKey } from '../library/keys.ts'
import { type Invocation, textOption, type Verb } from './verb.ts'

type Action = (keys: Keys, invocation: Invocation, id: string) => Promise<number>

const actions: Readonly<Record<string, { readonly run: Action; readonly takesId: boolean }>> = {
  create: { run: create, takesId: false },
  list: { run: list, takesId: false },
  rotate: { run: rotate, takesId: true },
  revoke: { run: revoke, takesId: true },
}

export const keyVerb: Verb = {
  name: 'key',
  usage: 'create | list | rotate ID | revoke ID',
  summary: 'Manage keys. `create` and `rotate` print the secret, alone, on standard output; it cannot be shown again.',
  options: {
    name: { type: 'string', value: 'NAME', help: 'Who holds the key.' },
    role: { type: 'string', value: 'ROLE', help: `What it may do: ${roles.join(', ')}; depositor unless said.` },
    prefix: {
      type: 'string',
      multiple: true,
      value: 'PREFIX',
      help: 'DOI prefix it may write under; may be repeated.',
    },
    journal: {
      type: 'string',
      multiple: true,
      value: 'ISSN',
      help: 'Only articles of the journal with this ISSN; may be repeated.',
    },
    expires: { type: 'string', value: 'DAY', help: 'Until when it is valid: 2027-01-31, or an instant in UTC.' },
    overlap: {
      type: 'string',
      value: 'HOURS',
      help: 'For how long the former secret still opens after `rotate`; 168 unless said.',
    },
    administrator: { type: 'boolean', help: 'The same as --role administrator.' },
  },
  examples: [
    'key create --prefix 10.46439 --name "Journal office"',
    'key create --role reader-admin --name "Monitoring" --expires 2027-12-31',
    'key list',
    'key rotate 0123456789ab --overlap 24',
    'key revoke 0123456789ab',
  ],
  async run(invocation) {
    const [name = '', id, ...more] = invocation.words
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (!action || action.takesId !== (id !== undefined) || more.length > 0) {
      invocation.err('Say what to do: colophon key create, key list, key rotate ID, or key revoke ID.\n')
      return 2
    }
    const { library } = await invocation.open()
    return action.run(library.keys, invocation, id ?? '')
  },
}

async function create(keys: Keys, { options, out, err }: Invocation): Promise<number> {
  const role = textOption(options.role)
  const expires = textOption(options.expires)
  const wish = {
    name: textOption(options.name) ?? '',
    prefixes: textsOf(options.prefix),
    journals: textsOf(options.journal),
    ...(role !== undefined && { role }),
    ...(options.administrator === true && { role: 'administrator' }),
    ...(expires !== undefined && { expires }),
  }
  const { key, secret } = await keys.create(wish as NewKey) // judged there
  out(`${secret}\n`)
  err(`Key ${key.id} for ${key.name}: ${reachOf(keys.rowOf(key))}\n`)
  return 0
}

async function list(keys: Keys, { out }: Invocation): Promise<number> {
  for (const key of await keys.list()) {
    const row = keys.rowOf(key)
    const state = row.state === 'revoked' ? `revoked ${row.revoked}` : row.state
    const ends = row.expires === undefined ? '' : `until ${row.expires}`
    const used = row.lastUsed === undefined ? 'never used' : `used ${row.lastUsed}`
    out(`${[row.id, reachOf(row), row.created, [state, ends].join(' ').trim(), used, row.name].join('\t')}\n`)
  }
  return 0
}

async function rotate(keys: Keys, { options, out, err }: Invocation, id: string): Promise<number> {
  const { secret, until } = await keys.rotate(id, hoursOf(textOption(options.overlap)))
  out(`${secret}\n`)
  err(`Key ${id} has another secret; the former one opens until ${until}.\n`)
  return 0
}

async function revoke(keys: Keys, { err }: Invocation, id: string): Promise<number> {
  await keys.revoke(id)
  err(`Key ${id} is revoked.\n`)
  return 0
}

const textsOf = (value: Invocation['options'][string]): string[] => (Array.isArray(value) ? value.map(String) : [])

const reachOf = ({ role, prefixes, journals }: ReturnType<Keys['rowOf']>): string =>
  role === 'depositor' ? [...prefixes, ...journals.map((issn) => `ISSN ${issn}`)].join(',') : role

function hoursOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,4}$/.test(text) && Number(text) <= 8760) return Number(text)
  throw new Refusal('invalid-request', `--overlap ${text}: give whole hours, 8760 at most.`)
}
