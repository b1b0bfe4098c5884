/** What tells the article apart: ids, version, categories, pages. */
import type { Article } from '../../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, text, wrap } from '../../../text/markup.ts'
import { journalArticleVersions, pubIdTypes } from '../vocabulary.ts'
import type { Writing } from './writing.ts'

export const articleIds = ({ doi, identifiers }: Article): Markup =>
  sequence(
    leaf('article-id', doi, { 'pub-id-type': 'doi' }),
    each(identifiers, ({ type, value }) =>
      pubIdTypes.has(type) && type !== 'doi'
        ? leaf('article-id', value, { 'pub-id-type': type })
        : leaf('article-id', value, { 'pub-id-type': 'custom', 'custom-type': type }),
    ),
  )

export function articleVersion({ contentVersion }: Article): Markup {
  if (contentVersion === undefined) return none
  const version = journalArticleVersions[contentVersion]
  return version === undefined
    ? leaf('article-version', contentVersion, { 'article-version-type': contentVersion })
    : leaf('article-version', version.code, {
        'article-version-type': version.code,
        vocab: 'JAV',
        'vocab-identifier': 'http://www.niso.org/publications/rp/RP-8-2008.pdf',
        'vocab-term': version.term,
      })
}

export const categories = ({ heading, subjects }: Article): Markup =>
  wrap(
    'article-categories',
    sequence(
      wrap('subj-group', leaf('subject', heading), { 'subj-group-type': 'heading' }),
      wrap(
        'subj-group',
        each(subjects, (subject) => leaf('subject', subject)),
        { 'subj-group-type': 'subject' },
      ),
    ),
  )

/** Pages and e-location exclude each other in JATS, and a span without a first page is not valid in Publishing. */
export function pages({ articleNumber, pages }: Article, { extras }: Writing): Markup {
  if (articleNumber !== undefined) {
    if (pages !== undefined) extras.push(['/pages', pages])
    return leaf('elocation-id', articleNumber)
  }
  if (pages === undefined) return none
  const { first, last, literal } = pages
  if (first !== undefined) return sequence(leaf('fpage', first), leaf('lpage', last), leaf('page-range', literal))
  if (last !== undefined) extras.push(['/pages/last', last])
  if (literal === undefined) return none
  return sequence(element('fpage', text(firstOf(literal)), { 'content-type': 'derived' }), leaf('page-range', literal))
}

const firstOf = (span: string): string => /^[^\s,;–—-]+/.exec(span)?.[0] ?? span
