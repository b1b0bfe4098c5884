/** A saved page: its meta elements, then schema.org, then COinS, then what its text says. */
import type { Contributor, Draft } from '../../../schemas/article.ts'
import { Refusal } from '../../article/refusal.ts'
import { type Page, parsePage } from '../../text/html-page.ts'
import { plainText } from '../../text/rich.ts'
import type { Reading } from '../codec.ts'
import { readContext } from '../coins/read.ts'
import { readMetas } from '../highwire/read/article.ts'
import { bare } from '../highwire/read/bag.ts'
import { wordsOf } from '../highwire/read/people.ts'
import { tagOf } from '../highwire/read/tags.ts'
import { readPageText } from '../page-text.ts'
import { readSchemaOrg } from '../schema-org/read/document.ts'
import { parseData } from './data.ts'
import { mergeSources, type Said } from './merge.ts'
import { nameOf } from './merge-people.ts'
import { wallOf } from './walls.ts'

export function readPage(source: string): Reading[] {
  const page = parsePage(source)
  const metas = saidBy('the meta elements', readMetas(page.metas, 'page'))
  const isTagged = page.metas.some((meta) => (tagOf(meta)?.family ?? 'page') !== 'page') && isAbout(metas?.draft)
  const wall = isTagged ? undefined : wallOf(page)
  if (wall !== undefined) throw new Refusal('unreadable', `Not the page of an article: ${wall}.`)
  const { said: data, others, rest } = readData(page)
  const isArticle = data.length > 0
  if (!isArticle && others.length > 0 && metas?.draft.journal?.title === undefined) {
    throw new Refusal(
      'unreadable',
      `Not the page of an article: it describes a ${others.join(' and a ')} (schema.org).`,
    )
  }
  const structured = [isTagged ? metas : undefined, ...data].filter((one) => one !== undefined)
  const contexts = readContexts(page, structured)
  const text = textOf(page, [...structured, ...contexts.said])
  const sources = [...structured, ...contexts.said, text, isTagged ? undefined : metas].filter(
    (one) => one !== undefined,
  )
  const { draft, notes } = mergeSources(sources)
  const left = [...(draft.unmapped ?? []), ...rest, ...contexts.rest]
  if (left.length > 0) draft.unmapped = left
  return [{ place: 'page', draft, notes }]
}

const saidBy = (name: string, reading: Reading): Said | undefined =>
  'draft' in reading ? { name, draft: reading.draft, notes: reading.notes } : undefined

/** Whether a source tells enough to be about one article. */
const isAbout = (draft: Draft | undefined): boolean =>
  draft !== undefined &&
  draft.title !== undefined &&
  (draft.doi !== undefined ||
    draft.contributors !== undefined ||
    draft.journal !== undefined ||
    draft.abstracts !== undefined)

interface Data {
  readonly said: Said[]
  /** Types that are no article. */
  readonly others: string[]
  readonly rest: { path: string; value: unknown }[]
}

/** The first article of the page’s JSON-LD; further ones are other articles, such as those one may read next. */
function readData(page: Page): Data {
  const out: Data = { said: [], others: [], rest: [] }
  for (const script of page.data) {
    const value = parseData(script)
    if (value === undefined) {
      out.rest.push({ path: 'script[@type="application/ld+json"]', value: script.trim() })
      continue
    }
    try {
      const [reading, ...more] = readSchemaOrg(value)
      const said = reading && saidBy('schema.org', reading)
      const other = said?.notes.find(({ code }) => code === 'item-type')?.value
      if (typeof other === 'string') out.others.push(other)
      else if (said && out.said.length === 0) out.said.push(said)
      else if (said) more.unshift(reading)
      for (const one of more) if ('draft' in one) out.rest.push({ path: `script${one.place}`, value: one.draft })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      out.rest.push({ path: 'script[@type="application/ld+json"]', value })
    }
  }
  return out
}

/** A page may hold a ContextObject for each work it cites: its own has the same DOI or title, or is the only one. */
function readContexts(page: Page, known: readonly Said[]) {
  const said: Said[] = []
  const rest: { path: string; value: unknown }[] = []
  const only = page.contexts.length === 1 && known.length === 0
  for (const context of page.contexts) {
    const one = saidBy('COinS', readContext(context, 'span'))
    if (one && said.length === 0 && (only || known.some(({ draft }) => isSame(draft, one.draft)))) said.push(one)
    else rest.push({ path: 'span[@class="Z3988"]', value: context })
  }
  return { said, rest }
}

const isSame = (a: Draft, b: Draft): boolean =>
  (a.doi !== undefined && a.doi.toLowerCase() === b.doi?.toLowerCase()) ||
  (a.title !== undefined && b.title !== undefined && bare(plainText(a.title)) === bare(plainText(b.title)))

/** Fields that the text of a page is trusted with where its metadata say what the article is. */
const always = ['abstracts', 'keywords', 'licences'] as const
const inJournal = ['volume', 'issue', 'pages', 'articleNumber'] as const
const history = ['received', 'revised', 'accepted'] as const

/** The text of the page; beside metadata only where it has the same title, and no more than fits them. */
function textOf(page: Page, known: readonly Said[]): Said | undefined {
  try {
    const [reading] = readPageText(frontOf(page), [page.title, ...page.headings])
    const said = reading && saidBy('the text of the page', reading)
    if (said === undefined || known.length === 0) return said
    const title = known.map(({ draft }) => draft.title).find((one) => one !== undefined)
    const own = said.draft.title
    if (title === undefined || own === undefined || bare(plainText(title)) !== bare(plainText(own))) return undefined
    return { ...said, notes: [], draft: fitting(said.draft, known) }
  } catch (error) {
    if (error instanceof Refusal && known.length > 0) return undefined
    throw error
  }
}

/** More text than the metadata of an article take up; what the publisher says last stands at the end. */
const front = 100_000
const back = 20_000

function frontOf({ text, title }: Page): string {
  const cut = text.length > front + back ? `${text.slice(0, front)}\n${text.slice(-back)}` : text
  const name = title.replace(/\s+/g, ' ').trim()
  // A title that is set in running text is a line by itself.
  return name.length > 10 && cut.startsWith(`${name} `) ? `${name}\n${cut.slice(name.length + 1)}` : cut
}

function fitting(draft: Draft, known: readonly Said[]): Draft {
  const has = (field: keyof Draft) => known.some((one) => one.draft[field] !== undefined)
  // Of a working paper the text may tell where another version appeared.
  const hasJournal = known.some((one) => one.draft.journal?.title !== undefined)
  const out: Draft = {}
  for (const field of [...always, ...(hasJournal ? inJournal : [])]) {
    if (!has(field) && draft[field] !== undefined) Object.assign(out, { [field]: draft[field] })
  }
  // A site’s own terms are no licence of the article.
  const licences = out.licences?.filter(
    ({ url, text = '' }) => url !== undefined || /\bthis\b|open.access|creative commons/i.test(text),
  )
  if (licences && licences.length > 0) out.licences = licences
  else delete out.licences
  if (draft.dates) {
    const dates = Object.fromEntries(
      history.flatMap((field) => (draft.dates?.[field] === undefined ? [] : [[field, draft.dates[field]]])),
    )
    if (!has('dates')) out.dates = draft.dates
    else if (Object.keys(dates).length > 0) out.dates = dates
  }
  return { ...out, ...peopleOf(draft, known) }
}

/** Of people who are known the text tells where they work and how they are reached; their names stand as they are. */
function peopleOf(draft: Draft, known: readonly Said[]): Draft {
  const lists = known.flatMap((one) => one.draft.contributors ?? [])
  const { contributors = [], affiliations } = draft
  if (lists.length === 0)
    return { ...(contributors.length > 0 && { contributors }), ...(affiliations && { affiliations }) }
  const names = new Set(lists.map((one) => wordsOf(nameOf(one))))
  const same = contributors.filter((one) => names.has(wordsOf(nameOf(one))))
  const undivided = same.map((one): Contributor => {
    if (one.kind !== 'person') return one
    const {
      kind: _,
      family: _f,
      given: _g,
      suffix: _s,
      droppingParticle: _d,
      nonDroppingParticle: _n,
      honorific: _h,
      degrees: _e,
      native: _v,
      ...about
    } = one
    return { kind: 'literal', literal: nameOf(one), ...about }
  })
  const ids = new Set(undivided.flatMap((one) => one.affiliations ?? []))
  const places = affiliations?.filter(({ id }) => ids.has(id)) ?? []
  return {
    ...(undivided.length > 0 && { contributors: undivided }),
    ...(places.length > 0 && { affiliations: places }),
  }
}
