/** The journal's ISSNs, by the label that stands before them. */
import type { Journal } from '../../../schemas/article.ts'
import type { Line } from './lines.ts'

type Issns = NonNullable<Journal['issn']>

const pattern = /(?<!\.)\b([ep]-?)?ISSN(-?L)?\s?(\([^)]{1,20}\))?[\s:：.]{0,4}(\d{4}[-–]\d{3}[\dX])/gi
const print = /print|impres|\bp\b|p-/i
const electronic = /on-?line|ele[ck]tr|eletr|web|\be\b|e-/i

export function findIssn(lines: readonly Line[]): Issns | undefined {
  const found: Issns = {}
  for (const { text, foreign } of lines) {
    if (foreign || !/issn/i.test(text) || text.length > 800) continue
    let end = 0
    for (const match of text.matchAll(pattern)) {
      const [whole, prefix = '', linking = '', inside = '', number = ''] = match
      const before = text.slice(Math.max(end, match.index - 20), match.index)
      end = match.index + whole.length
      // The medium stands before the label, in it, or, where nothing does, behind the number.
      const said = `${before} ${prefix} ${inside}`
      const medium =
        print.test(said) || electronic.test(said) ? said : text.slice(end, end + 20).replace(/issn.*$/i, '')
      add(found, number.replace('–', '-').toUpperCase(), linking === '' ? medium : 'linking')
    }
  }
  return Object.keys(found).length > 0 ? found : undefined
}

function add(found: Issns, number: string, medium: string): void {
  if (medium === 'linking') found.linking ??= number
  else if (print.test(medium)) found.print ??= number
  else if (electronic.test(medium)) found.electronic ??= number
  else if (!found.unspecified?.includes(number)) found.unspecified = [...(found.unspecified ?? []), number]
}
