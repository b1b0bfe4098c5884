/** `colophon restore`: a backup becomes the store. */
import { restoreStore } from '../store/upkeep.ts'
import type { Verb } from './verb.ts'

export const restoreVerb: Verb = {
  name: 'restore',
  usage: 'FILE',
  summary: 'Make a backup the store; refused while a service runs on it. A store that is replaced is moved aside.',
  options: { replace: { type: 'boolean', help: 'Replace the store that there is; it is moved aside, not deleted.' } },
  examples: ['restore colophon-2026-01-31.db', 'restore colophon-2026-01-31.db --replace'],
  async run({ words, options, settings, out, err }) {
    const [file, ...more] = words
    if (file === undefined || more.length > 0) {
      err('Name one backup: colophon restore copy.db\n')
      return 2
    }
    const { articles, versions, before } = await restoreStore(settings.STORE, file, options.replace === true)
    out(`${settings.STORE} has ${articles} articles in ${versions} versions\n`)
    if (before !== undefined) out(`What it was before is ${before}\n`)
    return 0
  },
}
