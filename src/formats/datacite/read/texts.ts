/** titles, subjects and descriptions: what the resource is called and what it is about. */
import type { Abstract, KeywordGroup } from '../../../../schemas/article.ts'
import { parseLanguage } from '../../../article/identifiers.ts'
import { languageTag } from '../../../article/language-codes.ts'
import { looseParagraphs, looseRich } from '../../../text/loose-markup.ts'
import { parseSource } from '../../oai-dc/read-source.ts'
import { headingScheme, sectionScheme } from '../phrases.ts'
import { type Bag, bagsOf, take, takeText } from './bag.ts'
import { added, type Context, takeKnown } from './context.ts'

/** The language of a part, where it is one; any other text stays. */
function takeLanguage(bag: Bag): string | undefined {
  const tag = typeof bag.lang === 'string' ? tagOf(bag.lang) : undefined
  if (tag !== undefined) take(bag, 'lang')
  return tag
}

export function tagOf(text: string): string | undefined {
  const tag = languageTag(text)
  const parsed = tag === undefined ? undefined : parseLanguage(tag)
  return parsed !== undefined && 'value' in parsed && parsed.value !== 'und' ? parsed.value : undefined
}

/** A subtitle belongs to the title before it. */
export function readTitles({ record, draft }: Context): void {
  for (const bag of bagsOf(record, 'titles', 'title')) {
    const type = typeof bag.titleType === 'string' ? bag.titleType : ''
    const title = takeKnown(bag, 'title')
    if (title === undefined) {
      take(bag, 'lang')
      continue
    }
    const isPlaced = placeTitle(bag, type, looseRich(title), draft)
    if (isPlaced) take(bag, 'titleType')
    else bag.title = title
  }
}

function placeTitle(bag: Bag, type: string, title: string, draft: Context['draft']): boolean {
  const last = draft.translatedTitles?.at(-1)
  if (type === '' && draft.title === undefined) {
    draft.title = title
    // The language of the title is not always that of the text, but where that is not said it is all there is.
    if (draft.language !== undefined && tagOf(String(bag.lang ?? '')) === draft.language) take(bag, 'lang')
    return true
  }
  if (type === 'TranslatedTitle' || (type === '' && bag.lang !== undefined)) {
    const language = takeLanguage(bag)
    draft.translatedTitles = added(draft.translatedTitles, { title, ...(language !== undefined && { language }) })
    return true
  }
  const language = tagOf(String(bag.lang ?? ''))
  if (type === 'Subtitle' && last !== undefined && last.subtitle === undefined && last.language === language) {
    last.subtitle = title
    take(bag, 'lang')
    return true
  }
  if (type === 'Subtitle' && draft.subtitle === undefined) draft.subtitle = title
  else if (type === 'AlternativeTitle' && draft.shortTitle === undefined) draft.shortTitle = title
  else return false
  if (draft.language !== undefined && language === draft.language) take(bag, 'lang')
  return true
}

/** Neighbours of one scheme and language are one group. */
export function readSubjects({ record, draft }: Context): void {
  for (const bag of bagsOf(record, 'subjects', 'subject')) {
    const term = takeKnown(bag, 'subject')
    const vocabulary = takeText(bag, 'subjectScheme')
    if (term === undefined) continue
    if (vocabulary === headingScheme && draft.heading === undefined) draft.heading = term
    else if (vocabulary === sectionScheme) draft.subjects = added(draft.subjects, term)
    else {
      const language = takeLanguage(bag)
      const group = { ...(vocabulary !== undefined && { vocabulary }), ...(language !== undefined && { language }) }
      draft.keywords = keywordAdded(draft.keywords, group, looseRich(term))
    }
  }
}

/** A term in the group before it, where that is of the same vocabulary and language, or in a new one. */
export function keywordAdded(
  groups: KeywordGroup[] | undefined,
  group: Omit<KeywordGroup, 'terms'>,
  term: string,
): KeywordGroup[] | undefined {
  if (term === '') return groups
  const last = groups?.at(-1)
  if (last !== undefined && last.vocabulary === group.vocabulary && last.language === group.language) {
    last.terms.push(term)
    return groups
  }
  return added(groups, { ...group, terms: [term] })
}

/** What our own writer says in words, by the words it begins with. */
const labels = [
  ['Issue title: ', 'issueTitle'],
  ['Special issue: ', 'specialIssue'],
  ['Funding: ', 'fundingStatement'],
] as const

export function readDescriptions({ record, draft }: Context): void {
  for (const bag of bagsOf(record, 'descriptions', 'description')) {
    const type = typeof bag.descriptionType === 'string' ? bag.descriptionType : ''
    const text = typeof bag.description === 'number' ? String(bag.description) : (bag.description ?? '')
    if (typeof text !== 'string') continue
    if (type === 'Abstract') {
      const abstract = abstractOf(text)
      take(bag, 'descriptionType')
      take(bag, 'description')
      const language = takeLanguage(bag)
      if (abstract === undefined) continue
      draft.abstracts = added(draft.abstracts, { ...(language !== undefined && { language }), ...abstract })
      continue
    }
    if (type === 'SeriesInformation' && readSeries(text, draft)) {
      take(bag, 'description')
      take(bag, 'descriptionType')
      continue
    }
    const label =
      type === 'Other' ? labels.find(([start, field]) => text.startsWith(start) && !draft[field]) : undefined
    if (label === undefined) continue
    draft[label[1]] = text.slice(label[0].length)
    take(bag, 'description')
    take(bag, 'descriptionType')
  }
}

/**
 * `DataCite Blog, 2(9), 3-4`: how a series was told before there were related items (4.0, 17). Whether that is all it
 * says: `Onkologija, Volume XXII, No. 1, June 2018` has a date beside.
 */
function readSeries(text: string, draft: Context['draft']): boolean {
  const place = draft.journal?.title === undefined && draft.volume === undefined ? parseSource(text) : undefined
  if (place?.volume === undefined || !/\d|^[IVXLC]+$/.test(place.volume)) return false
  if (place.date !== undefined || /: /.test(text)) return false
  const { title, ...numbers } = place
  if (title !== undefined) draft.journal = { ...draft.journal, title }
  Object.assign(draft, numbers)
  const { volume, issue, articleNumber, pages } = numbers
  const said = new Set(wordsOf([title, volume, issue, articleNumber, ...Object.values(pages ?? {})].join(' ')))
  return wordsOf(text).every((word) => said.has(word) || placeLabels.has(word.toLowerCase()))
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
const placeLabels: ReadonlySet<string> = new Set('vol volume no nr iss issue p pp pages'.split(' '))

export function abstractOf(text: string): Abstract | undefined {
  const paragraphs = looseParagraphs(text)
  return paragraphs.length === 0 ? undefined : { sections: [{ paragraphs }] }
}
