/** relatedItem: how the article stands to other works, and the trials it reports. */
import type { Article, Relation, RelationType } from '../../../schemas/article.ts'
import { relationLabels } from '../../article/in-words.ts'
import { each, element, leaf, type Markup, none, sequence, wrap } from '../../text/markup.ts'
import { uri } from '../plain.ts'
import { dated } from './origin.ts'

/** relatedItem/@type is a closed list; what is not in it is @otherType, never both (MODS User Guidelines). */
const types: Readonly<Partial<Record<RelationType, string>>> = {
  'has-preprint': 'otherVersion',
  'is-preprint-of': 'otherVersion',
  'is-version-of': 'otherVersion',
  'has-version': 'otherVersion',
  'is-translation-of': 'otherVersion',
  'has-translation': 'otherVersion',
  reviews: 'reviewOf',
  references: 'references',
}

export const relations = ({ relations }: Article): Markup => each(relations, related)

function related({ type, doi, url, identifier, identifierType, label, date }: Relation): Markup {
  const known = types[type]
  return element(
    'relatedItem',
    sequence(
      date === undefined ? none : element('originInfo', dated('dateOther', date, { type: 'relation' })),
      leaf('note', label),
      leaf('identifier', doi, { type: 'doi' }),
      identifier === undefined && identifierType === undefined
        ? none
        : leaf('identifier', identifier ?? '—', { type: identifierType }),
      wrap('location', leaf('url', url && uri(url))),
    ),
    { type: known, otherType: known === undefined ? type : undefined, displayLabel: relationLabels[type] },
  )
}

/** The registry is an attribute of the number: one and the same text may be a DOI or a name. */
export const trials = ({ clinicalTrials }: Article): Markup =>
  each(clinicalTrials, ({ number, registry, stage }) =>
    element(
      'relatedItem',
      sequence(leaf('note', stage, { type: 'stage' }), leaf('identifier', number, { type: registry })),
      { otherType: 'clinical trial', displayLabel: 'Clinical trial' },
    ),
  )
