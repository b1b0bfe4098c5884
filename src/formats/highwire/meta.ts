/** `meta` elements: one a line. */
import { oneLine } from '../../text/line.ts'
import { attribute, type Markup, markup, none, sequence } from '../../text/markup.ts'

/** Without text there is no element. */
export function meta(name: string, content: string | undefined, language?: string): Markup {
  const text = content === undefined ? '' : oneLine(content)
  if (text === '') return none
  const lang = language === undefined ? none : markup` lang="${attribute(language)}"`
  return markup`<meta name="${name as Markup}"${lang} content="${attribute(text)}">\n` // names are ours
}

export const metas = (name: string, contents: readonly string[] = []): Markup =>
  contents.length === 0 ? none : sequence(...contents.map((content) => meta(name, content)))
