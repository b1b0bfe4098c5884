/** Languages as databases say them: a tag of BCP 47, three letters of ISO 639, or the name in English. */
import { parseLanguage } from '../../../article/identifiers.ts'
import { bibliographicLanguage, terminologicalLanguage } from '../../../article/language-codes.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')
const tags = letters.flatMap((a) => letters.map((b) => a + b)).filter((tag) => bibliographicLanguage(tag) !== undefined)
const byCode: ReadonlyMap<string, string> = new Map(
  tags.flatMap((tag) => [
    [terminologicalLanguage(tag), tag],
    [bibliographicLanguage(tag) ?? tag, tag],
  ]),
)
const english = new Intl.DisplayNames(['en'], { type: 'language' })
const byName: ReadonlyMap<string, string> = new Map(
  tags.flatMap((tag) => {
    const own = new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' }).of(tag)
    return [english.of(tag), own].filter((name) => name !== undefined).map((name) => [name.toLowerCase(), tag] as const)
  }),
)

/** The tag; undefined for what is no language. */
export function readLanguage(value: string): string | undefined {
  const text = value.trim().replace(/[.,;]{1,5}$/, '')
  const key = text.toLowerCase()
  const known = byCode.get(key) ?? byName.get(key)
  if (known !== undefined) return known
  if (!/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}$/.test(text)) return undefined
  const parsed = parseLanguage(text)
  return 'value' in parsed ? parsed.value : undefined
}
