/** 024 and 041: identifiers of the article, languages of its text and its abstracts. */
import type { Article } from '../../../schemas/article.ts'
import { bibliographicLanguage } from '../../article/language-codes.ts'
import { each, type Markup, none, sequence } from '../../text/markup.ts'
import { data, repeated } from './field.ts'
import { languageCode } from './fixed.ts'

/** First indicator 7: the source is named in $2; 8: the kind of identifier is no code, and stands in $q. */
export const identifiers = ({ doi, identifiers }: Article): Markup =>
  sequence(
    data(
      '024',
      '7 ',
      doi === undefined
        ? []
        : [
            ['a', doi],
            ['2', 'doi'],
          ],
    ),
    each(identifiers, ({ type, value }) =>
      /^[a-z][a-z0-9-]*$/.test(type)
        ? data('024', '7 ', [
            ['a', value],
            ['2', type],
          ])
        : data('024', '8 ', [
            ['a', value],
            ['q', type],
          ]),
    ),
  )

/** Codes of MARC; where they do not say all that the tags say, the tags once more with their source. */
export function languages({ language, abstracts = [] }: Article): Markup {
  const ofAbstracts = abstracts.flatMap(({ language }) => (language === undefined ? [] : [language]))
  const tags = language === undefined ? ofAbstracts : [language, ...ofAbstracts]
  if (tags.length === 0) return none
  const isCode = tags.every((tag) => !tag.includes('-') && bibliographicLanguage(tag) !== undefined)
  return sequence(
    data('041', '  ', [['a', language && languageCode(language)], ...repeated('b', ofAbstracts.map(languageCode))]),
    isCode ? none : data('041', ' 7', [['a', language], ...repeated('b', ofAbstracts), ['2', 'rfc5646']]),
  )
}
