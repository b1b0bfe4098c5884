/** DataBankName: registries of clinical trials and collections of data, as NLM spells them. */
import type { Draft } from '../../../schemas/article.ts'
import { parseDoi } from '../../article/doi.ts'

const registries: ReadonlySet<string> = new Set(
  'anzctr chictr cris ctis ctri clinicaltrials.gov clinicaltrials drks eudract ichushinctr irct isrctn itmctr japiccti jmacct jprn jrct kct lbctr nct ntr pactr phrr rebec repec rpcec slctr tctr umin umin-ctr'.split(
    ' ',
  ),
)

/** “UMIN CTR”, “UMIN-CTR”. */
export const isRegistry = (name: string): boolean => registries.has(name.trim().toLowerCase().replace(/ /g, '-'))

/** A number of a registry is a trial’s; an accession number of a data bank names a dataset. */
export function addAccession(draft: Draft, bank: string, number: string): void {
  if (isRegistry(bank)) {
    draft.clinicalTrials = [...(draft.clinicalTrials ?? []), { number, registry: bank }]
    return
  }
  const doi = parseDoi(number)
  draft.relations ??= []
  draft.relations.push({
    type: 'has-dataset',
    ...(doi !== undefined && { doi }),
    identifier: number,
    identifierType: bank,
  })
}
