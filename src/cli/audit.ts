/** `colophon audit`: who did what, newest first. */
import type { AuditRow } from '../../schemas/keys.ts'
import { parseDoi } from '../article/doi.ts'
import { textOption, type Verb } from './verb.ts'

const page = 500
const usual = 50

export const auditVerb: Verb = {
  name: 'audit',
  usage: '',
  summary: 'Show who wrote what, and who made or revoked keys: newest first, with the key and the address.',
  options: {
    limit: { type: 'string', value: 'N', help: `How many entries; ${usual} unless said, 0 for all.` },
    doi: { type: 'string', value: 'DOI', help: 'Writes of this article alone.' },
    only: { type: 'string', value: 'WHAT', help: 'keys or writes alone.' },
    json: { type: 'boolean', help: 'One JSON object a line.' },
  },
  examples: ['audit', 'audit --only keys', 'audit --doi 10.46439/stemcell.5.019', 'audit --limit 0 --json'],
  async run({ words, options, out, caughtUp, err, open }) {
    const limit = Number(textOption(options.limit) ?? usual)
    const given = textOption(options.doi)
    const doi = given === undefined ? undefined : parseDoi(given)
    const wanted = textOption(options.only)
    const only = (['keys', 'writes'] as const).find((one) => one === wanted)
    if (words.length > 0 || !Number.isInteger(limit) || limit < 0 || given !== doi || wanted !== only) {
      err('Ask as: colophon audit [--limit 50] [--doi DOI] [--only keys|writes] [--json]\n')
      return 2
    }
    const { library } = await open()
    const search = { ...(doi !== undefined && { doi }), ...(only !== undefined && { only }) }
    let cursor: string | undefined
    for (let left = limit === 0 ? Number.POSITIVE_INFINITY : limit; left > 0; ) {
      const asked = { ...search, limit: Math.min(page, left), ...(cursor !== undefined && { cursor }) }
      const { items, nextCursor } = await library.audit(asked)
      for (const row of items) out(options.json === true ? `${JSON.stringify(row)}\n` : lineOf(row))
      await caughtUp()
      left -= items.length
      if (nextCursor === undefined) break
      cursor = nextCursor
    }
    return 0
  },
}

function lineOf({ at, kind, by, keyId = '-', address = '-', doi, version, key, name }: AuditRow): string {
  const what = doi === undefined ? `${key} (${name})` : `${doi} version ${version}`
  return `${[at, kind, what, by, keyId, address].join('\t')}\n`
}
