/** LA: a code of three letters in MEDLINE, the English name of the language in ERIC. */
import { languageOf } from '../pubmed/read/texts.ts'

const names: Readonly<Record<string, string>> = {
  arabic: 'ar',
  chinese: 'zh',
  english: 'en',
  french: 'fr',
  german: 'de',
  italian: 'it',
  japanese: 'ja',
  korean: 'ko',
  portuguese: 'pt',
  russian: 'ru',
  spanish: 'es',
  turkish: 'tr',
}

export function nbibLanguage(said: string): string | undefined {
  const name = said.toLowerCase()
  return Object.hasOwn(names, name) ? names[name] : languageOf(said)
}
