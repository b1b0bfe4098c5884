/** The language of the article, where the page says it or its script leaves one choice. */
import type { Line } from './lines.ts'

const named: Readonly<Record<string, string>> = {
  english: 'en',
  turkish: 'tr',
  german: 'de',
  french: 'fr',
  spanish: 'es',
  portuguese: 'pt',
  russian: 'ru',
  chinese: 'zh',
  japanese: 'ja',
  korean: 'ko',
  italian: 'it',
  polish: 'pl',
  dutch: 'nl',
  ingilizce: 'en',
  türkçe: 'tr',
  deutsch: 'de',
  englisch: 'en',
  español: 'es',
  inglés: 'en',
  português: 'pt',
  inglês: 'en',
  français: 'fr',
  anglais: 'en',
}

export function findLanguage(lines: readonly Line[], title: string): string | undefined {
  const stated = statedLanguage(lines)
  if (stated !== undefined) return stated
  if (/\p{Script=Hangul}/u.test(title)) return 'ko'
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(title)) return 'ja'
  return undefined
}

function statedLanguage(lines: readonly Line[]): string | undefined {
  for (const line of lines) {
    const match = line.foreign
      ? null
      : /^(?:primary |article |original )?(?:language|langue|sprache|idioma|dil|birincil dil|lingua|язык)\s?(?:[:：]\s?(.+))?$/iu.exec(
          line.text,
        )
    if (!match) continue
    const name = (match[1] ?? lines[line.at + 1]?.text ?? '').toLowerCase().trim()
    const tag = Object.hasOwn(named, name) ? named[name] : undefined
    if (tag !== undefined && !line.bullet) return tag
  }
  return undefined
}
