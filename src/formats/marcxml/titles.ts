/** 245, 246, 264 and 336-338: what the article is called, who published it and when, and that it is text online. */
import type { Article, ArticleDate } from '../../../schemas/article.ts'
import { dateWords } from '../../article/in-words.ts'
import { nonFiling } from '../../article/initial-article.ts'
import { each, type Markup, none, sequence } from '../../text/markup.ts'
import { plainOf } from '../plain.ts'
import { data } from './field.ts'

/**
 * 245 is mandatory; its first indicator says whether a name is the main entry, its second how many characters are passed
 * over in sorting. 246: 11 parallel title, 17 running title.
 */
export function titles(article: Article, hasMainEntry: boolean): Markup {
  const { subtitle, shortTitle, translatedTitles, language } = article
  const title = plainOf(article.title)
  return sequence(
    data('245', `${hasMainEntry ? 1 : 0}${title === undefined ? 0 : nonFiling(title, language)}`, [
      ['a', title ?? '[No title]'],
      ['b', plainOf(subtitle)],
    ]),
    each(translatedTitles, ({ title, subtitle, language }) =>
      data('246', '11', [
        ['a', plainOf(title)],
        ['b', plainOf(subtitle)],
        ['g', language],
      ]),
    ),
    data('246', '17', [['a', plainOf(shortTitle)]]),
  )
}

/** Second indicator 1: publication; 4: copyright notice date. */
export const publication = ({ journal, copyright }: Article, date: ArticleDate | undefined): Markup =>
  sequence(
    data('264', ' 1', [
      ['a', journal?.publisher?.place],
      ['b', journal?.publisher?.name],
      ['c', date && dateWords(date)],
    ]),
    copyright?.year === undefined ? none : data('264', ' 4', [['c', `©${copyright.year}`]]),
  )

/** RDA content, media and carrier: text, computer, online resource. */
export const carrier: Markup = sequence(
  data('336', '  ', [
    ['a', 'text'],
    ['b', 'txt'],
    ['2', 'rdacontent'],
  ]),
  data('337', '  ', [
    ['a', 'computer'],
    ['b', 'c'],
    ['2', 'rdamedia'],
  ]),
  data('338', '  ', [
    ['a', 'online resource'],
    ['b', 'cr'],
    ['2', 'rdacarrier'],
  ]),
)
