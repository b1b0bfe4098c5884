/** `colophon key`: makes, lists and revokes deposit keys. */
import { textOption, type Verb } from './verb.ts'

export const keyVerb: Verb = {
  name: 'key',
  usage: 'create | list | revoke ID',
  summary: 'Manage deposit keys. `create` prints the secret, alone, on standard output; it cannot be shown again.',
  options: {
    name: { type: 'string', value: 'NAME', help: 'Who holds the key.' },
    prefix: {
      type: 'string',
      multiple: true,
      value: 'PREFIX',
      help: 'DOI prefix it may write under; may be repeated.',
    },
    administrator: { type: 'boolean', help: 'May write under every prefix.' },
  },
  examples: ['key create --prefix 10.46439 --name "Journal office"', 'key list', 'key revoke 0123456789ab'],
  async run({ words, options, out, err, open }) {
    const [action, id] = words
    if (action === 'create') {
      const prefixes = Array.isArray(options.prefix) ? options.prefix.map(String) : []
      const { library } = await open()
      const { key, secret } = await library.keys.create({
        name: textOption(options.name) ?? '',
        prefixes,
        administrator: options.administrator === true,
      })
      out(`${secret}\n`)
      err(`Key ${key.id} for ${key.name}: ${key.administrator ? 'administrator' : key.prefixes.join(', ')}\n`)
      return 0
    }
    if (action === 'list') {
      const { library } = await open()
      for (const key of await library.keys.list()) {
        const reach = key.administrator ? 'administrator' : key.prefixes.join(',')
        out(
          `${key.id}\t${reach}\t${key.created}\t${key.revoked === undefined ? 'valid' : `revoked ${key.revoked}`}\t${key.name}\n`,
        )
      }
      return 0
    }
    if (action === 'revoke' && id !== undefined) {
      const { library } = await open()
      await library.keys.revoke(id)
      err(`Key ${id} is revoked.\n`)
      return 0
    }
    err('Say what to do: colophon key create, key list, or key revoke ID.\n')
    return 2
  },
}
