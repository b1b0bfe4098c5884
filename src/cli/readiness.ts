/** `colophon readiness`: what indexing services would miss in an article of the store. */
import { parseDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import { withdrawnRefusal } from '../library/deposit.ts'
import { articleOf, type Library } from '../library/library.ts'
import { readinessOf, type ServiceReport, services } from '../readiness/readiness.ts'
import { siteOf } from '../settings.ts'
import type { StoredRecord } from '../store/store.ts'
import { textOption, type Verb } from './verb.ts'

const names = services.map(({ name }) => name)

export const readinessVerb: Verb = {
  name: 'readiness',
  usage: 'DOI',
  summary: 'Show what indexing services would miss in an article, with reason and remedy.',
  options: {
    for: { type: 'string', value: 'SERVICE', help: `One service alone: ${names.join(', ')}.` },
    json: { type: 'boolean', help: 'As /readiness/{doi} gives it.' },
  },
  examples: ['readiness 10.46439/stemcell.5.019', 'readiness 10.46439/stemcell.5.019 --for doaj'],
  async run({ words, options, settings, out, err, open }) {
    const [word, ...more] = words
    const wanted = textOption(options.for)
    if (word === undefined || more.length > 0 || (wanted !== undefined && !names.includes(wanted))) {
      err(`Give one DOI${wanted === undefined ? '' : `, and for --for one of ${names.join(', ')}`}.\n`)
      return 2
    }
    const { library } = await open()
    const record = await standing(library, word)
    const { doi, version } = record
    const reports = readinessOf(articleOf(record), siteOf(settings)).filter(
      ({ service }) => wanted === undefined || service === wanted,
    )
    if (options.json === true) out(`${JSON.stringify({ doi, version, services: reports }, undefined, 2)}\n`)
    else for (const report of reports) out(describeReport(report))
    return reports.every(({ ready }) => ready) ? 0 : 1
  },
}

async function standing(library: Library, word: string): Promise<StoredRecord> {
  const doi = parseDoi(word)
  const record = doi === undefined ? undefined : await library.find(doi)
  if (!record) throw new Refusal('not-found', `No article has the DOI ${word}.`)
  if (record.withdrawn) throw withdrawnRefusal(record)
  return record
}

function describeReport({ title, source, ready, missing }: ServiceReport): string {
  const head = `${title}: ${ready ? 'ready' : 'not ready'}${missing.length === 0 ? '' : `, ${missing.length} missing`}`
  const lines = missing.map(({ weight, field, more, reason, remedy }) => {
    const others = more === 0 ? '' : ` and ${more} more`
    return `  ${weight} ${field === '' ? 'the site' : field}${others}: ${reason} ${remedy}\n`
  })
  return `${head} (${source})\n${lines.join('')}`
}
