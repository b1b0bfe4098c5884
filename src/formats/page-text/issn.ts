/** The journal's ISSNs, by the label that stands before them. */
import type { Journal } from '../../../schemas/article.ts'
import type { Line } from './lines.ts'

type Issns = NonNullable<Journal['issn']>

const pattern =
  /(?<before>(?:\b(?:print|online|electronic|e|p|on-line|eletrônico|electrónico|impresa|impreso|impressa|linking)[- ]?)?)(?<!\.)\bISSN(?:-?L\b)?\s?(?<inside>\(?(?:print|online|electronic|web|impresa|impreso|impressa|on-line|linking|p|e)\)?)?[\s:：.]{0,4}(?<number>\d{4}[-–]\d{3}[\dXx])(?<behind>\s?\(?(?:print|online|electronic|web|versi[oó]n (?:impresa|online|on-line)|versão (?:impressa|on-?line))\)?)?/giu

export function findIssn(lines: readonly Line[]): Issns | undefined {
  const found: Issns = {}
  for (const { text, foreign } of lines) {
    if (foreign || !/issn/i.test(text) || text.length > 800) continue
    for (const { groups } of text.matchAll(pattern)) {
      const number = (groups?.number ?? '').replace('–', '-').toUpperCase()
      const medium = `${groups?.before ?? ''} ${groups?.inside ?? ''} ${groups?.behind ?? ''}`.toLowerCase()
      if (/linking/.test(medium)) found.linking ??= number
      else if (/print|impres|\bp\b|p-/.test(medium)) found.print ??= number
      else if (/online|on-line|electr|eletr|web|\be\b|e-/.test(medium)) found.electronic ??= number
      else if (!found.unspecified?.includes(number)) found.unspecified = [...(found.unspecified ?? []), number]
    }
  }
  return Object.keys(found).length > 0 ? found : undefined
}
