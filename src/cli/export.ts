/** `colophon export`: articles out of the store, one or all, in any format. */
import { parseDoi } from '../article/doi.ts'
import { lastInstantOf } from '../article/instant.ts'
import { Refusal } from '../article/refusal.ts'
import { type Site, type WritableCodec, type WriteOptions, writeWhole } from '../formats/codec.ts'
import { writerNamed, writers } from '../formats/index.ts'
import { withdrawnRefusal } from '../library/deposit.ts'
import type { Moment } from '../library/history.ts'
import { articleOf, type Library } from '../library/library.ts'
import { siteOf } from '../settings.ts'
import type { StoredRecord } from '../store/store.ts'
import { createVerification } from '../verify/verify.ts'
import { describe } from './describe.ts'
import { versionOption } from './history.ts'
import { askedOf, type Invocation, textOption, type Verb, writingOptions } from './verb.ts'

export const exportVerb: Verb = {
  name: 'export',
  usage: 'DOI… | --all',
  summary: 'Write articles of the store to standard output.',
  options: {
    all: { type: 'boolean', help: 'Every article that is not withdrawn, in order of first deposit.' },
    version: { type: 'string', value: 'N', help: 'As they were in this version.' },
    'as-of': {
      type: 'string',
      value: 'DATE',
      help: 'As they stood at the end of this year, month, day or second: 2024-03-05.',
    },
    ...writingOptions,
    to: { type: 'string', value: 'FORMAT', help: `${writers.map(({ name }) => name).join(', ')}. Default: json` },
  },
  examples: [
    'export 10.46439/stemcell.5.019 --to bibtex',
    'export --all --to jats --verify > all.xml',
    'export 10.46439/stemcell.5.019 --version 1',
  ],
  async run({ words, options, settings, out, err, open }) {
    if ((words.length === 0) === (options.all !== true)) {
      err('Name one or more DOIs, or --all.\n')
      return 2
    }
    const moment = momentOf(options)
    if (moment && options.all === true) {
      err('Of everything there is “colophon dump --at N”.\n')
      return 2
    }
    const codec = writerNamed(textOption(options.to) ?? 'json')
    const { library } = await open()
    const site = siteOf(settings)
    const { verify, ...asked } = askedOf(options, settings)
    const verification = createVerification()
    const [head, between, tail] = codec.frame
    const one = words.length === 1 && codec.framesOne !== true
    let count = 0
    let refused = 0
    for await (const found of options.all === true ? everything(library) : named(library, words, moment)) {
      if (found instanceof Refusal) {
        err(describe(found))
        refused++
        continue
      }
      const text = wholeOf(codec, found, site, asked)
      if (text instanceof Refusal) {
        err(describe(text))
        refused++
        continue
      }
      if (verify) verification.assert(codec.name, text)
      out(`${one ? '' : count++ === 0 ? head : between}${text}`)
    }
    if (!one) out(count === 0 ? head + tail : tail)
    return refused > 0 ? 1 : 0
  },
}

function wholeOf(codec: WritableCodec, record: StoredRecord, site: Site, asked: WriteOptions): string | Refusal {
  const { citationKey: key, modified } = record
  try {
    return writeWhole(codec, articleOf(record), site, { ...asked, modified, ...(key !== undefined && { key }) })
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

async function* everything(library: Library): AsyncGenerator<StoredRecord> {
  let cursor: string | undefined
  do {
    const page = await library.list({ limit: 500, ...(cursor !== undefined && { cursor }) })
    yield* page.items
    cursor = page.nextCursor
  } while (cursor !== undefined)
}

/** Throws `Refusal('invalid-request')`. */
function momentOf(options: Invocation['options']): Moment | undefined {
  const version = versionOption(options.version, '--version')
  const asOf = textOption(options['as-of'])
  if (version !== undefined && asOf !== undefined) {
    throw new Refusal('invalid-request', 'Give --version or --as-of, not both.')
  }
  if (version !== undefined) return { kind: 'version', version }
  if (asOf === undefined) return undefined
  const instant = lastInstantOf(asOf)
  if (instant !== undefined) return { kind: 'as-of', instant }
  throw new Refusal('invalid-request', `--as-of ${asOf}: write 2024, 2024-03, 2024-03-05 or 2024-03-05T12:00:00Z.`)
}

async function* named(
  library: Library,
  words: readonly string[],
  moment: Moment | undefined,
): AsyncGenerator<StoredRecord | Refusal> {
  const find = async (doi: string): Promise<StoredRecord | Refusal | undefined> => {
    try {
      return moment ? await library.past.at(doi, moment) : await library.find(doi)
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
  }
  for (const word of words) {
    const doi = parseDoi(word)
    const record = doi === undefined ? undefined : await find(doi)
    if (!record)
      yield new Refusal('not-found', doi === undefined ? `“${word}” is not a DOI.` : `No article has the DOI ${doi}.`)
    else if (!(record instanceof Refusal) && record.withdrawn) yield withdrawnRefusal(record)
    else yield record
  }
}
