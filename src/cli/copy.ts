/** `colophon copy`: moves a store to another engine, or another place. */
import { copyStore } from '../library/copying.ts'
import { copiedKey, copiedTableNames } from '../store/copying.ts'
import { openStore } from '../store/open.ts'
import type { Verb } from './verb.ts'

export const copyVerb: Verb = {
  name: 'copy',
  usage: 'FROM TO',
  summary:
    'Copy a store into an empty one, of the same engine or another, and compare both; goes on where it was stopped.',
  options: {},
  examples: [
    'copy sqlite:colophon.db postgres://colophon@db.example.org/colophon',
    'copy postgres://colophon@db.example.org/colophon sqlite:copy.db',
  ],
  async run({ words, out, err, terminal }) {
    const [source, target, ...more] = words
    if (source === undefined || target === undefined || more.length > 0) {
      err(
        'Name the store to copy and the one to copy it to: colophon copy sqlite:colophon.db postgres://host/database\n',
      )
      return 2
    }
    const from = await openStore(source)
    try {
      const to = await openStore(target)
      try {
        const { versions, before, sha256, whole } = await copyStore({
          from,
          to,
          tables: copiedTableNames,
          keyOf: copiedKey,
          progress: (step, done, total) => {
            if (terminal) err(`\r\x1b[K${done} of ${total} versions ${step}`)
          },
        })
        if (terminal) err('\r\x1b[K')
        if (before > 0) out(`${before} versions were there already\n`)
        out(`${from.name} copied to ${to.name}: ${versions} versions, all the same (SHA-256 ${sha256})\n`)
        if (!whole) out('The source was written to meanwhile: stop who writes, and copy again to have the rest.\n')
        return 0
      } finally {
        await to.close()
      }
    } finally {
      await from.close()
    }
  },
}
