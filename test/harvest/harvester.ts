/** An ordinary harvester: asks for a list, follows the tokens to the end, and remembers what it was told of each record. */
import type { RunningService } from './service.ts'

export interface HarvestedRecord {
  readonly identifier: string
  readonly deleted: boolean
  /** The record’s element as it came. */
  readonly xml: string
}

export interface HarvestedPage {
  readonly xml: string
  readonly records: readonly HarvestedRecord[]
  readonly responseDate: string
  /** Milliseconds from the request to the last byte. */
  readonly took: number
}

/** Page by page; an empty list is a page without records. */
export async function* pagesOf(service: RunningService, query: string): AsyncGenerator<HarvestedPage> {
  for (let next = `verb=ListRecords&${query}`; next !== ''; ) {
    const begun = performance.now()
    const { status, text: xml } = await service.ask('GET', `/oai?${next}`)
    const took = performance.now() - begun
    const code = /<error code="(\w+)"/.exec(xml)?.[1]
    if (status !== 200 || (code !== undefined && code !== 'noRecordsMatch')) {
      throw new Error(`${next}: status ${status}, ${code ?? xml.slice(0, 200)}`)
    }
    yield { xml, took, records: recordsOf(xml), responseDate: /<responseDate>([^<]+)</.exec(xml)?.[1] ?? '' }
    const token = /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1]
    next = token === undefined ? '' : `verb=ListRecords&resumptionToken=${token}`
  }
}

const recordsOf = (xml: string): HarvestedRecord[] =>
  xml
    .split('<record>')
    .slice(1)
    .map((part) => ({
      identifier: /<identifier>([^<]+)</.exec(part)?.[1] ?? '',
      deleted: part.startsWith('<header status="deleted"'),
      xml: part.slice(0, part.indexOf('</record>')),
    }))
