/** relatedItem[@type="host"]: the journal, and the place in it. */
import type { Article, Journal } from '../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, text, wrap } from '../../text/markup.ts'
import { dated } from './origin.ts'
import { languages } from './parts.ts'

export const host = (article: Article): Markup =>
  wrap('relatedItem', sequence(article.journal === undefined ? none : journal(article.journal), part(article)), {
    type: 'host',
  })

const journal = ({ title, abbreviatedTitles, issn, identifiers, publisher, language }: Journal): Markup =>
  sequence(
    wrap('titleInfo', leaf('title', title)),
    each(abbreviatedTitles, ({ title, type }) =>
      element('titleInfo', leaf('title', title), { type: 'abbreviated', displayLabel: type }),
    ),
    wrap('originInfo', publisher === undefined ? none : publishing(publisher)),
    languages(language),
    leaf('identifier', issn?.print, { type: 'issn', displayLabel: 'print' }),
    leaf('identifier', issn?.electronic, { type: 'issn', displayLabel: 'electronic' }),
    leaf('identifier', issn?.linking, { type: 'issn-l' }),
    each(issn?.unspecified, (value) => leaf('identifier', value, { type: 'issn' })),
    each(identifiers, ({ type, value }) => leaf('identifier', value, { type })),
  )

function publishing({ name, place, ror }: NonNullable<Journal['publisher']>): Markup {
  const authority = ror === undefined ? undefined : { authority: 'ror', authorityURI: 'https://ror.org', valueURI: ror }
  return sequence(
    wrap('place', leaf('placeTerm', place, { type: 'text' })),
    name === undefined && ror === undefined ? none : element('publisher', text(name ?? ''), authority),
  )
}

/** detail/@type “article” for the number of an article: seen in use, the schema leaves it open. */
function part(article: Article): Markup {
  const { volume, issue, issueTitle, supplement, specialIssue, articleNumber, dates } = article
  const date = dates?.issue ?? dates?.publishedPrint
  return wrap(
    'part',
    sequence(
      detail('volume', leaf('number', volume)),
      detail('issue', sequence(leaf('number', issue), leaf('title', issueTitle))),
      detail('supplement', leaf('number', supplement)),
      detail('special issue', leaf('title', specialIssue)),
      detail('article', leaf('number', articleNumber)),
      pages(article.pages),
      date === undefined ? none : dated('date', date),
    ),
  )
}

export const detail = (type: string, content: Markup): Markup => wrap('detail', content, { type })

export const pages = (pages: Article['pages']): Markup =>
  pages === undefined
    ? none
    : wrap('extent', sequence(leaf('start', pages.first), leaf('end', pages.last), leaf('list', pages.literal)), {
        unit: 'pages',
      })
