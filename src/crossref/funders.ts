/** Funders that articles name by their Open Funder Registry id. */
import { parseDoi } from '../article/doi.ts'
import { articleOf } from '../library/library.ts'
import type { Match } from '../store/store.ts'
import { type Answer, notFound, ok } from './answer.ts'
import type { Asking, Parts } from './asking.ts'
import { factMatch } from './coverage.ts'
import { answerList, tokensOf } from './derived.ts'
import type { Asked } from './parameters.ts'

export interface Funder {
  readonly doi: string
  readonly names: readonly string[]
}

const mostFunders = 2000

/** `501100000780`, `10.13039/501100000780` or its URL. */
const doiOf = (id: string): string => (/^\d+$/.test(id) ? `10.13039/${id}` : (parseDoi(id) ?? id)).toLowerCase()
export const funderScope = (id: string): Match => factMatch('funder-doi', doiOf(id))

export async function fundersOf(library: Asking): Promise<readonly Funder[]> {
  const { values } = await library.facet({ facet: 'funder-doi', limit: mostFunders })
  const funders: Funder[] = []
  for (const { value } of values) funders.push(await funderAt(value, library))
  return funders
}

/** Under the names that ten of the articles give. */
async function funderAt(doi: string, library: Asking): Promise<Funder> {
  const { hits } = await library.find({ match: factMatch('funder-doi', doi), limit: 10 })
  const names = hits.flatMap(({ record }) =>
    (articleOf(record).funding ?? []).flatMap(({ funder }) =>
      funder?.doi?.toLowerCase() === doi && funder.name !== undefined ? [funder.name] : [],
    ),
  )
  return { doi, names: [...new Set(names)] }
}

export const answerFunders = (asked: Asked, funders: readonly Funder[]): Promise<Answer> =>
  answerList('funder-list', funders, asked, ({ doi, names }) => [doi, ...names].join(' '), shown)

export async function answerFunder(id: string, { library }: Parts): Promise<Answer> {
  const { count } = await library.count(funderScope(id))
  if (count === 0) return notFound
  const funder = shown(await funderAt(doiOf(id), library))
  return ok('funder', {
    ...funder,
    'work-count': count,
    'descendant-work-count': count,
    descendants: [],
    hierarchy: {},
  })
}

function shown({ doi, names }: Funder): object {
  const [name = '', ...others] = names
  return {
    id: doi.slice(doi.indexOf('/') + 1),
    location: null,
    name,
    'alt-names': others,
    uri: `https://doi.org/${doi}`,
    replaces: [],
    'replaced-by': [],
    tokens: tokensOf(name),
  }
}
