/** Titles and texts as Crossref’s schema says them: mark-up, languages, lengths. */
import { escapeRich, plainText } from '../../../text/rich.ts'
import { change } from '../../change.ts'
import type { Coarsening, Field } from '../../codec.ts'
import { titleText } from '../../crossref-json/text.ts'
import { rewritten } from '../coarser.ts'
import { contentKind } from '../content.ts'
import { originalTitle, retractedMark } from '../identity.ts'
import { richText } from '../read/text.ts'
import { fit } from '../values.ts'
import { languageCode } from '../vocabulary.ts'

/** TeX is text in face mark-up, and a tag or an entity in words is one to whoever reads it. */
export const reread = (rich: string): string => richText(titleText(rich)) ?? ''

/** What a title element says, and whose language is said. */
export const titleRow = rewritten(
  'translatedTitles/*',
  'in the article’s own language first; others have none',
  (article, out) => {
    const { title, subtitle, translatedTitles = [] } = article
    const whole = reread(escapeRich(retractedMark(article)) + (title ?? ''))
    if (whole === '') delete out.title
    else out.title = whole
    if (subtitle !== undefined) out.subtitle = reread(subtitle)
    const original = originalTitle(article)
    const others =
      contentKind(article) === 'journal' ? translatedTitles.filter((one) => one !== original).slice(0, 19) : []
    return [...(original === undefined ? [] : [original]), ...others].flatMap((one) => {
      const language = one === original ? languageCode(one.language) : undefined
      const said = { title: reread(one.title), ...(one.subtitle !== undefined && { subtitle: reread(one.subtitle) }) }
      if (said.title === '' || (said.title === whole && language === undefined)) return []
      return [{ ...said, ...(language !== undefined && { language }) }]
    })
  },
)

export const cut = (field: Field, longest: number, shortest?: number): Coarsening =>
  change(field, `a text of at most ${longest} characters${shortest ? ` and at least ${shortest}` : ''}`, (text) =>
    typeof text === 'string' ? fit(text, longest, shortest) : text,
  )

export const plain = (field: Field): Coarsening =>
  change(field, 'plain text, without mark-up', (text) => escapeRich(plainText(String(text))))

export const code = (field: Field): Coarsening =>
  change(field, 'the two-letter code alone: “pt” of “pt-BR”', (tag) => languageCode(String(tag)))
