/** A repository in memory for tests, and an ordinary harvester of it. */
import type { Test } from 'tap'
import { synthetic } from '../../bench/synthetic.ts'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary, type Library } from '../../src/library/library.ts'
import { createOai, type Oai, type OaiOptions } from '../../src/oai/oai.ts'
import { openStore } from '../../src/store/open.ts'
import { child, descendants, elements, parseXml, type XmlNode } from '../../src/text/xml.ts'
import { schemaFaults, skip, structureFaults, textOf } from './judge.ts'

export const site = { baseUrl: 'https://colophon.example', name: 'Colophon & Sons' }

export interface Repository {
  readonly library: Library
  readonly oai: Oai
  /** Asks, and judges the answer. */
  ask(query: string): Promise<XmlNode>
}

/** Starts it; the clock gives one second more each time a deposit looks at it. */
export async function start(t: Test, options: Partial<OaiOptions> & { store?: string; now?: () => Date } = {}) {
  const store = await openStore(options.store ?? 'sqlite::memory:')
  t.teardown(() => store.close())
  let second = 0
  const now = options.now ?? (() => new Date(Date.UTC(2024, 1, 1, 0, 0, second++)))
  const library = createLibrary({ store, now })
  const oai = createOai({ library, site, ...options })
  const ask = async (query: string) => judged(t, await oai.answer(new URLSearchParams(query)))
  return { library, oai, ask }
}

export function judged(t: Test, xml: string): XmlNode {
  const faults = [...structureFaults(xml), ...(skip ? [] : schemaFaults(xml))]
  if (faults.length > 0) t.same(faults, [], xml.slice(0, 3000))
  return parseXml(xml)
}

export async function fill(library: Library, from: number, until: number): Promise<void> {
  const readings = Array.from({ length: until - from }, (_, n) => ({
    place: `${n}`,
    draft: synthetic(from + n),
    notes: [],
  }))
  for await (const line of library.depositAll(readings, { by: localCaller })) {
    if (line.outcome !== 'created') throw new Error(`${line.place} was ${line.outcome}`)
  }
}

export const codeOf = (root: XmlNode): string | undefined => child(root, 'error')?.attributes.code
export const dateOf = (root: XmlNode): string => textOf(child(root, 'responseDate'))
export const identifiersOf = (root: XmlNode): string[] =>
  descendants(root, 'header').map((header) => textOf(child(header, 'identifier')))
export const tokenOf = (root: XmlNode): XmlNode | undefined => child(elements(root)[2], 'resumptionToken')

export interface Harvested {
  readonly identifiers: string[]
  readonly deleted: string[]
  readonly pages: number[]
  readonly responseDate: string
}

/** Follows tokens to the end. */
export async function harvest(ask: Repository['ask'], verb: string, query: string): Promise<Harvested> {
  const identifiers: string[] = []
  const deleted: string[] = []
  const pages: number[] = []
  let responseDate = ''
  for (let next = `verb=${verb}&${query}`; ; ) {
    const root = await ask(next)
    responseDate = dateOf(root)
    const headers = descendants(root, 'header')
    for (const header of headers) {
      const identifier = textOf(child(header, 'identifier'))
      identifiers.push(identifier)
      if (header.attributes.status === 'deleted') deleted.push(identifier)
    }
    pages.push(headers.length)
    const token = textOf(tokenOf(root))
    if (token === '') return { identifiers, deleted, pages, responseDate }
    next = `verb=${verb}&resumptionToken=${token}`
  }
}
