/** One work of schema.org as a draft: reads as the order of the record. */
import type { Draft } from '../../../../schemas/article.ts'
import { standingOf } from '../../../article/standing.ts'
import type { Reading } from '../../codec.ts'
import { type Context, defined, keep } from '../../html/context.ts'
import { readContent } from './content.ts'
import { readEvents } from './dates.ts'
import { readIdentity } from './identity.ts'
import { readPeople } from './people.ts'
import { readContainers, readPages, readPublisher } from './place.ts'
import { readFunding, readRights } from './rights.ts'
import type { Source } from './source.ts'
import { readTitles } from './titles.ts'
import { readReferences, readRelations } from './works.ts'

export function readArticle(root: Source, place: string): Reading {
  const context: Context = { draft: {}, notes: [], unmapped: [] }
  const { draft } = context
  readIdentity(root, context)
  readTitles(root, context)
  readPeople(root, context)
  readPublisher(root, context)
  const parts = readContainers(root, context)
  const events = readEvents(root, context)
  const pages = readPages(root, draft.articleNumber)
  if (pages) draft.pages = pages
  for (const [term, field] of [
    ['volumeNumber', 'volume'],
    ['issueNumber', 'issue'],
  ] as const) {
    const value = root.text(term)
    if (value !== undefined && draft[field] === undefined) draft[field] = value
    else if (value !== undefined && value !== draft[field]) keep(context, `/${term}`, value)
  }
  readContent(root, context)
  readRights(root, context)
  readFunding(root, context)
  const about = readSubjects(root, context)
  const citation = readReferences(root, context)
  readRelations(root, { isPartOf: parts, subjectOf: events, about, citation }, context)
  readStanding(root, context)
  const left = [...context.unmapped, ...root.left().filter(({ path }) => !path.endsWith('/@type'))]
  if (left.length > 0) draft.unmapped = left
  return { place, draft, notes: context.notes }
}

/** `about` holds subjects and trials; nodes that say how they stand to the article come back. */
function readSubjects(root: Source, { draft }: Context): Source[] {
  const others: Source[] = []
  const subjects: string[] = root.texts('about').map(({ text }) => text)
  for (const node of root.nodes('about')) {
    if (node.types.includes('MedicalTrial')) readTrial(node, draft)
    else if (node.has('disambiguatingDescription') || !node.has('name')) others.push(node)
    else subjects.push(node.text('name') ?? '')
  }
  if (subjects.length > 0) draft.subjects = subjects
  return others
}

function readTrial(node: Source, draft: Draft): void {
  const number = node.text('identifier') ?? node.text('name')
  const [registry] = node
    .nodes('identifier')
    .map((one) => (one.text('propertyID') === 'registry' ? one.text('value') : undefined))
  const stage = node.text('description')
  if (number === undefined) return
  const trial = defined({ number, registry, stage }) as NonNullable<Draft['clinicalTrials']>[number] // judged by admission
  draft.clinicalTrials = [...(draft.clinicalTrials ?? []), trial]
}

/** What became of the article is said by its relations and dates; other words about its status are kept. */
function readStanding(root: Source, context: Context): void {
  const status = root.text('creativeWorkStatus')
  if (status !== undefined && status !== standingOf(context.draft)) keep(context, '/creativeWorkStatus', status)
}
