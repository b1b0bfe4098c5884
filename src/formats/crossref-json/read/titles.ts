/** title, subtitle, short-title, original-title: lists without languages. */
import type { Article } from '../../../../schemas/article.ts'
import { note, type Reading } from '../../crossref/read/context.ts'
import { richText } from '../../crossref/read/text.ts'
import type { Work } from '../work.ts'
import { strings } from './members.ts'

export function readTitles(work: Work, reading: Reading): void {
  const titles = strings(work.title)
  const [own, inner] = titles.length === 1 ? withoutSubtitle(titles[0] ?? '') : [undefined]
  const others = strings(work.subtitle).length + strings(work['original-title']).length
  // Most works have one title and nothing beside it.
  const title = titles.length === 1 && inner === undefined && others === 0 ? richText(titles[0] ?? '') : undefined
  if (title !== undefined) reading.draft.title = title
  else readSeveral(work, own === undefined ? titles : [own], inner, reading)
  const [short, ...more] = rich(work['short-title'])
  if (short !== undefined) reading.draft.shortTitle = short
  for (const other of more) reading.unmapped.push({ path: '/short-title', value: other })
}

function readSeveral(work: Work, titles: readonly string[], inner: string | undefined, reading: Reading): void {
  const subtitles = rich(work.subtitle)
  const said = pairedTitles(rich(titles), subtitles.length > 0 ? subtitles : rich(inner), rich(work['original-title']))
  Object.assign(reading.draft, said.titles)
  for (const { title } of said.titles.translatedTitles ?? []) {
    const message = 'A second title is read as the title in another language, which the work does not name.'
    note(reading, 'title-second', '/translatedTitles', message, title)
  }
  for (const [at, subtitle] of said.left.entries())
    reading.unmapped.push({ path: `/subtitle/${at + 1}`, value: subtitle })
}

function rich(value: unknown): readonly string[] {
  const said = strings(value)
  if (said.length === 0) return said
  return said.map(richText).filter((text) => text !== undefined)
}

/** “PULMONARY ABSCESS&lt;SUBTITLE&gt;Report of a case&lt;/SUBTITLE&gt;” (American Medical Association). */
function withoutSubtitle(title: string): readonly [string?, string?] {
  if (!/[<&]/.test(title)) return [undefined]
  const match = /(?:<|&lt;)subtitle(?:>|&gt;)/i.exec(title)
  if (match === null) return [undefined]
  const rest = title.slice(match.index + match[0].length).replace(/(?:<|&lt;)\/subtitle(?:>|&gt;)/i, '')
  return [title.slice(0, match.index), rest]
}

type Titles = Pick<Article, 'title' | 'subtitle' | 'translatedTitles'>

/**
 * The first title is the article’s; a subtitle belongs to another one only where every title has one. Japanese works have
 * a blank title beside the original one (10.3775/jie.6.509a).
 */
export function pairedTitles(
  titles: readonly string[],
  subtitles: readonly string[],
  originals: readonly string[],
): { readonly titles: Titles; readonly left: readonly string[] } {
  const [title, ...others] = [...titles, ...originals]
  const isPaired = subtitles.length > 1 && subtitles.length === titles.length + originals.length
  const translated = others.map((one, at) => {
    const subtitle = isPaired ? subtitles[at + (title === undefined ? 0 : 1)] : undefined
    return { title: one, ...(subtitle !== undefined && { subtitle }) }
  })
  const told = translated.filter((one) => one.title !== title || one.subtitle !== undefined)
  const subtitle = subtitles[0]
  return {
    titles: {
      ...(title !== undefined && { title }),
      ...(subtitle !== undefined && (title !== undefined || !isPaired) && { subtitle }),
      ...(told.length > 0 && { translatedTitles: told }),
    },
    left: isPaired ? [] : subtitles.slice(1),
  }
}
