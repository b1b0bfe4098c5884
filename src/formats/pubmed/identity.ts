/** Titles, pages and identifiers of the article. */
import type { Article } from '../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, text, wrap } from '../../text/markup.ts'
import { rich } from './rich.ts'

/** ArticleTitle is in English; the title of an article in another language is the vernacular one beside it. */
export function titles(article: Article): Markup {
  const own = ownTitle(article)
  const english = article.translatedTitles?.find((title) => isEnglish(article, title))
  if (english === undefined) return element('ArticleTitle', own)
  return sequence(
    element('ArticleTitle', withSubtitle(english.title, english.subtitle)),
    own === '' ? none : element('VernacularTitle', own),
  )
}

/** The title in English of an article that is in another language. */
export const isEnglish = ({ language }: Article, title: { readonly language?: string }): boolean =>
  language !== undefined && !/^en\b/i.test(language) && title.language !== undefined && /^en\b/i.test(title.language)

const ownTitle = ({ title, subtitle }: Article): Markup =>
  title === undefined ? rich(subtitle ?? '') : withSubtitle(title, subtitle)

/** Title and subtitle as one rich text. */
export const titleLine = (title: string, subtitle: string | undefined): string =>
  subtitle === undefined ? title : `${title}${/[?!.:]$/.test(title) ? ' ' : ': '}${subtitle}`

const withSubtitle = (title: string, subtitle: string | undefined): Markup =>
  subtitle === undefined ? rich(title) : sequence(rich(title), text(/[?!.:]$/.test(title) ? ' ' : ': '), rich(subtitle))

/** @LZero keeps leading zeros of a page as printed. */
export const pages = ({ pages }: Article): Markup =>
  sequence(
    leaf('FirstPage', pages?.first ?? pages?.literal, { LZero: 'save' }),
    pages?.first === undefined ? none : leaf('LastPage', pages.last),
  )

/** An article number is a publisher’s item identifier here. */
export const locations = ({ articleNumber, doi }: Article): Markup =>
  sequence(leaf('ELocationID', articleNumber, { EIdType: 'pii' }), leaf('ELocationID', doi, { EIdType: 'doi' }))

/** ArticleId/@IdType. */
export const identifierTypes: Readonly<Record<string, string>> = {
  pii: 'pii',
  'publisher-id': 'pii',
  pmid: 'pubmed',
  pmcid: 'pmc',
  sici: 'sici',
}

export const articleIds = ({ doi, identifiers }: Article): Markup =>
  wrap(
    'ArticleIdList',
    sequence(
      leaf('ArticleId', doi, { IdType: 'doi' }),
      each(identifiers, ({ type, value }) => {
        const idType = identifierTypes[type]
        return idType === undefined ? none : leaf('ArticleId', value, { IdType: idType })
      }),
    ),
  )
