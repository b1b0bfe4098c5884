/** aff: places of work, named by contributors through xref/@rid. */
import type { Affiliation, Article } from '../../../../schemas/article.ts'
import { each, element, leaf, type Markup, markup, none, sequence, text } from '../../../text/markup.ts'
import { claimId, type Writing } from './writing.ts'

export const affiliations = ({ affiliations }: Article, writing: Writing): Markup =>
  each(affiliations, (affiliation) => one(affiliation, claimId(writing, affiliation.id)))

/** Parts and the line as printed are two forms of one affiliation: aff-alternatives. */
function one(affiliation: Affiliation, id: string | undefined): Markup {
  const parts = partsOf(affiliation)
  if (affiliation.literal === undefined) return element('aff', parts, { id })
  const printed = (attributes: Record<string, string | undefined>) =>
    element('aff', text(affiliation.literal ?? ''), attributes)
  if (parts === '') return printed({ id })
  return element('aff-alternatives', sequence(element('aff', parts, { id }), printed({ 'specific-use': 'literal' })))
}

function partsOf(affiliation: Affiliation): Markup {
  const parts = [
    leaf('institution', affiliation.department, { 'content-type': 'dept' }),
    institution(affiliation),
    leaf('city', affiliation.city),
    leaf('state', affiliation.region),
    leaf('postal-code', affiliation.postalCode),
    country(affiliation),
  ].filter((part) => part !== '')
  return each(parts, (part, i) => (i === 0 ? part : sequence(markup`, `, part)))
}

function institution({ name, ror, isni, grid }: Affiliation): Markup {
  if (ror === undefined && isni === undefined && grid === undefined) return leaf('institution', name)
  return element(
    'institution-wrap',
    sequence(
      leaf('institution-id', ror, { 'institution-id-type': 'ror' }),
      leaf('institution-id', isni, { 'institution-id-type': 'isni' }),
      leaf('institution-id', grid, { 'institution-id-type': 'grid' }),
      leaf('institution', name),
    ),
  )
}

const country = ({ country, countryCode }: Affiliation): Markup =>
  countryCode === undefined && country === undefined
    ? none
    : element('country', text(country ?? ''), { country: countryCode })
