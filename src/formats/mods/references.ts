/** relatedItem[@type="references"]: the cited works, in order. */
import type { Article, Reference } from '../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, wrap } from '../../text/markup.ts'
import { uri } from '../plain.ts'
import { detail, pages } from './host.ts'
import { leafOf, plain } from './parts.ts'

export const references = ({ references }: Article): Markup =>
  each(references, (reference) =>
    element('relatedItem', cited(reference), { type: 'references', displayLabel: reference.label }),
  )

const doi = leafOf('identifier', { type: 'doi' })
const pmid = leafOf('identifier', { type: 'pmid' })
const isbn = leafOf('identifier', { type: 'isbn' })
const issnOf = leafOf('identifier', { type: 'issn' })
const familyPart = leafOf('namePart', { type: 'family' })
const givenPart = leafOf('namePart', { type: 'given' })

const cited = (reference: Reference): Markup =>
  sequence(
    wrap('titleInfo', plain('title', reference.title)),
    each(reference.authors, author),
    leaf('genre', reference.type),
    wrap(
      'originInfo',
      sequence(
        leaf('publisher', reference.publisher),
        leaf('dateIssued', reference.year),
        leaf('edition', reference.edition),
      ),
    ),
    plain('note', reference.unstructured, { type: 'preferred citation' }),
    container(reference),
    doi(reference.doi),
    pmid(reference.pmid),
    isbn(reference.isbn),
    wrap('location', leaf('url', reference.url && uri(reference.url))),
    wrap('recordInfo', leaf('recordIdentifier', reference.key)),
  )

function author(name: NonNullable<Reference['authors']>[number]): Markup {
  if ('literal' in name) return element('name', leaf('namePart', name.literal))
  const { family, given } = name
  return element(
    'name',
    sequence(given === undefined ? leaf('namePart', family) : familyPart(family), givenPart(given)),
    { type: 'personal' },
  )
}

function container({ containerTitle, issn, volume, issue, articleNumber, pages: span }: Reference): Markup {
  const part = sequence(
    detail('volume', leaf('number', volume)),
    detail('issue', leaf('number', issue)),
    detail('article', leaf('number', articleNumber)),
    span === undefined ? none : pages(span),
  )
  return wrap(
    'relatedItem',
    sequence(wrap('titleInfo', plain('title', containerTitle)), issnOf(issn), wrap('part', part)),
    { type: 'host' },
  )
}
