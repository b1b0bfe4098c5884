/**
 * The Crossref REST API: a row for each of its routes, over the library and the formats. It knows paths, parameters and
 * envelopes, and nothing of the server that carries them.
 */
import { Refusal } from '../article/refusal.ts'
import { registryTypes } from '../article/registry-type.ts'
import type { Match } from '../store/store.ts'
import { type Answer, failed, invalid, notFound } from './answer.ts'
import type { Parts } from './asking.ts'
import { answerFunder, answerFunders, funderScope, fundersOf } from './funders.ts'
import { answerJournal, answerJournals, journalScope, journalsOf } from './journals.ts'
import { prefixOf } from './judges.ts'
import { createKept } from './kept.ts'
import { answerAgencies, answerLicences, answerNames, answerType, answerTypes } from './lists.ts'
import { answerMember, answerMembers, answerPrefix, answerPrefixes, prefixScope } from './members.ts'
import { memberScope, membersOf } from './members-known.ts'
import { type Asked, type Query, readParameters, type Takes } from './parameters.ts'
import { answerWorks } from './works.ts'

export interface Route {
  /** With a parameter that is called `id`, or ending in `*`. */
  readonly path: string
  readonly summary: string
  readonly takes: Takes
  /** Below a version of the API alone: at the root the path is another’s. */
  readonly versioned?: true
  answer(asked: Asked, id: string): Promise<Answer> | Answer
}

export interface Crossref {
  readonly routes: readonly Route[]
  /** Judges the parameters, then answers. */
  answer(route: Route, query: Query, id: string): Promise<Answer>
}

export function createCrossref(parts: Parts): Crossref {
  return { routes: routesOf(parts), answer }
}

async function answer(route: Route, query: Query, id: string): Promise<Answer> {
  const asked = readParameters(query, route.takes)
  if (!('rows' in asked)) return invalid(asked)
  try {
    return await route.answer(asked, id)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const isOurs = error.code === 'unavailable'
    return isOurs
      ? failed(503, error.code, error.message)
      : invalid([{ type: error.code, value: '', message: error.message }])
  }
}

function routesOf(parts: Parts): readonly Route[] {
  const { library, catalogue } = parts
  const kept = <T>(make: (library: Parts['library']) => Promise<T>) =>
    createKept(
      () => make(library),
      () => library.generation(),
      () => parts.now().getTime(),
    )
  const members = kept(membersOf)
  const worksParts = { ...parts, members }
  const journals = kept(journalsOf)
  const funders = kept(fundersOf)
  /** Works of something; without works it is unknown, unless it is known otherwise. */
  const within = async (asked: Asked, scope: Match, isKnown = false): Promise<Answer> =>
    isKnown || (await library.count(scope)).count > 0 ? answerWorks(asked, worksParts, scope) : notFound
  const row = (path: string, takes: Takes, summary: string, answer: Route['answer']): Route => ({
    path,
    takes,
    summary,
    answer,
  })
  const versioned = { versioned: true } as const
  return [
    row('/works', 'works', 'Works, searched, filtered, counted', (asked) => answerWorks(asked, worksParts)),
    row('/journals', 'list', 'Journals', async (asked) => answerJournals(asked, await journals(), parts)),
    row('/journals/:id', 'one', 'A journal by its ISSN', (_, id) => answerJournal(id, parts)),
    row('/journals/:id/works', 'works', 'Works of a journal', (asked, id) => within(asked, journalScope(id))),
    row('/members', 'list', 'Publishers', async (asked) => answerMembers(asked, await members(), parts)),
    row('/members/:id', 'one', 'A publisher by its number', async (_, id) => answerMember(id, await members(), parts)),
    row('/members/:id/works', 'works', 'Works of a publisher', async (asked, id) => {
      const member = (await members()).get(id)
      return member ? within(asked, memberScope(member), true) : notFound
    }),
    row('/prefixes', 'list', 'Prefixes of DOIs', (asked) => answerPrefixes(asked, parts)),
    row('/prefixes/:id', 'one', 'A prefix of DOIs', (_, id) => answerPrefix(id, parts)),
    row('/prefixes/:id/works', 'works', 'Works under a prefix', (asked, id) => {
      const prefix = prefixOf(id)
      return prefix === undefined ? notFound : within(asked, prefixScope(prefix))
    }),
    row('/types', 'list', 'Types of works', answerTypes),
    row('/types/:id', 'one', 'A type of works', (_, id) => answerType(id)),
    row('/types/:id/works', 'works', 'Works of a type', (asked, id) =>
      within(asked, { kind: 'fact', fact: { name: 'type', value: id } }, Object.hasOwn(registryTypes, id)),
    ),
    row('/funders', 'list', 'Funders', async (asked) => answerFunders(asked, await funders())),
    // A wildcard for those who write the whole DOI: /funders/10.13039/501100000780/works.
    row('/funders/*', 'works', 'A funder, and below `/works` what it paid for', (asked, path) => {
      const id = path.replace(/\/works\/?$/, '')
      return id === path ? answerFunder(id, parts) : within(asked, funderScope(id))
    }),
    row('/licenses', 'list', 'Licences', (asked) => answerLicences(asked, parts)),
    {
      ...row('/styles', 'list', 'Citation styles', () =>
        answerNames(
          'style-list',
          catalogue.styles.map(({ id }) => id),
        ),
      ),
      ...versioned,
    },
    {
      ...row('/locales', 'list', 'Locales of citations', () => answerNames('locale-list', catalogue.locales)),
      ...versioned,
    },
    row('/doiRA/*', 'one', 'Whose DOIs they are', (_, path) => answerAgencies(path, parts)),
  ]
}
