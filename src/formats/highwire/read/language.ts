/** The language of an article, and of a tag. */
import { checked } from '../../html/context.ts'
import { type Bag, one } from './bag.ts'
import type { Tag } from './tags.ts'

const languageNames: Readonly<Record<string, string>> = {
  english: 'en',
  german: 'de',
  deutsch: 'de',
  french: 'fr',
  français: 'fr',
  spanish: 'es',
  español: 'es',
  portuguese: 'pt',
  português: 'pt',
  italian: 'it',
  italiano: 'it',
  russian: 'ru',
  chinese: 'zh',
  japanese: 'ja',
  korean: 'ko',
  turkish: 'tr',
  polish: 'pl',
  dutch: 'nl',
  arabic: 'ar',
  persian: 'fa',
  indonesian: 'id',
  ukrainian: 'uk', // biome-ignore format: pairs read better in lines
}

export const primary = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? ''

export const languageOf = (bag: Bag, { language, name }: Tag): string | undefined =>
  checked(bag, 'language', language, `${name}/@lang`)

export function readLanguage(bag: Bag): void {
  const tag = one(bag, '/language', bag.take('language'), (text) => canonical(text))
  if (tag === undefined) return
  const language = checked(bag, 'language', languageNames[tag.content.toLowerCase()] ?? tag.content, tag.name)
  if (language !== undefined) bag.draft.language = language
}

function canonical(text: string): string {
  const name = languageNames[text.toLowerCase()] ?? text
  try {
    return primary(Intl.getCanonicalLocales(name.replace(/_/g, '-'))[0] ?? name)
  } catch {
    return name
  }
}
