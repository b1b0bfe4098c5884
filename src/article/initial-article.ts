/** Articles at the beginning of a title, which libraries leave out of sorting: known only where the language is. */
import { primaryLanguage } from './language-codes.ts'

/** Words that begin a title as articles and hardly ever as anything else. */
const articles: Readonly<Record<string, RegExp>> = {
  en: /^(?:the|an|a(?! (?:priori|posteriori|fortiori|la)\b)) (?=\p{L})/iu,
  de: /^(?:der|die|das|ein|eine) (?=\p{L})/iu,
  fr: /^(?:(?:le|la|les|un|une) |l['’])(?=\p{L})/iu,
  es: /^(?:el|la|los|las|un|una) (?=\p{L})/iu,
  it: /^(?:(?:il|lo|la|i|gli|le|un|uno|una) |(?:l|un)['’])(?=\p{L})/iu,
  nl: /^(?:de|het|een) (?=\p{L})/iu,
}

/** How many characters of a title are passed over in sorting: 4 for `The origin`; 0 where that is not known. */
export function nonFiling(title: string, language: string | undefined): number {
  if (language === undefined) return 0
  return articles[primaryLanguage(language)]?.exec(title)?.[0].length ?? 0
}
