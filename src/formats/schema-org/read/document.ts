/** A document of JSON-LD: one work, a list, a graph, or a page whose main entity is the work. */
import { Refusal } from '../../../article/refusal.ts'
import type { Reading } from '../../codec.ts'
import { readArticle } from './article.ts'
import { isNode, type Known, leaves, sourceOf, typesOf } from './source.ts'

type Members = Readonly<Record<string, unknown>>

interface Candidate {
  readonly node: Members
  readonly path: string
}

const articles =
  /^(?:Scholarly|MedicalScholarly|Tech|News|Report|Satirical|Social|Liveblog|LiveBlog|Discussion|Advertiser|OpinionNews|ReviewNews|Analysis|Background|Reportage|AskPublic)?(?:Article|BlogPosting|NewsArticle|MediaPosting|ForumPosting)$|^(?:Report|Review|MedicalScholarlyArticle|BlogPosting)$/
/** Works that are cited like articles and read as one, with a note. */
const otherWorks =
  /^(?:CreativeWork|Dataset|DataDownload|Book|Chapter|Thesis|PresentationDigitalDocument|DigitalDocument|SoftwareSourceCode|SoftwareApplication|Collection|DataCatalog|Protocol|HowTo|Poster|Manuscript|Legislation|ImageObject|VideoObject|AudioObject|LearningResource|Course)$/

export const isArticleType = (type: string): boolean => articles.test(type)
export const isOtherWork = (type: string): boolean => otherWorks.test(type)

/** The works of a value that was JSON; throws `Refusal('unreadable')` where there is none. */
export function readSchemaOrg(value: unknown): Reading[] {
  const all = candidatesOf(value, '')
  const known = new Map<string, Members>()
  for (const { node } of all) index(node, known)
  const mains = mainsOf(all, known)
  const isWhole = (type: RegExp) => mains.filter(({ node }) => typesOf(node).some((one) => type.test(one)))
  const found = isWhole(articles).length > 0 ? isWhole(articles) : isWhole(otherWorks)
  if (found.length === 0) throw nothing(mains)
  const readings = found.map((one) => reading(one, known))
  const others = all.filter(({ node }) => !found.some((one) => one.node === node))
  return withOthers(readings, others, found)
}

function nothing(mains: readonly Candidate[]): Refusal {
  const [first] = mains
  const types = first === undefined ? [] : typesOf(first.node)
  return new Refusal(
    'unreadable',
    types.length === 0
      ? 'This is JSON, but no node of it has a type of schema.org. Send a node whose @type is ScholarlyArticle.'
      : `The document describes a ${types.join(' and ')}, not an article. Send a node whose @type is ScholarlyArticle.`,
  )
}

function candidatesOf(value: unknown, path: string, depth = 0): Candidate[] {
  if (depth > 4) return []
  if (Array.isArray(value)) return value.flatMap((one, at) => candidatesOf(one, `${path}/${at}`, depth + 1))
  if (!isNode(value)) return []
  const graph = Object.hasOwn(value, '@graph') ? value['@graph'] : undefined
  if (graph !== undefined) return candidatesOf(graph, `${path}/@graph`, depth + 1)
  return [{ node: value, path }]
}

/** Nodes at the top of the document and below them, to find what a bare `@id` points to. */
function index(node: Members, known: Map<string, Members>, depth = 0): void {
  const id = Object.hasOwn(node, '@id') ? node['@id'] : undefined
  if (typeof id === 'string' && Object.keys(node).length > 2 && !known.has(id)) known.set(id, node)
  if (depth > 6) return
  for (const value of Object.values(node)) {
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) index(one, known, depth + 1)
  }
}

/** A page whose main entity is a work stands for the work. */
function mainsOf(all: readonly Candidate[], known: Known): Candidate[] {
  return all.map(({ node, path }) => {
    const main = Object.hasOwn(node, 'mainEntity') ? node.mainEntity : undefined
    const [first] = Array.isArray(main) ? main : [main]
    if (!isNode(first) || typesOf(node).some((type) => articles.test(type))) return { node, path }
    const id = first['@id']
    const entity = Object.keys(first).length <= 2 && typeof id === 'string' ? (known.get(id) ?? first) : first
    return typesOf(entity).some((type) => articles.test(type) || otherWorks.test(type))
      ? { node: entity, path: `${path}/mainEntity` }
      : { node, path }
  })
}

function reading({ node, path }: Candidate, known: Known): Reading {
  const read = readArticle(sourceOf(node, path, known), path === '' ? '/' : path)
  const type = typesOf(node).find((one) => otherWorks.test(one))
  if ('refusal' in read || type === undefined || typesOf(node).some((one) => articles.test(one))) return read
  read.draft.type ??= 'other'
  const message = `The source calls this a ${type}; it is read as an article of type “other”.`
  return {
    ...read,
    notes: [...read.notes, { severity: 'note', code: 'item-type', pointer: '/type', message, value: type }],
  }
}

/** What stands beside the works in one document is kept with the first, or refused where it stands in a list of them. */
function withOthers(readings: Reading[], others: readonly Candidate[], found: readonly Candidate[]): Reading[] {
  const [first] = readings
  if (first === undefined || 'refusal' in first) return readings
  const isMain = ({ node }: Candidate) => found.some((one) => one.node === node.mainEntity)
  const rest = others.flatMap((one) => {
    const { mainEntity, ...page } = one.node
    return leaves(isMain(one) ? page : { ...page, ...(mainEntity !== undefined && { mainEntity }) }, one.path)
  })
  if (rest.length > 0) first.draft.unmapped = [...(first.draft.unmapped ?? []), ...rest]
  return readings
}
