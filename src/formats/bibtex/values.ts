/** Values of fields as plain text. */
import { latexToText } from '../../text/latex.ts'

/** A value as plain text; nothing where it is blank. */
export function textField(latex: string | undefined): string | undefined {
  if (latex === undefined) return undefined
  const text = latexToText(latex.trim())
  return isBlank(text) ? undefined : text
}

/** Whether nothing is left of a text once it is tidied (src/article/clean.ts). */
export const isBlank = (text: string): boolean =>
  /^[\s\x00-\x1f\x7f-\x9f\u00ad\ufeff\u200b\u2060\ufffe\uffff]*$/.test(text)
