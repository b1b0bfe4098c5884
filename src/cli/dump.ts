/** `colophon dump`: everything as it stood at a number of the change log. */
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { Refusal } from '../article/refusal.ts'
import { dumpNames, lines, openDump } from '../feed/dump.ts'
import { siteOf } from '../settings.ts'
import { describe } from './describe.ts'
import { type Invocation, textOption, type Verb } from './verb.ts'

export const dumpVerb: Verb = {
  name: 'dump',
  usage: '',
  summary: 'Write the whole store to standard output, as it stands or stood.',
  options: {
    to: { type: 'string', value: 'FORMAT', help: `${dumpNames.join(', ')}. Default: ${lines}` },
    at: { type: 'string', value: 'N', help: 'The state at this number of the change log; the newest unless said.' },
    since: { type: 'string', value: 'N', help: 'Only what changed after this number.' },
    after: { type: 'string', value: 'DOI', help: 'Go on after this article, with --at of the dump that broke off.' },
    gzip: { type: 'boolean', help: 'Pack it; packed dumps that stand one after another are one.' },
  },
  examples: ['dump > all.ndjson', 'dump --to bibtex --since 1200 > new.bib', 'dump --gzip > all.ndjson.gz'],
  async run({ words, options, settings, out, caughtUp, err, open }) {
    if (words.length > 0) {
      err('A dump is of everything; “colophon export” takes DOIs.\n')
      return 2
    }
    const { library } = await open()
    const at = numberOf(options.at, '--at')
    const since = numberOf(options.since, '--since')
    const after = textOption(options.after)
    let leftOut = 0
    const dump = await openDump({
      library,
      site: siteOf(settings),
      format: textOption(options.to) ?? lines,
      ...(at !== undefined && { at }),
      ...(since !== undefined && { since }),
      ...(after !== undefined && { after }),
      leftOut: (_, refusal) => {
        leftOut++
        err(describe(refusal))
      },
    })
    err(`The store at number ${dump.at} of its change log.\n`)
    for await (const piece of options.gzip === true ? packed(dump.texts) : dump.texts) {
      out(piece)
      await caughtUp()
    }
    return leftOut > 0 ? 1 : 0
  },
}

function packed(texts: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  const pack = createGzip()
  // A fault of the texts ends `pack` with it, and so whoever reads on.
  pipeline(Readable.from(texts), pack, () => {})
  return pack
}

function numberOf(option: Invocation['options'][string], name: string): number | undefined {
  const text = textOption(option)
  if (text === undefined) return undefined
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new Refusal('invalid-request', `${name} ${text}: give a number of the change log, such as 1200.`)
}
