/** fr:program, ai:program, ct:program and rel:program: funding, licences, clinical trials, related works. */
import type { Article, Funding, Relation } from '../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, text, wrap } from '../../text/markup.ts'
import { uri, wholeDay } from './values.ts'
import { registryOf, relationIdentifierTypes, relationRows, relationWords } from './vocabulary.ts'

export const programs = (article: Article): Markup => sequence(funding(article), access(article), trials(article))

/** One group for each funder, so that awards stay with it. */
const funding = ({ funding }: Article): Markup => wrap('fr:program', each(funding, fundgroup), { name: 'fundref' })

const fundgroup = ({ funder, awards }: Funding): Markup => {
  const id = funder?.doi === undefined ? none : assertion('funder_identifier', text(`https://doi.org/${funder.doi}`))
  return assertion(
    'fundgroup',
    sequence(
      funder?.name === undefined ? id : assertion('funder_name', sequence(text(funder.name), id)),
      funder?.ror === undefined ? none : assertion('ror', text(funder.ror)),
      each(awards, (award) => assertion('award_number', text(award))),
    ),
  )
}

const assertion = (name: string, content: Markup): Markup => element('fr:assertion', content, { name })

/** @start_date is a whole day (xsd:date); a year or month has no place. */
export const access = ({ freeToRead, licences }: Article): Markup =>
  wrap(
    'ai:program',
    sequence(
      freeToRead === undefined ? none : element('ai:free_to_read', none, { start_date: wholeDay(freeToRead.start) }),
      each(licences, ({ url, start, contentVersion }) =>
        leaf('ai:license_ref', licenceUri(url), {
          applies_to: contentVersion === 'unspecified' ? undefined : contentVersion,
          start_date: wholeDay(start),
        }),
      ),
    ),
    { name: 'AccessIndicators' },
  )

/** license_ref_t takes no address shorter than ten characters. */
export function licenceUri(url: string | undefined): string | undefined {
  const address = uri(url)
  return address !== undefined && address.length >= 10 ? address : undefined
}

const stages = { 'pre-results': 'preResults', results: 'results', 'post-results': 'postResults' } as const

const trials = ({ clinicalTrials }: Article): Markup =>
  wrap(
    'ct:program',
    each(clinicalTrials, (trial) => {
      const registry = registryOf(trial)
      if (registry === undefined) return none
      const type = trial.stage === undefined ? undefined : stages[trial.stage]
      return leaf('ct:clinical-trial-number', trial.number, { registry, type })
    }),
  )

export const relations = ({ relations }: Article): Markup =>
  wrap('rel:program', each(relations, related), { name: 'relations' })

/** The word of the record stands in a description where Crossref’s own type says less. */
function related({ type, label, ...relation }: Relation): Markup {
  const target = targetOf(relation)
  if (target === undefined) return none
  const row = relationRows[type]
  const words = [row.isBroader ? relationWords[type] : undefined, label].filter((word) => word !== undefined)
  return element(
    'rel:related_item',
    sequence(
      leaf('rel:description', words.join(': ')),
      element(row.element, text(target.id), { 'relationship-type': row.type, 'identifier-type': target.type }),
    ),
  )
}

/** One identifier: the DOI, otherwise the URL, otherwise whatever there is. */
export function targetOf(relation: Omit<Relation, 'type'>): { readonly id: string; readonly type: string } | undefined {
  const { doi, url, identifier, identifierType = '' } = relation
  if (doi !== undefined) return { id: doi, type: 'doi' }
  if (url !== undefined) return { id: url, type: 'uri' }
  if (identifier === undefined) return undefined
  return { id: identifier, type: relationIdentifierTypes.has(identifierType) ? identifierType : 'other' }
}
