/** rightsList, fundingReferences, identifiers and versions. */
import type { Article } from '../../../../schemas/article.ts'
import { contentVersions } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseRor, parseUrl } from '../../../article/identifiers.ts'
import { copyrightLabel, isCopyright } from '../phrases.ts'
import { type Bag, bagsOf, take, takeText } from './bag.ts'
import { added, type Context, takeKnown } from './context.ts'

const openAccess = /^(?:info:eu-repo\/semantics\/openAccess|https?:\/\/purl\.org\/coar\/access_right\/c_abf2)$/

export function readRights({ record, draft }: Context): void {
  for (const bag of bagsOf(record, 'rightsList', 'rights')) {
    const uri = typeof bag.rightsUri === 'string' ? bag.rightsUri.trim() : ''
    if (openAccess.test(uri)) {
      draft.freeToRead ??= {}
      take(bag, 'rightsUri')
      if (/^open[ -]?access$/i.test(String(bag.rights ?? '').trim())) take(bag, 'rights')
      continue
    }
    readLicence(bag, draft)
  }
}

function readLicence(bag: Bag, draft: Context['draft']): void {
  const url = takeUrl(bag, 'rightsUri')
  const spdx = /^spdx$/i.test(String(bag.rightsIdentifierScheme ?? '')) ? takeText(bag, 'rightsIdentifier') : undefined
  if (spdx !== undefined) {
    take(bag, 'rightsIdentifierScheme')
    take(bag, 'schemeUri')
  }
  const text = takeKnown(bag, 'rights')
  if (url === undefined && spdx === undefined && text !== undefined && isCopyright(text)) {
    const statement = text.startsWith(copyrightLabel) ? text.slice(copyrightLabel.length) : text
    if (draft.copyright?.statement === undefined) {
      draft.copyright = { ...draft.copyright, statement: isCopyright(statement) ? text : statement }
      return
    }
  }
  if (url === undefined && spdx === undefined && text === undefined) return
  draft.licences = added(draft.licences, {
    ...(url !== undefined && { url }),
    // DataCite’s API has them in small letters; the SPDX list has Creative Commons’ in capitals.
    ...(spdx !== undefined && { spdx: spdx.startsWith('cc') ? spdx.toUpperCase() : spdx }),
    ...(text !== undefined && { text }),
  })
}

/** An address of http or ftp; any other text stays. */
function takeUrl(bag: Bag, key: string): string | undefined {
  const parsed = typeof bag[key] === 'string' ? parseUrl(bag[key]) : undefined
  if (parsed === undefined || !('value' in parsed)) return undefined
  take(bag, key)
  return parsed.value
}

type Funder = NonNullable<NonNullable<Article['funding']>[number]['funder']>

/** One funder’s awards that stand beside one another are one funding. */
export function readFunding({ record, draft }: Context): void {
  for (const bag of bagsOf(record, 'fundingReferences', 'funderName')) {
    const funder = funderOf(bag)
    const award = takeKnown(bag, 'awardNumber')
    if (award === undefined && Object.keys(funder).length === 0) continue
    const last = draft.funding?.at(-1)
    const isSame = last !== undefined && JSON.stringify(last.funder ?? {}) === JSON.stringify(funder)
    if (isSame && award !== undefined) last.awards = added(last.awards, award)
    else if (!isSame) {
      draft.funding = added(draft.funding, {
        ...(Object.keys(funder).length > 0 && { funder }),
        ...(award !== undefined && { awards: [award] }),
      })
    }
  }
}

function funderOf(bag: Bag): Funder {
  const name = takeKnown(bag, 'funderName')
  return { ...(name !== undefined && { name }), ...funderIdentifier(bag) }
}

function funderIdentifier(bag: Bag): Pick<Funder, 'ror' | 'doi'> {
  const text = typeof bag.funderIdentifier === 'string' ? bag.funderIdentifier : ''
  const ror = /ror\.org/.test(text) ? parseRor(text) : undefined
  const doi = /10\.13039\//.test(text) ? parseDoi(text) : undefined
  const found = ror !== undefined && 'value' in ror ? { ror: ror.value } : doi === undefined ? {} : { doi }
  if (Object.keys(found).length > 0) {
    for (const member of ['funderIdentifier', 'funderIdentifierType', 'schemeUri']) take(bag, member)
  }
  return found
}

/** The DOI, wherever it is said, and every other identifier under the name of its type. */
export function readIdentifiers({ record, draft, notes }: Context): void {
  readDoi(record, 'doi', draft)
  readDoi(record, 'id', draft)
  for (const bag of bagsOf(record, 'identifiers', 'identifier')) {
    const value = takeKnown(bag, 'identifier')
    const type = takeText(bag, 'identifierType') ?? 'other'
    const doi = value !== undefined && /^doi$/i.test(type) ? parseDoi(value) : undefined
    if (doi !== undefined && (draft.doi ?? doi).toLowerCase() === doi.toLowerCase()) draft.doi ??= doi
    else if (value !== undefined) draft.identifiers = added(draft.identifiers, { type, value })
  }
  for (const bag of bagsOf(record, 'alternateIdentifiers', 'alternateIdentifier')) {
    const value = takeKnown(bag, 'alternateIdentifier')
    const type = takeText(bag, 'alternateIdentifierType') ?? 'other'
    const isKnown = draft.identifiers?.some((one) => one.type === type && one.value === value)
    // The API says every alternate identifier twice: under `identifiers` too.
    if (value !== undefined && !(isKnown && record.identifiers !== undefined)) {
      draft.identifiers = added(draft.identifiers, { type, value })
    }
  }
  if (draft.doi === undefined && typeof record.doi === 'string') {
    notes.add('doi-syntax', '/doi', 'The identifier is no DOI.', record.doi)
  }
}

function readDoi(record: Bag, key: string, draft: Context['draft']): void {
  const text = typeof record[key] === 'string' ? record[key] : undefined
  const doi = text === undefined ? undefined : parseDoi(text)
  if (text !== undefined && /^\(?:(?:unav|tba|unkn|none)\)?$/i.test(text.trim())) take(record, key)
  if (doi === undefined || (draft.doi !== undefined && draft.doi.toLowerCase() !== doi.toLowerCase())) return
  draft.doi ??= doi
  take(record, key)
}

/** The version of an article that is one of NISO’s; every other is that of the data. */
export function readVersion({ record, draft }: Context): void {
  const known = contentVersions.find((version) => version === record.version)
  if (known === undefined) return
  draft.contentVersion = known
  take(record, 'version')
}

export function readLinks({ record, draft }: Context): void {
  const url = takeUrl(record, 'url')
  if (url !== undefined) draft.links = added(draft.links, { url, kind: 'landing' })
  for (const bag of bagsOf(record, 'contentUrl', 'url')) {
    const content = takeUrl(bag, 'url')
    if (content !== undefined) draft.links = added(draft.links, { url: content, kind: 'other' })
  }
}
