/** Titles of a work, in its own and other languages. */
import type { Draft } from '../../../../schemas/article.ts'
import { looseRich } from '../../../text/loose-markup.ts'
import { type Context, defined, keep } from '../../html/context.ts'
import type { Source, Tagged } from './source.ts'

export function readTitles(root: Source, context: Context): void {
  const { draft } = context
  const headlines = root.texts('headline')
  const names = root.texts('name')
  const titles = titlesOf(headlines, names, root.texts('alternativeHeadline'))
  for (const { text } of headlines.slice(1)) keep(context, '/headline', text)
  Object.assign(draft, titles)
  const [short, ...more] = root.texts('alternateName')
  if (short) draft.shortTitle = looseRich(short.text)
  for (const { text } of more) keep(context, '/alternateName', text)
}

/** Names in other languages are translated titles; a subtitle goes to the title of its language. */
function titlesOf(
  headlines: readonly Tagged[],
  names: readonly Tagged[],
  subtitles: readonly Tagged[],
): Partial<Draft> {
  const own = headlines[0] ?? names.find(({ language }) => language === undefined) ?? names[0]
  const at = names.findIndex((one) => own !== undefined && same(one, own))
  const translated = names
    .filter((_, i) => i !== at)
    .map((one) =>
      defined({ title: looseRich(one.text), subtitle: undefined as string | undefined, language: one.language }),
    )
  let subtitle: string | undefined
  for (const one of subtitles) {
    const text = looseRich(one.text)
    const match = translated.find((other) => other.language === one.language && other.subtitle === undefined)
    if (one.language === undefined && subtitle === undefined && own?.language === undefined) subtitle = text
    else if (match) match.subtitle = text
    else subtitle = subtitle === undefined ? text : `${subtitle} ${text}`
  }
  return defined<Partial<Draft>>({
    title: own && (looseRich(own.text) || undefined),
    subtitle,
    translatedTitles: translated.map((one) => defined(one)) as NonNullable<Draft['translatedTitles']>, // without undefined members
  })
}

const same = (a: Tagged, b: Tagged): boolean =>
  a.text.replace(/\s+/g, ' ').trim() === b.text.replace(/\s+/g, ' ').trim()
