/** accessCondition: who may read and use the article, and whose it is. */
import type { Article, Licence } from '../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, text } from '../../text/markup.ts'
import { uri } from '../plain.ts'
import { dateText } from './origin.ts'

export const accessConditions = ({ freeToRead, licences, copyright }: Article): Markup =>
  sequence(
    freeToRead === undefined ? none : free(freeToRead),
    each(licences, licence),
    leaf('accessCondition', copyright?.statement, { type: 'copyright statement' }),
    leaf('accessCondition', copyright?.holder, { type: 'copyright holder' }),
  )

/** The COAR term says that access is open now, which a start in the future does not. */
const free = ({ start }: NonNullable<Article['freeToRead']>): Markup =>
  leaf('accessCondition', start === undefined ? 'Free to read' : `Free to read from ${dateText(start)}`, {
    type: 'restriction on access',
    'xlink:href': start === undefined ? 'http://purl.org/coar/access_right/c_abf2' : undefined,
  })

const licence = ({ url, spdx, start, contentVersion, text: statement }: Licence): Markup =>
  element('accessCondition', text(statement ?? url ?? spdx ?? ''), {
    type: 'use and reproduction',
    'xlink:href': url && uri(url),
    displayLabel:
      [spdx, contentVersion, start === undefined ? undefined : `from ${dateText(start)}`]
        .filter((part) => part !== undefined)
        .join('; ') || undefined,
  })
