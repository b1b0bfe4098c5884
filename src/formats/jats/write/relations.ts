/** self-uri, related-article, related-object: where the full text is and how the article stands to other works. */
import type { Article, ArticleDate } from '../../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, text } from '../../../text/markup.ts'
import { linkTitles, objectRelations, relatedArticleTypes } from '../vocabulary.ts'
import { dateElement } from './dates.ts'
import type { Writing } from './writing.ts'

/** JATS 1.3 has no place for a media type. */
export const selfUris = ({ links }: Article, { version, extras }: Writing): Markup =>
  each(links, ({ url, kind, mediaType, contentVersion }, i) => {
    if (version === '1.3' && mediaType !== undefined) extras.push([`/links/${i}/mediaType`, mediaType])
    const type = version === '1.3' ? undefined : mediaType
    const slash = type?.indexOf('/') ?? -1
    return element('self-uri', none, {
      mimetype: slash === -1 ? type : type?.slice(0, slash),
      'mime-subtype': slash === -1 ? undefined : type?.slice(slash + 1),
      'content-type': kind,
      'specific-use': contentVersion,
      'xlink:title': linkTitles[kind],
      'xlink:href': url,
    })
  })

export const relatedWorks = ({ relations, clinicalTrials }: Article): Markup =>
  sequence(each(relations, related), each(clinicalTrials, trial))

type Relation = NonNullable<Article['relations']>[number]

/** The DOI or else the URL is the link; what else is known of the other work stands inside. */
function related(relation: Relation): Markup {
  const { type, doi, url, identifier, identifierType, label, date } = relation
  const content = sequence(
    doi === undefined ? none : leaf('uri', url),
    identifier === undefined && identifierType === undefined
      ? none
      : element('pub-id', text(identifier ?? ''), { 'pub-id-type': 'custom', 'custom-type': identifierType }),
    leaf('comment', label),
    date === undefined ? none : relationDate(date),
  )
  const link = { 'ext-link-type': doi === undefined ? url && 'uri' : 'doi', 'xlink:href': doi ?? url }
  return objectRelations.has(type)
    ? element('related-object', content, { 'link-type': type, ...link })
    : element('related-article', content, { 'related-article-type': relatedArticleTypes[type], ...link })
}

const relationDate = (date: ArticleDate): Markup =>
  typeof date === 'object' && 'literal' in date
    ? leaf('string-date', date.literal, { 'specific-use': 'literal' })
    : dateElement('date', date, {})

/** JATS4R, clinical trials recommendation 1.0: one number for each related-object. */
const trial = ({ number, registry, stage }: NonNullable<Article['clinicalTrials']>[number]): Markup =>
  leaf('related-object', number, {
    'source-type': 'clinical-trials-registry',
    'source-id': registry,
    'source-id-type': registry && (registry.startsWith('10.') ? 'crossref-doi' : 'registry-name'),
    'document-id': number,
    'document-id-type': 'clinical-trial-number',
    'content-type': stage,
  })
