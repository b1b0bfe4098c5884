/** Languages by their English names. */
const names = new Intl.DisplayNames('en', { type: 'language' })

/** A tag that is well formed and means nothing is its own name. */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag
  } catch {
    return tag
  }
}
