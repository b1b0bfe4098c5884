/** `colophon verify`: reads everything that is kept, and names what is not as it was written. */
import type { Verb } from './verb.ts'

export const verifyVerb: Verb = {
  name: 'verify',
  usage: '',
  summary: 'Check the whole store while it is in use: every version against its checksum and digest.',
  options: {},
  examples: ['verify', 'verify --store sqlite:copy.db'],
  async run({ words, out, err, terminal, open }) {
    if (words.length > 0) {
      err('The whole store is verified: colophon verify. Another one is named by --store.\n')
      return 2
    }
    const { store } = await open()
    let faults = 0
    let versions = 0
    const progress = (done: number, total: number) => {
      versions = total
      if (terminal) err(`\r\x1b[K${done} of ${total} versions`)
    }
    for await (const { doi, version, message } of store.verify(progress)) {
      faults++
      const which = [doi, version === undefined ? undefined : `version ${version}`].filter((part) => part !== undefined)
      err(`${terminal ? '\r\x1b[K' : ''}${which.length > 0 ? `${which.join(', ')}: ` : ''}${message}\n`)
    }
    if (terminal) err('\r\x1b[K')
    out(
      faults === 0
        ? `${store.name}: ${versions} versions, all as they were written\n`
        : `${store.name}: ${faults} faults\n`,
    )
    return faults === 0 ? 0 : 1
  },
}
