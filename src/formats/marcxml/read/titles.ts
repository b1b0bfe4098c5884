/** 245, 246, 264 and 6XX: what the article is called, who published it, and what it is about. */
import type { KeywordGroup } from '../../../../schemas/article.ts'
import { articleTypes } from '../../../../schemas/article.ts'
import { parseDateWords } from '../../../article/date-words.ts'
import { languageTag } from '../../../article/language-codes.ts'
import { looseRich } from '../../../text/loose-markup.ts'
import { added, bare, type Context, type Field, fieldsOf, peek, take, takeAll } from './fields.ts'

export function readTitles(context: Context): void {
  const { draft } = context
  for (const field of fieldsOf(context, '245')) {
    if (draft.title !== undefined) break
    const { title, subtitle } = titleOf(field, context)
    if (title !== undefined && title !== '[No title]') draft.title = title
    if (subtitle !== undefined) draft.subtitle = subtitle
  }
  for (const field of fieldsOf(context, '246')) {
    if (field.second === '7' && draft.shortTitle === undefined) {
      const { title } = titleOf(field, context)
      if (title !== undefined) draft.shortTitle = title
    } else if (field.second === '1') {
      const { title, subtitle } = titleOf(field, context)
      const language = languageTag(peek(field, 'g') ?? '')
      if (language !== undefined) take(field, 'g')
      if (title === undefined) continue
      draft.translatedTitles = added(draft.translatedTitles, {
        title,
        ...(subtitle !== undefined && { subtitle }),
        ...(language !== undefined && { language }),
      })
    }
  }
}

function titleOf(field: Field, context: Context) {
  const [title, subtitle] = [take(field, 'a'), take(field, 'b')]
  return {
    title: title === undefined ? undefined : looseRich(bare(title, context)) || undefined,
    subtitle: subtitle === undefined ? undefined : looseRich(bare(subtitle, context)) || undefined,
  }
}

const publications = ['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted'] as const

/** 264, second indicator 1, or 260 before RDA: place, publisher, date; 4: the notice of copyright. */
export function readPublication(context: Context): void {
  const { draft } = context
  for (const field of fieldsOf(context, '264', '260')) {
    if (field.second === '4') readNotice(field, context)
    else if (field.tag === '260' || field.second === '1') {
      const [place, name] = [take(field, 'a'), take(field, 'b')].map((one) => one && bare(one, context))
      if (draft.journal?.publisher === undefined && (place || name)) {
        draft.journal = { ...draft.journal, publisher: { ...(name && { name }), ...(place && { place }) } }
      }
      readDate(field, context)
    }
  }
  const year = /^.{6}[se](\d{4})/.exec(context.controls.get('008') ?? '')?.[1]
  const hasDate = publications.some((one) => draft.dates?.[one] !== undefined)
  if (year !== undefined && !hasDate) draft.dates = { ...draft.dates, published: year }
}

function readNotice(field: Field, { draft, isOurs }: Context): void {
  const year = /^(?:©|c|cop\. ?|copyright )(.+)$/i.exec(peek(field, 'c') ?? '')?.[1]
  if (year === undefined) return
  if (draft.copyright?.year === undefined) draft.copyright = { ...draft.copyright, year }
  if (isOurs || draft.copyright.year === year) take(field, 'c')
}

function readDate(field: Field, context: Context): void {
  const { draft, notes, isOurs } = context
  const said = peek(field, 'c')
  if (said === undefined) return
  const date = parseDateWords(isOurs ? said : said.replace(/^\[(.+)\]$/, '$1').replace(/\.$/, ''))
  const known = publications.flatMap((one) =>
    draft.dates?.[one] === undefined ? [] : [JSON.stringify(draft.dates[one])],
  )
  if (date === undefined) return
  if (!isOurs && said !== date) notes.add('date-understood', '/dates', 'A date in words.', said)
  const hasOwn = (['publishedOnline', 'publishedPrint', 'published', 'posted'] as const).some(
    (one) => draft.dates?.[one],
  )
  if (known.length === 0 || (!isOurs && !hasOwn && !known.includes(JSON.stringify(date)))) {
    draft.dates = { ...draft.dates, published: date }
  } else if (!known.includes(JSON.stringify(date)) && (isOurs || hasOwn)) {
    const isRepeated = typeof date === 'string' && known.some((one) => one.startsWith(`"${date}`))
    if (!isRepeated) notes.add('date-conflict', '/dates', 'The date of publication is none of the other dates.', said)
    if (!isRepeated && !isOurs) return
  }
  take(field, 'c')
}

/** Thesauri by the second indicator of 650. */
const thesauri: ReadonlyMap<string, string> = new Map([
  ['0', 'lcsh'],
  ['1', 'lcshac'],
  ['2', 'MeSH'],
  ['3', 'nal'],
  ['5', 'cash'],
  ['6', 'rvm'],
])

export function readSubjects(context: Context): void {
  const { draft, isOurs } = context
  for (const field of fieldsOf(context, '650', '651', '648')) {
    const term = termOf(field, context)
    if (term === undefined) continue
    const vocabulary = take(field, '2') ?? thesauri.get(field.second)
    if (isOurs && field.second === '4') draft.subjects = added(draft.subjects, term)
    else draft.keywords = withTerm(draft.keywords, vocabulary, looseRich(term))
  }
  for (const field of fieldsOf(context, '653')) {
    for (const term of takeAll(field, 'a'))
      draft.keywords = withTerm(draft.keywords, undefined, looseRich(bare(term, context)))
  }
  for (const field of fieldsOf(context, '655')) {
    const term = peek(field, 'a') ?? ''
    const type = articleTypes.find((one) => one === term.toLowerCase().replace(/\s+/g, '-'))
    if (field.second !== '4' && type !== undefined && draft.type === undefined) {
      draft.type = type
      take(field, '2')
    } else if (field.second === '4' && draft.heading === undefined && term !== '') draft.heading = term
    else continue
    take(field, 'a')
  }
}

/** Subdivisions belong to the term: `Librarians--Recruiting`. */
function termOf(field: Field, context: Context): string | undefined {
  const main = take(field, 'a')
  if (main === undefined) return undefined
  const parts = [main, ...['v', 'x', 'y', 'z'].flatMap((code) => takeAll(field, code))]
  return parts.map((part) => bare(part, context)).join('--')
}

/** Neighbours of one vocabulary are one group. */
export function withTerm(groups: KeywordGroup[] | undefined, vocabulary: string | undefined, term: string) {
  const last = groups?.at(-1)
  if (last !== undefined && last.vocabulary === vocabulary) {
    last.terms.push(term)
    return groups
  }
  return added(groups, { ...(vocabulary !== undefined && { vocabulary }), terms: [term] })
}
