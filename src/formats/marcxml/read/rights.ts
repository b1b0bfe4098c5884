/** 536, 540, 542 and 562: who paid for the article, whose it is, and what may be done with it. */
import type { ArticleDate, Funding } from '../../../../schemas/article.ts'
import { contentVersions } from '../../../../schemas/article.ts'
import { parseDateWords } from '../../../article/date-words.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseRor, parseUrl } from '../../../article/identifiers.ts'
import { fundingLabel } from '../phrases.ts'
import { added, type Context, type Field, fieldsOf, peek, take, takeAll } from './fields.ts'

/** 536: $a the funder with its ids, $c grant numbers; of others a note in words. */
export function readFunding(context: Context): void {
  const { draft, isOurs } = context
  for (const field of fieldsOf(context, '536')) {
    const text = peek(field, 'a')
    const awards = takeAll(field, 'c')
    const isStatement = text !== undefined && (isOurs ? text.startsWith(fundingLabel) : awards.length === 0)
    if (isStatement && draft.fundingStatement === undefined) {
      draft.fundingStatement = isOurs ? text.slice(fundingLabel.length) : text
    } else {
      const funder = text === undefined ? {} : funderOf(text)
      if (awards.length === 0 && Object.keys(funder).length === 0) continue
      draft.funding = added(draft.funding, {
        ...(Object.keys(funder).length > 0 && { funder }),
        ...(awards.length > 0 && { awards }),
      })
    }
    take(field, 'a')
  }
}

const address = String.raw`https:\/\/(?:ror\.org|doi\.org)\/\S+?`
const withIds = new RegExp(`^(.*?) ?\\(?(${address})(?:; (${address}))?\\)?$`)

/** `Swiss NSF (https://ror.org/…; https://doi.org/10.13039/…)`. */
export function funderOf(text: string): NonNullable<Funding['funder']> {
  const [, name = '', ...ids] = (text.length < 2000 ? withIds.exec(text) : null) ?? []
  const funder: NonNullable<Funding['funder']> = {}
  for (const id of ids) {
    const ror = id?.startsWith('https://ror.org/') ? parseRor(id) : undefined
    const doi = id?.startsWith('https://doi.org/') ? parseDoi(id) : undefined
    if (ror !== undefined && 'value' in ror) funder.ror = ror.value
    if (doi !== undefined) funder.doi = doi
  }
  if (Object.keys(funder).length === 0) return { name: text }
  return { ...(name !== '' && { name }), ...funder }
}

/** 540, 542 and 562. */
export function readRights(context: Context): void {
  const { draft } = context
  for (const field of fieldsOf(context, '540')) readLicence(field, context)
  for (const field of fieldsOf(context, '542')) {
    const [holder, statement, year] = [take(field, 'd'), take(field, 'f'), take(field, 'g')]
    draft.copyright = {
      ...draft.copyright,
      ...(statement !== undefined && { statement }),
      ...(year !== undefined && { year }),
      ...(holder !== undefined && { holder }),
    }
  }
  for (const field of fieldsOf(context, '562')) {
    const said = peek(field, 'c') ?? ''
    const version = contentVersions.find((one) => said === one || said === versionNames[one])
    if (version === undefined) continue
    draft.contentVersion = version
    take(field, 'c')
  }
}

const versionNames: Readonly<Record<string, string>> = { vor: 'Version of Record', am: 'Accepted Manuscript' }

function readLicence(field: Field, { draft }: Context): void {
  const parsed = parseUrl(peek(field, 'u') ?? '')
  const url = 'value' in parsed ? parsed.value : undefined
  if (url !== undefined) take(field, 'u')
  const isCreative = peek(field, '2') === 'cc'
  const [, terms, number] = /^CC (.+) (\d\.\d)$/.exec(peek(field, 'f') ?? '') ?? []
  const spdx = isCreative && terms !== undefined ? `CC-${terms}-${number}` : peek(field, 'f')
  if (isCreative) take(field, '2')
  take(field, 'f')
  const version = contentVersions.find((one) => one === peek(field, '3'))
  if (version !== undefined) take(field, '3')
  const start = take(field, 'g')
  const date = start === undefined ? undefined : dateOf(start)
  const said = take(field, 'a')
  const text = said === spdx ? undefined : said
  const licence = {
    ...(url !== undefined && { url }),
    ...(spdx !== undefined && { spdx }),
    ...(date !== undefined && { start: date }),
    ...(version !== undefined && { contentVersion: version }),
    ...(text !== undefined && { text }),
  }
  if (Object.keys(licence).length > 0) draft.licences = added(draft.licences, licence)
}

/** yyyymmdd, or words. */
function dateOf(text: string): ArticleDate | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? []
  return year === undefined ? parseDateWords(text) : parseDateWords(`${year}-${month}-${day}`)
}
