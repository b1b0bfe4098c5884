/** `colophon history`: what became of an article, and how two versions of it differ. */
import { parseDoi } from '../article/doi.ts'
import type { Operation } from '../article/operations.ts'
import { Refusal } from '../article/refusal.ts'
import type { Told } from '../library/history.ts'
import type { Library } from '../library/library.ts'
import { type Invocation, textOption, type Verb } from './verb.ts'

export const historyVerb: Verb = {
  name: 'history',
  usage: 'DOI',
  summary: 'Tell who wrote each version of an article, when, of which format, and what changed.',
  options: {
    from: { type: 'string', value: 'VERSION', help: 'Compare this version …' },
    to: { type: 'string', value: 'VERSION', help: '… with this one; the newest unless said.' },
    json: { type: 'boolean', help: 'As JSON, a line for each version; of a comparison the JSON Patch.' },
  },
  examples: ['history 10.46439/stemcell.5.019', 'history 10.46439/stemcell.5.019 --from 1 --to 3'],
  async run({ words, options, out, caughtUp, err, open }) {
    const [word, ...more] = words
    if (word === undefined || more.length > 0) {
      err('Name one DOI: colophon history 10.46439/stemcell.5.019\n')
      return 2
    }
    const { library } = await open()
    const record = await library.find(parseDoi(word) ?? word)
    if (!record) throw new Refusal('not-found', `No article has the DOI ${word}.`)
    const { doi } = record
    const json = options.json === true
    const from = versionOption(options.from, '--from')
    const to = versionOption(options.to, '--to')
    if (from !== undefined || to !== undefined) {
      const changes = await library.past.compare(doi, from ?? 1, to ?? record.version)
      out(json ? `${JSON.stringify(changes)}\n` : changes.map(lineOf).join(''))
      return 0
    }
    for await (const told of everyVersion(library, doi)) {
      out(json ? `${JSON.stringify(rowOf(told))}\n` : paragraphOf(told))
      await caughtUp()
    }
    return 0
  },
}

/** Throws `Refusal('invalid-request')` for what is no version. */
export function versionOption(option: Invocation['options'][string], name: string): number | undefined {
  const text = textOption(option)
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new Refusal('invalid-request', `${name} ${text}: a version is a whole number from 1 on.`)
}

async function* everyVersion(library: Library, doi: string): AsyncGenerator<Told> {
  for (let after = 0; ; ) {
    const { told } = await library.past.tell(doi, after, 100)
    const last = told.at(-1)
    if (!last) return
    yield* told
    after = last.record.version
  }
}

const rowOf = ({ record: { version, modified: at, by, format, withdrawn }, kind, changes }: Told) => ({
  version,
  kind,
  at,
  by,
  format,
  reason: withdrawn?.reason,
  changes,
})

function paragraphOf({ record, kind, changes = [] }: Told): string {
  const { version, modified, by, format, withdrawn } = record
  const of = format === undefined ? '' : ` of ${format}`
  const reason = withdrawn ? `: ${withdrawn.reason}` : ''
  return `${version}  ${modified}  ${kind} by ${by}${of}${reason}\n${changes.map(lineOf).join('')}`
}

function lineOf(operation: Operation): string {
  const value = 'value' in operation ? ` ${shortened(JSON.stringify(operation.value) ?? '')}` : ''
  return `   ${operation.op} ${operation.path || '/'}${value}\n`
}

const shortened = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text)
