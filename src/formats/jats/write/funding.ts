/** funding-group: an award-group for each funder, with one funding-source (JATS4R, funding recommendation). */
import type { Article, Funding } from '../../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, text, wrap } from '../../../text/markup.ts'
import { funderRegistry } from '../vocabulary.ts'

export const fundingGroup = ({ funding, fundingStatement }: Article): Markup =>
  wrap('funding-group', sequence(each(funding, awardGroup), leaf('funding-statement', fundingStatement)))

const awardGroup = ({ funder, awards }: Funding): Markup =>
  element(
    'award-group',
    sequence(
      fundingSource(funder),
      each(awards, (award) => leaf('award-id', award)),
    ),
  )

function fundingSource(funder: Funding['funder']): Markup {
  if (funder === undefined) return none
  const { name, ror, doi } = funder
  if (ror === undefined && doi === undefined) return element('funding-source', text(name ?? ''))
  return element(
    'funding-source',
    element(
      'institution-wrap',
      sequence(
        leaf('institution-id', ror, { 'institution-id-type': 'ror' }),
        leaf('institution-id', doi, {
          'institution-id-type': 'doi',
          vocab: funderRegistry.vocab,
          'vocab-identifier': funderRegistry.identifier,
        }),
        leaf('institution', name),
      ),
    ),
  )
}
