/** Titles, people, subjects, types, sources and descriptions. */
import type { Contributor, KeywordGroup } from '../../../schemas/article.ts'
import { articleTypes } from '../../../schemas/article.ts'
import { parseDateWords } from '../../article/date-words.ts'
import { parseDoi } from '../../article/doi.ts'
import { languageTag, primaryLanguage } from '../../article/language-codes.ts'
import { looseParagraphs, looseRich } from '../../text/loose-markup.ts'
import { child, rawText, type XmlNode } from '../../text/xml.ts'
import { standingWords } from '../datacite/read/standing.ts'
import { added, type Context, takeTexts } from './context.ts'
import { addIssn } from './read-links.ts'
import { isCutShort, namesIn } from './read-people.ts'
import { datesTogether, parseSource } from './read-source.ts'
import { semantics, versions } from './vocabulary.ts'

const tagOf = ({ attributes }: XmlNode): string | undefined =>
  attributes.lang === undefined ? undefined : languageTag(attributes.lang)

/** The first title in the language of the article is its own; every other is a translation. */
export function readTitles(context: Context): void {
  const { draft, kept, notes } = context
  takeTexts(context, ['title', 'alternative'], (text, node) => {
    const tag = tagOf(node)
    const title = looseRich(text)
    if (draft.title === undefined && node.name === 'title') {
      draft.title = title
      if (tag === undefined) return true
      kept.attribute(node, 'lang')
      if (draft.language === primaryLanguage(tag)) draft.language = tag
      else if (primaryLanguage(draft.language ?? '') !== primaryLanguage(tag)) {
        notes.add(
          'title-language',
          '/title',
          'The title is in a language that is not said to be that of the article.',
          tag,
        )
      }
      return true
    }
    if (tag !== undefined) kept.attribute(node, 'lang')
    const language = tag === undefined ? {} : { language: tag }
    draft.translatedTitles = added(draft.translatedTitles, { title, ...language })
    return true
  })
}

export function readPeople(context: Context): void {
  const places = new Map<string, string>()
  readNames(context, 'creator', 'author', places)
  readNames(context, 'contributor', 'other', places)
}

function readNames(context: Context, name: string, role: Contributor['role'], places: Map<string, string>): void {
  const { draft, notes, kept } = context
  takeTexts(context, [name], (text, node) => {
    if (isCutShort(text)) {
      notes.add('contributors-incomplete', '/contributors', 'The source names only some of the people.', text)
      return true
    }
    const parts = child(node, 'name')
    const { contributors, place } =
      parts === undefined
        ? namesIn(text, role)
        : { ...namesIn(rawText(parts).trim(), role), place: kept.text(child(node, 'affiliation')) }
    const ids = place === undefined ? [] : [placeId(place, context, places)]
    const pointer = `/contributors/${draft.contributors?.length ?? 0}`
    for (const one of contributors) {
      draft.contributors = added(draft.contributors, { ...one, ...(ids.length > 0 && { affiliations: ids }) })
    }
    if (contributors.length > 1 || contributors[0]?.kind === 'person') {
      notes.add('name-split', pointer, 'The name is parted at its comma.', text)
    }
    return true
  })
}

function placeId(literal: string, { draft }: Context, places: Map<string, string>): string {
  const known = places.get(literal)
  if (known !== undefined) return known
  const id = `aff${places.size + 1}`
  places.set(literal, id)
  draft.affiliations = added(draft.affiliations, { id, literal })
  return id
}

export function readSubjects(context: Context): void {
  const { draft, kept } = context
  takeTexts(context, ['subject'], (text, node) => {
    const tag = tagOf(node)
    if (tag !== undefined) kept.attribute(node, 'lang')
    for (const term of termsIn(text)) draft.keywords = withTerm(draft.keywords, looseRich(term), tag)
    return true
  })
}

/** Several keywords in one element are parted by semicolons. */
export function termsIn(text: string): string[] {
  const terms = text
    .split(';')
    .map((term) => term.trim())
    .filter((term) => term !== '')
  return terms.length > 1 ? terms : [text]
}

/** Neighbours in one language are one group. */
export function withTerm(groups: KeywordGroup[] | undefined, term: string, language: string | undefined) {
  const last = groups?.at(-1)
  if (last !== undefined && last.language === language) {
    last.terms.push(term)
    return groups
  }
  return added(groups, { ...(language !== undefined && { language }), terms: [term] })
}

const info = 'info:eu-repo/semantics/'
/** Types that say only that it is a text or an article. */
const plain = /^(?:text|article|journal ?article|info:eu-repo\/semantics\/article|doc-type:article)$/i

export function readTypes(context: Context): void {
  const { draft } = context
  takeTexts(context, ['type'], (text) => {
    const known = articleTypes.find((type) => type === text.toLowerCase().replace(/\s+/g, '-'))
    if (known === undefined || text.startsWith(info) || draft.type !== undefined) return false
    draft.type = known
    return true
  })
  takeTexts(context, ['type'], (text) => {
    if (text.toLowerCase().replace(/\s+/g, '-') === draft.type || plain.test(text)) return true
    const term = text.startsWith(info) ? text.slice(info.length) : undefined
    const version = (Object.keys(versions) as (keyof typeof versions)[]).find((name) => versions[name] === term) // its own keys
    if (term === undefined) {
      if (draft.heading !== undefined) return false
      draft.heading = text
    } else if (version !== undefined) draft.contentVersion = version
    else if (term === 'preprint') draft.type ??= 'preprint'
    else return draft.type !== undefined && semantics[draft.type] === term
    return true
  })
}

/** A line with the place in a journal, an ISSN, or the name of a journal alone. */
export function readSources(context: Context): void {
  const { draft, notes } = context
  takeTexts(context, ['source', 'bibliographicCitation'], (text) => {
    if (addIssn(text, context)) return true
    const place = draft.journal?.title === undefined ? parseSource(text) : undefined
    if (place === undefined) return false
    const { title, date: words, ...numbers } = place
    if (title !== undefined) draft.journal = { ...draft.journal, title }
    Object.assign(draft, numbers)
    const published = datesTogether(draft.dates?.published, place)
    if (published === 'conflict') {
      notes.add('date-conflict', '/dates/published', 'The source line has another date.', words)
    } else if (published !== undefined) draft.dates = { ...draft.dates, published }
    notes.add('source-parted', '/journal', 'Journal, volume, issue and pages are parts of one line of text.', text)
    return true
  })
}

export function readDescriptions(context: Context): void {
  const { draft, kept } = context
  takeTexts(context, ['description', 'abstract'], (text, node) => {
    if (node.name === 'description' && readStanding(text, context)) return true
    // arXiv: the number of pages, where it has been accepted.
    if (/^Comments?: /.test(text)) return false
    const paragraphs = looseParagraphs(rawText(node))
    if (paragraphs.length === 0) return true
    const tag = tagOf(node)
    if (tag !== undefined) kept.attribute(node, 'lang')
    const language = tag === undefined ? {} : { language: tag }
    draft.abstracts = added(draft.abstracts, { ...language, sections: [{ paragraphs }] })
    return true
  })
}

/** `Retracted: https://doi.org/…`, said by a relation too; `Retracted: 2024-05-01`. */
function readStanding(text: string, { draft }: Context): boolean {
  const [, word = '', rest] = /^([A-Z][a-z ]{5,25})(?:: (.+))?$/.exec(text) ?? []
  const type = standingWords.get(word)
  if (type === undefined) return false
  const doi = rest === undefined ? undefined : parseDoi(rest)
  const isSaid = draft.relations?.some((one) => one.type === type && (doi === undefined || one.doi === doi)) === true
  if (rest === undefined || doi !== undefined) {
    if (!isSaid) draft.relations = added(draft.relations, { type, ...(doi !== undefined && { doi }) })
    return true
  }
  const date = word === 'Retracted' ? parseDateWords(rest) : undefined
  if (date === undefined) return false
  draft.dates = { ...draft.dates, retracted: date }
  return true
}
