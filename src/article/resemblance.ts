/** How well an article fits a reference as somebody printed it: which of its parts stand in the reference’s text. */
import type { Article, StoredArticle } from '../../schemas/article.ts'
import { plainText } from '../text/rich.ts'
import { citationDate, yearOf } from './citation-date.ts'
import { titleKey } from './title-key.ts'

/** A part of the article, how much it says, and how much of it (0 to 1) stands in the reference; undefined: it has none. */
interface Part {
  readonly weight: number
  readonly found: (article: Article, reference: Reference) => number | undefined
}

interface Reference {
  readonly text: string
  readonly words: ReadonlySet<string>
  readonly raw: string
}

const wordsOf = (text: string): string[] => titleKey(text).split(' ').filter(Boolean)

/** The share of the words that stand in the reference. */
function share(text: string | undefined, { words }: Reference): number | undefined {
  const own = text === undefined ? [] : wordsOf(text)
  return own.length === 0 ? undefined : own.filter((word) => words.has(word)).length / own.length
}

const has = (value: string | undefined, { words }: Reference): number | undefined =>
  value === undefined ? undefined : wordsOf(value).every((word) => words.has(word)) ? 1 : 0

function titleFound({ title, subtitle }: Article, reference: Reference): number | undefined {
  if (title === undefined) return undefined
  const key = titleKey(plainText(title))
  const found = share(plainText(title), reference) ?? 0
  const whole = key !== '' && ` ${reference.text} `.includes(` ${key} `)
  // Word for word, and longer than a heading: nothing else says as much.
  if (whole) return key.length > 12 ? 1.4 : 1
  return subtitle === undefined ? found : Math.max(found, share(plainText(`${title} ${subtitle}`), reference) ?? 0)
}

function firstAuthorFound({ contributors = [] }: Article, reference: Reference): number | undefined {
  const [first] = contributors
  if (!first) return undefined
  return share(first.kind === 'person' ? first.family : first.kind === 'group' ? first.name : first.literal, reference)
}

function authorsFound({ contributors = [] }: Article, reference: Reference): number | undefined {
  const families = contributors.slice(1, 12).flatMap((one) => (one.kind === 'person' ? [one.family ?? ''] : []))
  if (families.length === 0) return undefined
  // “et al.” leaves most out.
  return Math.min(1, families.filter((family) => has(family, reference) === 1).length / Math.min(2, families.length))
}

function journalFound({ journal }: Article, reference: Reference): number | undefined {
  const titles = [journal?.title, ...(journal?.abbreviatedTitles ?? []).map(({ title }) => title)]
  const shares = titles.map((title) => share(title, reference)).filter((one) => one !== undefined)
  const starts = journal?.title && abbreviated(journal.title, reference)
  return shares.length === 0 ? undefined : Math.max(...shares, starts || 0)
}

const small = new Set(['of', 'the', 'and', 'for', 'in', 'de', 'la', 'der', 'und'])
/** `Ann Intern Med`: the reference has a word that each word of the title begins with. */
function abbreviated(title: string, { words }: Reference): number {
  const own = wordsOf(title).filter((word) => !small.has(word))
  const begins = (word: string) => [2, 3, 4, 5, 6, 7, 8].some((length) => words.has(word.slice(0, length)))
  return own.length === 0 ? 0 : (0.9 * own.filter((word) => words.has(word) || begins(word)).length) / own.length
}

const parts: readonly Part[] = [
  { weight: 6, found: titleFound },
  { weight: 3, found: firstAuthorFound },
  { weight: 1, found: authorsFound },
  { weight: 2, found: journalFound },
  { weight: 2, found: (article, reference) => has(yearOf(citationDate(article))?.toString(), reference) },
  { weight: 2, found: ({ volume }, reference) => has(volume, reference) },
  { weight: 0.5, found: ({ issue }, reference) => has(issue, reference) },
  { weight: 3, found: ({ pages, articleNumber }, reference) => has(pages?.first ?? articleNumber, reference) },
]

/** The judge of one reference: 0 where nothing of an article stands in it, 1 where all does, more for its DOI. */
export function resemblance(text: string): (article: StoredArticle) => number {
  const key = titleKey(text)
  const reference = { text: key, words: new Set(key.split(' ')), raw: text.toLowerCase() }
  return (article) => {
    if (reference.raw.includes(article.doi.toLowerCase())) return 2 + article.doi.length / 10_000
    let sum = 0
    let most = 0
    for (const { weight, found } of parts) {
      const share = found(article, reference)
      most += weight
      sum += weight * (share ?? 0)
    }
    return sum / most
  }
}
