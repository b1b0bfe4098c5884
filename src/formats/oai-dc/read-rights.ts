/** dc:rights: access in the terms of info-eu-repo, licences by their address, copyright in words. */
import type { Licence } from '../../../schemas/article.ts'
import { parseDateWords } from '../../article/date-words.ts'
import { copyrightLabel, isCopyright } from '../datacite/phrases.ts'
import { added, type Context, takeTexts } from './context.ts'

const spdx = /^(?:CC0?-[A-Z0-9.-]{2,30}|[A-Z][A-Za-z]{0,20}-\d[\w.-]{0,20}|MIT|ISC|Unlicense)$/
const owner = /^© ?(\d{4}(?:\s?[-–,]\s?\d{4})?)? ?(.*)$/

export function readRights(context: Context): void {
  // What follows an address and is none itself belongs to the same licence.
  let open: Licence | undefined
  takeTexts(context, ['rights', 'license', 'accessRights'], (text) => {
    if (readAccess(text, context)) return true
    if (readCopyright(text, context)) {
      open = undefined
      return true
    }
    const isAddress = /^https?:\/\/\S+$/.test(text)
    if (isAddress || open === undefined || !fits(text, open)) {
      open = isAddress ? { url: text } : spdx.test(text) ? { spdx: text } : { text }
      context.draft.licences = added(context.draft.licences, open)
    } else Object.assign(open, spdx.test(text) ? { spdx: text } : { text })
    return true
  })
}

const fits = (text: string, licence: Licence): boolean =>
  licence.text === undefined && (spdx.test(text) ? licence.spdx === undefined : true)

function readAccess(text: string, { draft }: Context): boolean {
  const right = /^(?:info:eu-repo\/semantics\/|http:\/\/purl\.org\/coar\/access_right\/)(\w+)$/.exec(text)?.[1]
  if (right === 'openAccess' || right === 'c_abf2' || right === 'embargoedAccess') {
    draft.freeToRead ??= {}
    return true
  }
  const start = /^Free to read from (.+)$/.exec(text)?.[1]
  const date = start === undefined ? undefined : parseDateWords(start)
  if (date === undefined) return false
  draft.freeToRead = { start: date }
  return true
}

function readCopyright(text: string, { draft }: Context): boolean {
  const said = draft.copyright ?? {}
  const [whole, year, holder = ''] = owner.exec(text) ?? []
  if (whole !== undefined) {
    if (said.holder !== undefined || said.year !== undefined) return false
    draft.copyright = { ...said, ...(year !== undefined && { year }), ...(holder !== '' && { holder }) }
    return true
  }
  if (said.statement !== undefined || !isCopyright(text)) return false
  draft.copyright = { ...said, statement: text.startsWith(copyrightLabel) ? text.slice(copyrightLabel.length) : text }
  return true
}
