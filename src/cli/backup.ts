/** `colophon backup`: a copy of the whole store, taken while it is in use. */
import type { Verb } from './verb.ts'

export const backupVerb: Verb = {
  name: 'backup',
  usage: 'FILE',
  summary: 'Copy the whole store to a new file while it is in use.',
  options: {},
  examples: ['backup colophon-2026-01-31.db'],
  async run({ words, out, err, terminal, open }) {
    const [file, ...more] = words
    if (file === undefined || more.length > 0) {
      err('Name one file that does not exist yet: colophon backup copy.db\n')
      return 2
    }
    const { store } = await open()
    await store.backup(file, (done, total) => {
      if (terminal) err(`\r\x1b[K${done} of ${total} pages`)
    })
    if (terminal) err('\r\x1b[K')
    out(`${store.name} copied to ${file}\n`)
    return 0
  },
}
