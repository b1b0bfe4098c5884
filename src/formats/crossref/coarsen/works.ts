/** Relations, links, identifiers and pages as Crossref’s schema says them. */
import type { Article, Relation } from '../../../../schemas/article.ts'
import { change } from '../../change.ts'
import type { Coarsening } from '../../codec.ts'
import { rewritten } from '../coarser.ts'
import { groupedLinks, writtenIdentifier, writtenLink, writtenPages } from '../identity.ts'
import { targetOf } from '../programs.ts'
import { newReading } from '../read/context.ts'
import { putIdentifier } from '../read/identity.ts'
import { addLink, isPageOf, linkOf } from '../read/links.ts'
import { joinedPages } from '../read/pages.ts'
import { relationOf, relationType, target } from '../read/relations.ts'
import { relationRows } from '../vocabulary.ts'

export const workRows: readonly Coarsening[] = [
  change('relations/*', 'one identifier, of a kind the schema knows', (one) => {
    const relation = one as Relation // the field’s own shape
    const to = targetOf(relation)
    if (to === undefined) return undefined
    const { type, label, date } = relation
    const { isBroader, type: word } = relationRows[type]
    const read = isBroader ? type : (relationType(word) ?? 'other')
    return relationOf(read, target(to.id, to.type), label, date)
  }),
  rewritten('links', 'a landing page, then full texts by their media type, then other addresses', linksSaid),
  change(
    'identifiers/*',
    'at most ten of at most 255 characters, with types in small letters',
    (one, { doi }, { key }) => {
      const written = Number(key) < 10 ? writtenIdentifier(one as { type: string; value: string }) : undefined // an identifier
      const reading = newReading()
      if (doi !== undefined) reading.draft.doi = doi
      if (written !== undefined) putIdentifier(written.type, written.value, reading)
      return reading.draft.identifiers?.[0]
    },
  ),
  change('pages', 'a first page; a last page stands behind it', (pages) => {
    const { first, last, other } = writtenPages(pages as NonNullable<Article['pages']>) // the field’s own shape
    return joinedPages(first, last, other)
  }),
]

function linksSaid(article: Article): Article['links'] {
  const { landing, texts, others } = groupedLinks(article)
  const reading = newReading()
  const said = landing === undefined ? undefined : writtenLink(landing)
  if (said?.url !== undefined && !(said.mediaType === 'text/html' && isPageOf(said.url, article.doi))) {
    const { url, mediaType, version } = said
    addLink(
      { url, kind: 'landing', ...(mediaType && { mediaType }), ...(version && { contentVersion: version }) },
      reading,
    )
  }
  for (const link of [...texts, ...others]) {
    const { url, mediaType, version } = writtenLink(link)
    if (url !== undefined) addLink(linkOf(url, mediaType, version), reading)
  }
  return reading.draft.links
}
