/** The name of an article in a bibliography: family and year, in characters that every reader of BibTeX accepts. */
import type { Article, Contributor } from '../../schemas/article.ts'
import { plainText } from '../text/rich.ts'
import { romanisations } from '../text/romanise.ts'
import { citationDate, yearOf } from './citation-date.ts'

/** How keys are made unless a setting says otherwise. */
export const defaultKeyTemplate = '{author}{year}'

/**
 * `smith2024`; `template` may also name {title} (its first telling word), {journal}, {volume} and {page}. Without an author the first telling word of the title stands for one; without a year `nd`; without
 * anything to spell in ASCII the last part of the DOI. The same article always has the same key.
 */
export function citekey(article: Article, template: string = defaultKeyTemplate): string {
  const year = String(yearOf(citationDate(article)) ?? 'nd')
  const who = authorWord(article.contributors) || titleWord(article.title)
  if (who === '') return doiWord(article.doi) || `article${year}`
  if (template === defaultKeyTemplate) return who + year
  const words: Readonly<Record<string, string>> = {
    author: who,
    year,
    title: titleWord(article.title),
    journal: tellingWord(article.journal?.title ?? ''),
    volume: slug(article.volume ?? ''),
    page: slug(article.pages?.first ?? article.articleNumber ?? ''),
  }
  return template.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '') || who + year
}

/** Long names make long keys, and some readers cut them. */
const longest = 40

function authorWord(contributors: readonly Contributor[] | undefined): string {
  const first =
    contributors?.find(({ role }) => role === 'author') ?? contributors?.find(({ role }) => role === 'editor')
  if (!first) return ''
  if (first.kind === 'group') return tellingWord(first.name)
  if (first.kind === 'literal')
    return tellingWord(first.literal.includes(',') ? (first.literal.split(',')[0] ?? '') : first.literal)
  return slug(first.family ?? first.given ?? '')
}

const titleWord = (title: string | undefined): string => (title ? tellingWord(plainText(title)) : '')

/** Words that say nothing about a title, in the languages most titles have. */
const small = new Set(
  `a an the on of in for to and at by from with is are der die das ein eine zur zum le la les un une el los las
   o os as um uma il lo gli de des du del della van het en et und y i do da`.split(/\s+/),
)

function tellingWord(text: string): string {
  let fallback = ''
  for (const word of text.slice(0, 1000).split(/[^\p{L}\p{N}\p{M}]+/u)) {
    const spelled = slug(word)
    if (spelled === '') continue
    if (!small.has(spelled)) return spelled
    fallback ||= spelled
  }
  return fallback
}

function doiWord(doi: string | undefined): string {
  const suffix = doi?.slice(doi.indexOf('/') + 1) ?? ''
  return suffix.replace(/[^A-Za-z0-9_.:-]+/g, '-').replace(/^-+|-+$/g, '')
}

/** Small Latin letters and digits only. */
function slug(text: string): string {
  if (/^[A-Za-z]{1,40}$/.test(text)) return text.toLowerCase()
  return text
    .slice(0, 200)
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, (letter) => spellings[letter] ?? '')
    .slice(0, longest)
}

/** Letters that are no accented a–z: by their usual spelling, Cyrillic and Greek by the common romanisations. */
const spellings: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'ng',
  ə: 'e',
  ĸ: 'k',
  ŧ: 't',
  ...romanisations,
}
