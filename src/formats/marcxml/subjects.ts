/** 650, 653 and 655: what the article is about, and what kind of article it is. */
import type { Article } from '../../../schemas/article.ts'
import { each, type Markup, none, sequence } from '../../text/markup.ts'
import { plainText } from '../../text/rich.ts'
import { data } from './field.ts'

/** Words of the author are index terms of no vocabulary. */
export const isUncontrolled = (vocabulary: string | undefined): boolean =>
  vocabulary === undefined || /^author\b/i.test(vocabulary)

/** 650, second indicator 2: MeSH; 7: the vocabulary of $2; 4: no source, for the journal’s own. */
export const subjects = ({ keywords, subjects }: Article): Markup =>
  sequence(
    each(subjects, (subject) => data('650', ' 4', [['a', subject]])),
    each(keywords, ({ vocabulary, terms }) =>
      isUncontrolled(vocabulary) ? none : each(terms, (term) => controlled(plainText(term), vocabulary ?? '')),
    ),
    each(keywords, ({ vocabulary, terms }) =>
      isUncontrolled(vocabulary) ? each(terms, (term) => data('653', '  ', [['a', plainText(term)]])) : none,
    ),
  )

const controlled = (term: string, vocabulary: string): Markup =>
  /^mesh$/i.test(vocabulary)
    ? data('650', ' 2', [['a', term]])
    : data('650', ' 7', [
        ['a', term],
        ['2', vocabulary],
      ])

/** 655, second indicator 7: the record’s own list of types; 4: the journal’s own word. */
export const genres = ({ type, heading }: Article): Markup =>
  sequence(
    data(
      '655',
      ' 7',
      type === undefined
        ? []
        : [
            ['a', type],
            ['2', 'local'],
          ],
    ),
    data('655', ' 4', [['a', heading]]),
  )
