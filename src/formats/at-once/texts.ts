/** Titles, abstracts, keywords and the like of plain words: what becomes of them in formats of one line or one list. */
import type { Abstract, Article, KeywordGroup } from '../../../schemas/article.ts'
import { standingOf } from '../../article/standing.ts'
import { plainText } from '../../text/rich.ts'
import { type AtOnce, isAbsentOr, isProse, isTerm, withFields } from './values.ts'

const isProseOrAbsent = isAbsentOr(isProse)

type RichField = 'title' | 'subtitle' | 'shortTitle'

/** What a format says of rich text; one with mark-up of its own has none for what is plain to see. */
export type TextOf = (rich: string) => string

/** A text by itself. */
export const proseIn =
  (field: RichField, textOf: TextOf = plainText): AtOnce =>
  (article) => {
    const rich = article[field]
    if (rich === undefined) return article
    const plain = textOf(rich)
    if (!isProse(plain)) return undefined
    return plain === rich ? article : withFields(article, { [field]: plain })
  }

const titleIn = proseIn('title')

/** A title without subtitle. */
export const titleAlone: AtOnce = (article, readBack) =>
  article.subtitle === undefined && article.title !== undefined ? titleIn(article, readBack) : undefined

/** A title without any other, of an article that still stands: nothing is said before it. */
export const onlyTitle: AtOnce = (article, readBack) =>
  article.title !== undefined &&
  !/^(?:<[a-z]+>)*(?:retract|correct|expression|withdraw)/i.test(article.title) &&
  (article.subtitle ?? article.shortTitle ?? article.translatedTitles) === undefined &&
  standingOf(article) === undefined
    ? titleIn(article, readBack)
    : undefined

/** Nobody takes a text of this length for a heading without an abstract. */
const shortest = 80

export function isPlainAbstract({ sections, language }: Abstract, textOf: TextOf = plainText): boolean {
  const isPlain = (rich: string) => isProse(textOf(rich))
  if (language !== undefined && !/^[a-z]{2}$/.test(language)) return false
  if ((sections[0]?.paragraphs[0]?.length ?? 0) < shortest) return false
  return sections.every(
    ({ title, paragraphs }) =>
      (title === undefined || isPlain(title)) && paragraphs.length > 0 && paragraphs.every(isPlain),
  )
}

/** One abstract alone, as the paragraphs that `said` makes of it. */
export const oneAbstract =
  (said: (abstract: Abstract) => readonly string[], textOf?: TextOf): AtOnce =>
  (article) => {
    const [first, ...others] = article.abstracts ?? []
    if (first === undefined || others.length > 0 || !isPlainAbstract(first, textOf)) return undefined
    return withFields(article, { abstracts: [{ sections: [{ paragraphs: [...said(first)] }] }] })
  }

const arePlainTerms = ({ keywords = [] }: Article): boolean =>
  keywords.every(({ terms, language, vocabulary }) => {
    if (language !== undefined && !/^[a-z]{2}$/.test(language)) return false
    return terms.length > 0 && isProseOrAbsent(vocabulary) && terms.every(isTerm)
  })

/** All terms in one group. */
export const oneGroup: AtOnce = (article) => {
  const { keywords = [] } = article
  if (!arePlainTerms(article)) return undefined
  // What else is known of a group is lost in formats of one list.
  return keywords.length < 2
    ? article
    : withFields(article, { keywords: [{ terms: keywords.flatMap(({ terms }) => terms) }] })
}

/** Groups as they are, where no two neighbours are `moved`: as one, or the second before the first. */
export const neighbours =
  (areMoved: (one: KeywordGroup, next: KeywordGroup) => boolean): AtOnce =>
  (article) => {
    const { keywords = [] } = article
    if (!arePlainTerms(article)) return undefined
    return keywords.some((group, at) => at > 0 && areMoved(keywords[at - 1] as KeywordGroup, group)) // at > 0
      ? undefined
      : article
  }
