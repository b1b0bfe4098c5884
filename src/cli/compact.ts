/** `colophon compact`: the store without empty pages, its search index in one piece. */
import { compactStore } from '../store/upkeep.ts'
import type { Verb } from './verb.ts'

export const compactVerb: Verb = {
  name: 'compact',
  usage: '[FILE]',
  summary: 'Make the store smaller and its search faster, while no service runs; or a small copy of it, at any time.',
  options: {},
  examples: ['compact', 'compact colophon-small.db'],
  async run({ words, settings, out, err }) {
    const [file, ...more] = words
    if (more.length > 0) {
      err('Name one file at most: colophon compact copy.db\n')
      return 2
    }
    const { before, after } = compactStore(settings.STORE, file)
    out(`${settings.STORE}${file === undefined ? '' : ` → ${file}`}: ${before} bytes before, ${after} after\n`)
    return 0
  },
}
