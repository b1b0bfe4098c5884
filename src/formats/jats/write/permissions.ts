/** permissions: copyright, free to read, licences (NISO ALI 1.0). */
import type { Article, ArticleDate, Licence } from '../../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, wrap } from '../../../text/markup.ts'
import type { Writing } from './writing.ts'

export const permissions = ({ copyright, freeToRead, licences }: Article, writing: Writing): Markup =>
  wrap(
    'permissions',
    sequence(
      leaf('copyright-statement', copyright?.statement),
      leaf('copyright-year', copyright?.year),
      leaf('copyright-holder', copyright?.holder),
      freeToRead === undefined
        ? none
        : element('ali:free_to_read', none, { start_date: start(freeToRead.start, '/freeToRead/start', writing) }),
      each(licences, (licence, i) => license(licence, `/licences/${i}`, writing)),
    ),
  )

/** JATS4R, permissions: license_ref and @xlink:href say the same. */
function license({ url, spdx, start: from, contentVersion, text }: Licence, pointer: string, writing: Writing): Markup {
  if (url === undefined) {
    if (from !== undefined) writing.extras.push([`${pointer}/start`, from])
    if (contentVersion !== undefined) writing.extras.push([`${pointer}/contentVersion`, contentVersion])
  }
  const reference =
    url === undefined
      ? none
      : leaf('ali:license_ref', url, {
          start_date: start(from, `${pointer}/start`, writing),
          [writing.version === '1.3' ? 'specific-use' : 'applies_to']: contentVersion,
        })
  const statement = leaf('license-p', text)
  return element(
    'license',
    reference === '' && statement === '' ? element('license-p') : sequence(reference, statement),
    {
      'specific-use': spdx && `spdx:${spdx}`,
      'xlink:href': url,
    },
  )
}

/** @start_date is an ISO date; anything else is carried apart. */
function start(date: ArticleDate | undefined, pointer: string, { extras }: Writing): string | undefined {
  if (date === undefined || typeof date === 'string') return date
  extras.push([pointer, date])
  return undefined
}
