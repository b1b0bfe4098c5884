/** A whole date that stands beside the title without a word: in a line of its own, or behind the kind of article. */
import type { ArticleDate } from '../../../schemas/article.ts'
import { dateAtStart } from '../../article/date.ts'
import { doisIn } from './doi.ts'
import { kindOf } from './kinds.ts'
import type { Line } from './lines.ts'
import type { Title } from './title.ts'

export function bareDate(lines: readonly Line[], title: Title | undefined): ArticleDate | undefined {
  if (!title) return undefined
  for (const line of lines.slice(Math.max(0, title.at - 4), title.endAt + 30)) {
    if (line.foreign || line.text.length > 120) continue
    const alone = wholeDay(line.text)
    const isByDoi = [lines[line.at - 1], lines[line.at + 1]].some((other) => other && isDoiLine(other.text))
    if (alone !== undefined && (line.at <= title.endAt + 4 || isByDoi)) return alone
    const cut = /^(\p{L}[\p{L} -]{2,40}?) ?(?=\d{1,2} \p{L}{3,9} \d{4}$|\p{L}{3,9}\.? \d{1,2}, \d{4}$)/u.exec(line.text)
    if (cut?.[1] && kindOf({ ...line, text: cut[1] })) return wholeDay(line.text.slice(cut[0].length))
    // “RESEARCH ARTICLE| MARCH 12 2020”
    const [, kind, behind] =
      /^([^|•]{3,50}) ?[|•] ?(\p{L}{3,9}\.? \d{1,2},? \d{4}|\d{1,2} \p{L}{3,9}\.? \d{4})$/u.exec(line.text) ?? []
    if (kind !== undefined && behind !== undefined && kindOf({ ...line, text: kind.trim() })) return wholeDay(behind)
    // “Front. Psychol., 15 January 2015 | doi: …”
    const cell = /^[^|•]{3,80}, (\d{1,2} \p{L}{3,9} \d{4}) ?[|•]/u.exec(line.text)?.[1]
    if (cell !== undefined && /doi/i.test(line.text)) return wholeDay(cell)
  }
  return undefined
}

const isDoiLine = (text: string) => text.length < 80 && doisIn(text).length === 1

function wholeDay(text: string): string | undefined {
  const found = dateAtStart(text)
  return found && typeof found.date === 'string' && found.date.length === 10 && text.length - found.length < 2
    ? found.date
    : undefined
}
