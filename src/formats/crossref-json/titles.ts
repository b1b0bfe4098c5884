/** Titles as the API has them: lists without languages, in which a subtitle is told by its place alone. */
import type { Article } from '../../../schemas/article.ts'
import { originalTitle } from '../crossref/identity.ts'

export interface TitleLists {
  readonly titles: readonly string[]
  readonly subtitles: readonly string[]
  readonly originals: readonly string[]
}

/** The subtitles of other titles stand there only where every title has one: otherwise nobody could tell whose they are. */
export function titleLists(article: Article): TitleLists {
  const { title, subtitle, translatedTitles = [] } = article
  const original = originalTitle(article)
  const listed = [
    ...(title === undefined ? [] : [{ title, subtitle }]),
    ...translatedTitles.filter((translated) => translated !== original),
  ]
  const all = original === undefined ? listed : [...listed, original]
  const subtitles = all.map((one) => one.subtitle).filter((one) => one !== undefined)
  const own = subtitle === undefined ? [] : [subtitle]
  return {
    titles: listed.map((one) => one.title),
    subtitles: title !== undefined && subtitles.length === all.length ? subtitles : own,
    originals: original === undefined ? [] : [original.title],
  }
}
