/** The verb table: how each of the six is answered. */
import { element, leaf, type Markup, sequence } from '../text/markup.ts'
import type { Told } from './answer.ts'
import { Fault } from './fault.ts'
import { parseIdentifier } from './identifier.ts'
import { identify } from './identify.ts'
import { listPage } from './lists.ts'
import { createTell, expiryOf, formatOf, lacksNothing, type OaiParts, storedArticle, tokenElement } from './parts.ts'
import type { Asked, VerbName } from './request.ts'

export const verbs: Readonly<Record<VerbName, (parts: OaiParts, asked: Asked) => Promise<Told>>> = {
  Identify: identify,
  ListMetadataFormats: listFormats,
  ListSets: listSets,
  GetRecord: getRecord,
  ListIdentifiers: listPage,
  ListRecords: listPage,
}

async function listFormats(parts: OaiParts, { given }: Asked): Promise<Told> {
  const { identifier } = given
  const horizon = await parts.library.harvest.horizon()
  const record = identifier === undefined ? undefined : await recordOf(parts, identifier)
  const having = parts.formats.filter((format) => !record || lacksNothing(format, storedArticle(record)))
  if (having.length === 0) throw new Fault('noMetadataFormats', 'No format can say this article.')
  return {
    horizon,
    parts: having.map(({ oai: { prefix, schema, namespace } }) =>
      element(
        'metadataFormat',
        sequence(leaf('metadataPrefix', prefix), leaf('schema', schema), leaf('metadataNamespace', namespace)),
      ),
    ),
  }
}

async function listSets(parts: OaiParts, { verb, given }: Asked): Promise<Told> {
  const { library, pageSize } = parts
  const { harvest } = library
  const tokens = await parts.tokens()
  const nowhere = { verb, metadataPrefix: '', set: '', from: '', until: '', after: 0, cursor: 0, size: 0 }
  const position = given.resumptionToken === undefined ? nowhere : tokens.parse(given.resumptionToken, verb)
  const horizon = await harvest.horizon()
  const found = await harvest.sets(position.after, pageSize + 1)
  if (found.length === 0) throw new Fault('noSetHierarchy', 'There are no articles, and so there are no sets yet.')
  const sets = found.slice(0, pageSize)
  const last = found.length > pageSize ? sets.at(-1) : undefined
  const { cursor } = position
  const size = Math.max(cursor === 0 && last ? await harvest.countSets() : position.size, cursor + sets.length)
  const token = last && tokens.format({ ...position, after: last.place, cursor: cursor + sets.length, size })
  return {
    horizon,
    parts: [
      ...sets.map(({ spec, name }): Markup => element('set', sequence(leaf('setSpec', spec), leaf('setName', name)))),
      tokenElement(token, cursor, size, expiryOf(horizon)),
    ],
  }
}

async function getRecord(parts: OaiParts, { given }: Asked): Promise<Told> {
  const { identifier = '', metadataPrefix = '' } = given
  const horizon = await parts.library.harvest.horizon()
  const record = await recordOf(parts, identifier)
  const told = await createTell(parts, formatOf(parts, metadataPrefix), true)(record)
  if (told === undefined) throw new Fault('cannotDisseminateFormat', 'The article lacks what this format demands.')
  return { horizon, parts: [told] }
}

async function recordOf({ library, repository }: OaiParts, identifier: string) {
  const doi = parseIdentifier(repository, identifier)
  const record = doi === undefined ? undefined : await library.find(doi)
  if (record) return record
  throw new Fault('idDoesNotExist', 'No record has this identifier.')
}
