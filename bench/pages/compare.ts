/** Compares what the reader makes of one page with what people found on it. */
import type { ArticleDate, Contributor, Draft } from '../../schemas/article.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { pageText } from '../../src/formats/page-text.ts'
import { plainText } from '../../src/text/rich.ts'

export const kinds = ['web', 'pdf-text', 'ocr-markdown'] as const

interface GoldAuthor {
  readonly given?: string
  readonly family?: string
  readonly name?: string
  readonly affiliationIndexes?: readonly number[]
  readonly corresponding?: boolean
  readonly email?: string
  readonly orcid?: string
}

export interface Gold {
  readonly notArticle?: true
  readonly hard?: true
  readonly source?: { readonly kind?: string }
  readonly doi?: string
  readonly title?: string
  readonly articleType?: string
  readonly journal?: string
  readonly issn?: readonly string[]
  readonly volume?: string
  readonly issue?: string
  readonly firstPage?: string
  readonly lastPage?: string
  readonly articleNumber?: string
  readonly publisher?: string
  readonly license?: string
  readonly keywords?: readonly string[]
  readonly authors?: readonly GoldAuthor[]
  readonly affiliations?: readonly string[]
  readonly dates?: Readonly<Record<'received' | 'revised' | 'accepted' | 'published', string | undefined>>
  readonly abstractStart?: string
  readonly accept?: Readonly<Record<string, readonly string[]>>
}

export interface Tally {
  readonly right: number
  readonly given: number
  readonly there: number
}

export interface Outcome {
  readonly name: string
  readonly kind: string
  readonly fields: Readonly<Record<string, Tally>>
  readonly misses: readonly string[]
}

export function compare(name: string, gold: Gold, text: string): Outcome {
  const kind = gold.source?.kind ?? 'web'
  const read = draftOf(text)
  if (gold.notArticle) {
    const refused = typeof read === 'string'
    return {
      name,
      kind,
      fields: { refused: { right: refused ? 1 : 0, given: 1, there: 1 } },
      misses: refused ? [] : [`taken for an article: ${JSON.stringify(read.title)}`],
    }
  }
  const misses: string[] = []
  if (typeof read === 'string') misses.push(`REFUSED: ${read}`)
  const pairs = rows(gold, typeof read === 'string' ? {} : read)
  const fields = Object.fromEntries(pairs.map((row) => [row.field, tally(row, misses)]))
  return {
    name,
    kind,
    fields: { ...fields, accepted: { right: typeof read === 'string' ? 0 : 1, given: 1, there: 1 } },
    misses,
  }
}

function draftOf(text: string): Draft | string {
  try {
    const [reading] = pageText.read(text)
    return reading && 'draft' in reading ? reading.draft : 'nothing read'
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

interface Row {
  readonly field: string
  readonly ours: readonly string[]
  /** Each wanted value with all the forms in which it is right. */
  readonly wanted: readonly (readonly string[])[]
  readonly same?: (ours: string, wanted: string) => boolean
}

function tally({ field, ours, wanted, same = (a, b) => fold(a) === fold(b) }: Row, misses: string[]): Tally {
  const left = [...ours]
  let right = 0
  for (const forms of wanted) {
    const at = left.findIndex((value) => forms.some((form) => same(value, form)))
    if (at < 0) misses.push(`${field} missing: ${forms[0]}`)
    else {
      left.splice(at, 1)
      right += 1
    }
  }
  for (const value of left) misses.push(`${field} WRONG:   ${value.slice(0, 200)}`)
  return { right, given: ours.length, there: wanted.length }
}

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
const present = (value: string | undefined) => (value === undefined ? [] : [value])
const dateText = (date: ArticleDate | undefined) => (typeof date === 'string' ? date : undefined)

function rows(gold: Gold, draft: Draft): Row[] {
  const accept = (path: string) => gold.accept?.[path] ?? []
  const one = (field: string, ours: string | undefined, wanted: string | undefined, same?: Row['same']): Row => ({
    field,
    ours: present(ours),
    wanted:
      wanted === undefined
        ? accept(field).length > 0 && ours !== undefined
          ? [accept(field)]
          : []
        : [[wanted, ...accept(field)]],
    ...(same && { same }),
  })
  const { dates } = draft
  const published = dates?.published ?? dates?.publishedOnline ?? dates?.posted ?? dates?.publishedPrint ?? dates?.issue
  const licence = draft.licences?.[0]
  return [
    one('doi', draft.doi, gold.doi),
    one('title', draft.title && plainText(draft.title), gold.title),
    one('articleType', draft.heading, gold.articleType),
    one('journal', draft.journal?.title, gold.journal),
    { field: 'issn', ours: issns(draft), wanted: (gold.issn ?? []).map((value) => [value]) },
    one('volume', draft.volume, gold.volume),
    one('issue', draft.issue, gold.issue),
    one('firstPage', draft.pages?.first, gold.firstPage),
    one('lastPage', draft.pages?.last, gold.lastPage),
    one('articleNumber', draft.articleNumber, gold.articleNumber),
    one('publisher', draft.journal?.publisher?.name, gold.publisher),
    one('license', licence && `${licence.url ?? ''} ${licence.text ?? ''}`, gold.license, sameLicence),
    {
      field: 'keywords',
      ours: draft.keywords?.[0]?.terms.map(plainText) ?? [],
      wanted: (gold.keywords ?? []).map((term) => [term]),
    },
    ...authorRows(gold, draft),
    {
      field: 'affiliations',
      ours: (draft.affiliations ?? []).flatMap(({ literal }) => present(literal)),
      wanted: (gold.affiliations ?? []).map((value, index) => [value, ...accept(`affiliations[${index}]`)]),
    },
    one('dates.received', dateText(dates?.received), gold.dates?.received),
    one('dates.revised', dateText(dates?.revised?.at(-1)), gold.dates?.revised),
    one('dates.accepted', dateText(dates?.accepted), gold.dates?.accepted),
    one('dates.published', dateText(published), gold.dates?.published),
    one('abstractStart', abstractOf(draft), gold.abstractStart, (ours, wanted) =>
      fold(ours).startsWith(fold(wanted).slice(0, 58)),
    ),
  ]
}

const sameLicence = (ours: string, wanted: string) => {
  const bare = (text: string) =>
    fold(text)
      .replace(/https?:\/\/(?:www\.)?/g, '')
      .replace(/\/(?=\s|$)/g, '')
  return bare(ours).includes(bare(wanted))
}

const abstractOf = (draft: Draft) => {
  const paragraph = draft.abstracts?.[0]?.sections[0]?.paragraphs[0]
  return paragraph && plainText(paragraph)
}

function issns({ journal }: Draft): string[] {
  const { print, electronic, linking, unspecified = [] } = journal?.issn ?? {}
  return [...present(print), ...present(electronic), ...present(linking), ...unspecified]
}

function authorRows(gold: Gold, draft: Draft): Row[] {
  const ours = draft.contributors ?? []
  const authors = gold.authors ?? []
  const affiliation = new Map(draft.affiliations?.map(({ id, literal }) => [id, literal ?? '']))
  const full = (author: GoldAuthor, index: number) => {
    const [given, family] = [author.given ?? '', author.family ?? author.name ?? '']
    const families = [family, ...(gold.accept?.[`authors[${index}].family`] ?? [])]
    const givens = [given, ...(gold.accept?.[`authors[${index}].given`] ?? [])]
    return families.flatMap((one) => givens.flatMap((other) => [`${other} ${one}`.trim(), `${one}${other}`]))
  }
  const parted = (author: GoldAuthor, index: number) => {
    const families = [author.family ?? author.name ?? '', ...(gold.accept?.[`authors[${index}].family`] ?? [])]
    const givens = [author.given ?? '', ...(gold.accept?.[`authors[${index}].given`] ?? [])]
    return families.flatMap((family) => givens.map((given) => `${given}|${family}`))
  }
  const withKey = (
    name: (author: GoldAuthor, index: number) => string[],
    pick: (author: GoldAuthor) => readonly string[],
  ) =>
    authors.flatMap((author, index) =>
      pick(author).map((value) => name(author, index).map((one) => `${one}: ${value}`)),
    )
  const oursWith = (pick: (contributor: Contributor) => readonly string[]) =>
    ours.flatMap((contributor) => pick(contributor).map((value) => `${fullName(contributor)}: ${value}`))
  const links = (author: GoldAuthor) =>
    (author.affiliationIndexes ?? []).map((index) => gold.affiliations?.[index] ?? '?')
  return [
    { field: 'authors', ours: ours.map(fullName), wanted: authors.map(full) },
    { field: 'given+family', ours: ours.map(partedName), wanted: authors.map(parted) },
    {
      field: 'author-links',
      ours: oursWith(({ affiliations }) => (affiliations ?? []).map((id) => affiliation.get(id) ?? '')),
      wanted: withKey(full, links),
    },
    {
      field: 'corresponding',
      ours: oursWith(({ corresponding }) => (corresponding ? ['yes'] : [])),
      wanted: withKey(full, ({ corresponding }) => (corresponding ? ['yes'] : [])),
    },
    {
      field: 'email',
      ours: oursWith(({ email }) => present(email)),
      wanted: withKey(full, ({ email }) => present(email)),
    },
    {
      field: 'orcid',
      ours: oursWith(({ orcid }) => present(orcid)),
      wanted: withKey(full, ({ orcid }) => present(orcid)),
    },
  ]
}

function fullName(contributor: Contributor): string {
  if (contributor.kind === 'group') return contributor.name
  if (contributor.kind === 'literal') return contributor.literal
  const { given, nonDroppingParticle, family, suffix } = contributor
  return [given, nonDroppingParticle, family, suffix].filter((part) => part !== undefined).join(' ')
}

function partedName(contributor: Contributor): string {
  if (contributor.kind === 'group') return `|${contributor.name}`
  if (contributor.kind === 'literal') return `|${contributor.literal}`
  const { given, nonDroppingParticle, family, suffix } = contributor
  return `${given ?? ''}|${[nonDroppingParticle, family, suffix].filter((part) => part !== undefined).join(' ')}`
}
