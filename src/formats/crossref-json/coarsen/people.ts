/** Contributors and their places of work as the API says them. */
import type { Contributor } from '../../../../schemas/article.ts'
import { change, without } from '../../change.ts'
import type { Coarsening } from '../../codec.ts'
import { regrouped, rewritten } from '../../crossref/coarser.ts'
import { readName, renamed } from '../../crossref/read/people.ts'
import { lists, saidName, saidPlace } from '../names.ts'
import { contributorLists } from '../read/contributors.ts'

const listOrder = contributorLists.map(([list]) => list)
const orderOf = ({ role }: Contributor): number => listOrder.indexOf(lists[role])

export const peopleRows: readonly Coarsening[] = [
  rewritten('contributors', 'a list for each role: authors, editors, translators, chairs, others', ({ contributors }) =>
    contributors?.toSorted((a, b) => orderOf(a) - orderOf(b)),
  ),
  change('contributors/*', 'family and given names with their particles, or a name in one piece', (one) => {
    const contributor = one as Contributor // the field’s own shape
    const name = readName(saidName(contributor))
    return name && renamed(contributor, name)
  }),
  without<Contributor>(
    'contributors/*',
    'an ORCID iD is confirmed or nothing is said',
    ({ orcid, orcidAuthenticated }) =>
      orcid === undefined || orcidAuthenticated !== true ? ['orcidAuthenticated'] : [],
  ),
  change('contributors/*/corresponding', 'said only where it is so', (flag) => flag || undefined),
  regrouped('at each contributor who names it: a name, a department, an address in one line', saidPlace, () => true),
]
