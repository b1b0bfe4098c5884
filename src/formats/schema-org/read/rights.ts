/** Licence, copyright, access, funding. */
import type { Copyright, Funding, Licence } from '../../../../schemas/article.ts'
import { type Context, checked, defined, doiIn, keep, plain, someOf } from '../../html/context.ts'
import { isSource, type Source } from './source.ts'

export function readRights(root: Source, context: Context): void {
  const { draft } = context
  const licences = root
    .items('license')
    .map((item) => (isSource(item) ? licenceNode(item, context) : licenceOf(item.text)))
    .filter((one) => one !== undefined)
  if (licences.length > 0) draft.licences = licences
  const copyright = readCopyright(root, context)
  if (copyright) draft.copyright = copyright
  readAccess(root, context)
}

const isUrl = (text: string | undefined): text is string => text !== undefined && /^(?:https?|ftp):\/\/\S+$/.test(text)

function licenceOf(text: string): Licence {
  if (isUrl(text)) return { url: text }
  return { text: plain(text) }
}

function licenceNode(node: Source, context: Context): Licence | undefined {
  const [id, url] = [node.id(), node.text('url')]
  const address = url ?? id
  if (!isUrl(address) && address !== undefined) keep(context, `${node.path}/url`, address)
  const name = node.text('name')
  const spdx = node.text('identifier')
  return someOf<Licence>(
    defined({
      url: isUrl(address) ? address : undefined,
      spdx,
      text: node.text('description') ?? (name === undefined ? undefined : plain(name)),
    }),
  )
}

function readCopyright(root: Source, context: Context): Copyright | undefined {
  const year = root.text('copyrightYear')
  const holders = [
    ...root.nodes('copyrightHolder').map((node) => node.text('name') ?? ''),
    ...root.texts('copyrightHolder').map(({ text }) => text),
  ].filter((one) => one !== '')
  for (const other of holders.slice(1)) keep(context, '/copyrightHolder', other)
  const notices = root.texts('copyrightNotice').map(({ text }) => text)
  return copyrightOf(year, holders[0], notices)
}

/** A notice that begins with a year and says no more than years is no statement. */
export function copyrightOf(year: string | undefined, holder: string | undefined, notices: readonly string[]) {
  const years = year ?? notices.find((one, at) => at > 0 || /^\d{4}\s?[-–—,]\s?\d{4}$/.test(one))
  const statement = notices.find((one) => one !== years)
  return someOf<Copyright>(
    defined({
      statement,
      year: year === undefined ? years : year.padStart(4, '0'),
      holder: holder && plain(holder),
    } as Copyright), // without undefined members
  )
}

const freeFrom = 'Free to read from '

function readAccess(root: Source, context: Context): void {
  const free = root.text('isAccessibleForFree')
  const conditions = root.text('conditionsOfAccess')
  const isFree = free !== undefined && /^(?:true|yes|1|https?:\/\/schema\.org\/true)$/i.test(free)
  if (isFree) {
    const start = conditions?.startsWith(freeFrom) ? startOf(conditions.slice(freeFrom.length)) : undefined
    context.draft.freeToRead = start === undefined ? {} : { start }
    if (conditions !== undefined && !conditions.startsWith(freeFrom)) keep(context, '/conditionsOfAccess', conditions)
    return
  }
  if (free !== undefined) keep(context, '/isAccessibleForFree', free)
  if (conditions !== undefined) keep(context, '/conditionsOfAccess', conditions)
}

const startOf = (words: string) =>
  /^\d{4}(?:-\d\d(?:-\d\d)?)?(?:\/\d{4}(?:-\d\d(?:-\d\d)?)?)?$/.test(words) ? words : { literal: words }
export const accessStart = (words: string) => startOf(words)

type Funder = NonNullable<Funding['funder']>

export function readFunding(root: Source, context: Context): void {
  const funders = root.nodes('funder', 'sponsor').map((node) => funderOf(node, context))
  const texts = root.texts('funder', 'sponsor').map(({ text }): Funder => ({ name: plain(text) }))
  const grants: Grant[] = []
  const statements: string[] = []
  for (const node of root.nodes('funding')) {
    if (!node.types.some((type) => type.endsWith('Grant'))) funders.push(funderOf(node, context))
    else grants.push(...grantsOf(node, context, statements))
  }
  statements.push(...root.texts('funding').map(({ text }) => text))
  const funding = fundingOf(
    [...funders, ...texts].filter((one) => one !== undefined),
    grants,
  )
  if (funding.length > 0) context.draft.funding = funding
  if (statements.length > 0) context.draft.fundingStatement = statements.join(' ')
}

interface Grant {
  readonly award: string | undefined
  readonly funder: Funder | undefined
}

function grantsOf(node: Source, context: Context, statements: string[]): Grant[] {
  const [funder] = [
    ...node.nodes('funder', 'sponsor').map((one) => funderOf(one, context)),
    ...node.texts('funder').map(({ text }) => ({ name: plain(text) })),
  ]
  const awards = [
    ...node.texts('identifier').map(({ text }) => text),
    ...node.nodes('identifier').map((one) => one.text('value') ?? one.text('@id') ?? ''),
  ].filter((one) => one !== '')
  const name = node.text('name')
  const statement = node.text('description')
  if (statement !== undefined && awards.length === 0 && funder === undefined && name === undefined)
    statements.push(statement)
  else if (statement !== undefined) keep(context, `${node.path}/description`, statement)
  if (name !== undefined && awards.length === 0) awards.push(plain(name))
  else if (name !== undefined) keep(context, `${node.path}/name`, name)
  if (awards.length === 0) return funder ? [{ award: undefined, funder }] : []
  return awards.map((award) => ({ award, funder }))
}

function funderOf(node: Source, context: Context): Funder | undefined {
  const ids = [
    node.id(),
    ...node.texts('sameAs', 'identifier', 'url').map(({ text }) => text),
    ...node.nodes('identifier').map((one) => one.text('value')),
  ]
  const found: { name?: string; ror?: string; doi?: string } = {}
  const name = node.text('name')
  if (name !== undefined) found.name = plain(name)
  for (const id of ids) {
    if (id === undefined) continue
    const doi = doiIn(id)
    const ror = /ror\.org\//i.test(id) ? checked(context, 'ror', id, `${node.path}/@id`) : undefined
    if (doi !== undefined && found.doi === undefined) found.doi = doi
    else if (ror !== undefined && found.ror === undefined) found.ror = ror
    else if (ror === undefined && doi === undefined) keep(context, `${node.path}/@id`, id)
  }
  return someOf(found)
}

/** Awards with their funder; a funder without award stands alone. */
export function fundingOf(funders: readonly Funder[], grants: readonly Grant[]): Funding[] {
  const out: Funding[] = []
  const byFunder = new Map<string, Funding>()
  const entryOf = (funder: Funder | undefined): Funding => {
    const key = JSON.stringify(funder ?? null)
    const known = byFunder.get(key)
    if (known) return known
    const entry: Funding = funder ? { funder } : {}
    byFunder.set(key, entry)
    out.push(entry)
    return entry
  }
  for (const funder of funders) entryOf(funder)
  for (const { award, funder } of grants) {
    const entry = entryOf(funder)
    if (award !== undefined) entry.awards = [...(entry.awards ?? []), award]
  }
  return out
}
