/** Which locale a language tag means. */

/** The tag under which a language without region goes, where it has several (CSL locales.json, `primary-dialects`). */
const primary: Readonly<Record<string, string>> = {
  de: 'de-DE',
  en: 'en-US',
  es: 'es-ES',
  fr: 'fr-FR',
  nb: 'nb-NO',
  no: 'nb-NO',
  nn: 'nn-NO',
  pt: 'pt-PT',
  zh: 'zh-CN',
}
/** Scripts and regions that are written alike. */
const alike: Readonly<Record<string, string>> = {
  'zh-hans': 'zh-CN',
  'zh-hant': 'zh-TW',
  'zh-hk': 'zh-TW',
  'zh-mo': 'zh-TW',
  'zh-sg': 'zh-CN',
}

/**
 * The tag among `tags` that is meant: the same but for case and `_`, or the language’s own where it has no region.
 * A region that is not there is not replaced by another one.
 */
export function matchLocale(wanted: string, tags: readonly string[]): string | undefined {
  const tag = wanted.trim().replaceAll('_', '-').toLowerCase()
  const exact = tags.find((each) => each.toLowerCase() === tag) ?? alike[tag]
  if (exact !== undefined) return exact
  if (!/^[a-z]{2,3}$/.test(tag)) return undefined
  const own = primary[tag]
  return own ?? tags.find((each) => each.toLowerCase().startsWith(`${tag}-`))
}
