/** What a work of the API says only in a coarser form. */
import { doiKey } from '../../article/doi.ts'
import { registryType } from '../../article/registry-type.ts'
import { change } from '../change.ts'
import type { Coarsening } from '../codec.ts'
import { rewritten } from '../crossref/coarser.ts'
import { dateRow } from './coarsen/dates.ts'
import { peopleRows } from './coarsen/people.ts'
import { placeRows } from './coarsen/place.ts'
import { referenceRows } from './coarsen/references.ts'
import { relationRow } from './coarsen/relations.ts'
import { rightsRows } from './coarsen/rights.ts'
import { face, titleRow } from './coarsen/titles.ts'
import { readWork } from './read/work.ts'
import { crossrefWork } from './write.ts'

const site = { baseUrl: 'https://example.org', name: '' }

export const coarsenings: readonly Coarsening[] = [
  rewritten('unmapped', 'members of the API that the record has no place for', (article) =>
    article.unmapped === undefined
      ? undefined
      : // As it leaves the service: what is undefined is not there.
        readWork(JSON.parse(JSON.stringify(crossrefWork(article, site)))).draft.unmapped,
  ),
  // The citation’s date and the original title are found in the whole article.
  relationRow,
  titleRow,
  face('shortTitle'),
  dateRow,
  ...peopleRows,
  ...rightsRows,
  ...placeRows,
  ...referenceRows,
  change('type', 'the registry’s types of works', (type, article) =>
    type === 'preprint' ||
    type === 'peer-review' ||
    type === 'dissertation' ||
    registryType(article) !== 'journal-article'
      ? type
      : undefined,
  ),
  change('doi', 'in lower case', (doi) => doiKey(String(doi))),
  change('abstracts/*', 'the first abstract alone', (abstract, _, { key }) => (key === '0' ? abstract : undefined)),
]
