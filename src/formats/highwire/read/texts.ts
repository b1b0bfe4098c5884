/** Titles, abstracts, keywords, language, and what kind of article it is. */
import type { Abstract, ArticleType, Contributor, KeywordGroup } from '../../../../schemas/article.ts'
import { articleTypes } from '../../../../schemas/article.ts'
import { looseParagraphs, looseRich } from '../../../text/loose-markup.ts'
import { plainText } from '../../../text/rich.ts'
import { checked, note, plain } from '../../html/context.ts'
import { type Bag, bare, disagree, keepTag, one } from './bag.ts'
import { wordsOf } from './people.ts'
import type { Tag } from './tags.ts'

const bareRich = (text: string): string => bare(plainText(looseRich(text)))

export function readTitles(bag: Bag): void {
  const tags = bag.take('title')
  const [main] = tags
  // The title of a page often has the site’s name behind it.
  const own = tags.filter((tag) => tag.family !== 'page' || tags.every(({ family }) => family === 'page'))
  const [translated, same] = parted(own, (tag) => isForeign(tag, main))
  const title = one(bag, '/title', same, bareRich)
  if (title) bag.draft.title = looseRich(title.content)
  const alternatives = [...translated, ...bag.take('alternative')]
  const others: NonNullable<typeof bag.draft.translatedTitles> = []
  for (const tag of alternatives) {
    const text = looseRich(tag.content)
    const language = languageOf(bag, tag)
    if (text === '' || (title && bareRich(title.content) === bareRich(tag.content))) continue
    if (language === undefined && bag.draft.shortTitle === undefined) bag.draft.shortTitle = text
    else if (!others.some((other) => other.title === text && other.language === language)) {
      others.push({ title: text, ...(language !== undefined && { language }) })
    }
  }
  if (others.length > 0) bag.draft.translatedTitles = others
}

function parted<T>(list: readonly T[], test: (one: T) => boolean): readonly [T[], T[]] {
  return [list.filter(test), list.filter((one) => !test(one))]
}

/** A title in another language than the first is a translated one. */
const isForeign = (tag: Tag, main: Tag | undefined): boolean =>
  main !== undefined &&
  tag.language !== undefined &&
  main.language !== undefined &&
  primary(tag.language) !== primary(main.language) &&
  bareRich(tag.content) !== bareRich(main.content)

const primary = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? ''

const languageOf = (bag: Bag, { language, name }: Tag): string | undefined =>
  checked(bag, 'language', language, `${name}/@lang`)

/** Abstracts in several languages stand in several elements; the same one in several families is one. */
export function readAbstracts(bag: Bag): void {
  const tags = bag.take('abstract')
  const found: { abstract: Abstract; text: string; tag: Tag }[] = []
  for (const tag of tags) {
    const paragraphs = looseParagraphs(tag.content)
    if (paragraphs.length === 0) continue
    const text = bareRich(tag.content)
    const language = languageOf(bag, tag)
    const same = found.findIndex((other) => isSame(other.text, text))
    const about = { ...(language !== undefined && { language }), sections: [{ paragraphs }] }
    const [main] = found
    // A family repeats in its own words what another has cut short.
    if (same !== -1 && text.length > (found[same]?.text.length ?? 0))
      found[same] = { abstract: { ...found[same]?.abstract, ...about }, text, tag }
    else if (
      same === -1 &&
      (main === undefined || main.tag.family === tag.family || language !== main.abstract.language)
    )
      found.push({ abstract: about, text, tag })
    else if (same === -1 && main) disagree(bag, '/abstracts', [main.tag, tag])
  }
  const description = bag.take('description')
  const [only] = description
  if (found.length === 0 && only && only.content.length > 250) {
    const paragraphs = looseParagraphs(only.content)
    note(
      bag,
      'description-as-abstract',
      '/abstracts/0',
      'The page calls this its description; it is read as the abstract.',
    )
    if (paragraphs.length > 0) bag.draft.abstracts = [{ sections: [{ paragraphs }] }]
  } else if (found.length > 0) bag.draft.abstracts = found.map(({ abstract }) => abstract)
}

/** One is the other, or the beginning of it. */
const isSame = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return long.startsWith(short.slice(0, Math.max(60, short.length - 12)))
}

/**
 * One element for each keyword, or one for all. Semicolons always part them; commas only in a single element of a page
 * that does not follow revision 1.1 of the tags, which asks for an element each.
 */
export function readKeywords(bag: Bag, isRevised: boolean): void {
  const tags = bag.take('keywords')
  const subjects = bag.take('subject')
  const people = new Set(bag.draft.contributors?.flatMap((one) => wordsOf(nameText(one)).split(' ')))
  const own = tags.filter(({ family }) => family !== 'page')
  const used = own.length > 0 ? own.filter(({ family }) => family === own[0]?.family) : subjects.length > 0 ? [] : tags
  const groups: KeywordGroup[] = []
  for (const tag of used) {
    // Some sites have the authors among the keywords of their pages.
    const terms = termsOf(tag.content, !isRevised && used.length === 1).filter(
      (term) =>
        tag.family !== 'page' ||
        !wordsOf(plainText(term))
          .split(' ')
          .every((word) => people.has(word)),
    )
    addTerms(groups, terms, languageOf(bag, tag))
  }
  const known = new Set(groups.flatMap(({ terms }) => terms.map(bareRich)))
  for (const tag of tags.filter((tag) => !used.includes(tag))) {
    const strange = termsOf(tag.content, true).filter((term) => !known.has(bareRich(term)))
    if (strange.length > 0) keepTag(bag, tag)
  }
  readSubjects(bag, subjects, groups, known)
  if (groups.length > 0) bag.draft.keywords = groups
}

const nameText = (one: Contributor): string =>
  one.kind === 'person' ? `${one.given ?? ''} ${one.family ?? ''}` : one.kind === 'group' ? one.name : one.literal

/** dc:subject is what DCMI calls the topic: the keywords, where there are no others, and what goes beyond them. */
function readSubjects(bag: Bag, tags: readonly Tag[], groups: KeywordGroup[], known: ReadonlySet<string>): void {
  const hasKeywords = groups.length > 0
  const subjects: string[] = []
  for (const tag of tags) {
    const isSubject = hasKeywords || /^(?:dcterms|eprints)/i.test(tag.name)
    const terms =
      isSubject && !/;/.test(tag.content)
        ? [looseRich(tag.content)]
        : termsOf(tag.content, tags.length === 1 && !isSubject)
    const fresh = terms.filter((term) => !known.has(bareRich(term)))
    if (isSubject) subjects.push(...fresh.map(plainText))
    else addTerms(groups, fresh, languageOf(bag, tag))
  }
  const said = [...new Set(subjects)].filter((one) => one !== '')
  if (said.length > 0) bag.draft.subjects = said
}

function termsOf(content: string, byComma: boolean): string[] {
  const decoded = /&\w+;/.test(content) ? plain(content) : content
  const parts =
    decoded.includes(';') || !byComma || (decoded.match(/,/g) ?? []).length < 2
      ? decoded.split(';')
      : decoded.split(',')
  return parts.map((part) => looseRich(part)).filter((term) => term !== '')
}

function addTerms(groups: KeywordGroup[], terms: readonly string[], language: string | undefined): void {
  const last = groups.at(-1)
  if (terms.length === 0) return
  if (last && last.language === language) last.terms.push(...terms)
  else groups.push({ terms: [...terms], ...(language !== undefined && { language }) })
}

const languageNames: Readonly<Record<string, string>> = {
  english: 'en',
  german: 'de',
  deutsch: 'de',
  french: 'fr',
  français: 'fr',
  spanish: 'es',
  español: 'es',
  portuguese: 'pt',
  português: 'pt',
  italian: 'it',
  italiano: 'it',
  russian: 'ru',
  chinese: 'zh',
  japanese: 'ja',
  korean: 'ko',
  turkish: 'tr',
  polish: 'pl',
  dutch: 'nl',
  arabic: 'ar',
  persian: 'fa',
  indonesian: 'id',
  ukrainian: 'uk', // biome-ignore format: pairs read better in lines
}

export function readLanguage(bag: Bag): void {
  const tag = one(bag, '/language', bag.take('language'), (text) => canonical(text))
  if (tag === undefined) return
  const language = checked(bag, 'language', languageNames[tag.content.toLowerCase()] ?? tag.content, tag.name)
  if (language !== undefined) bag.draft.language = language
}

function canonical(text: string): string {
  const name = languageNames[text.toLowerCase()] ?? text
  try {
    return primary(Intl.getCanonicalLocales(name.replace(/_/g, '-'))[0] ?? name)
  } catch {
    return name
  }
}

/** Words that say no more than that it is an article of a journal. */
const ordinary =
  /^(?:text|text\.serial\.journal|article|journal|journal ?article|info:eu-repo\/semantics\/.*|website|jour|peer-reviewed article|original ?paper)$/i
const spoken: Readonly<Record<string, ArticleType>> = {
  'research article': 'research-article',
  review: 'review-article',
  'review article': 'review-article',
  'case report': 'case-report',
  editorial: 'editorial',
  letter: 'letter',
  preprint: 'preprint',
  correction: 'correction',
  retraction: 'retraction',
  'book review': 'book-review',
}

export function readKind(bag: Bag): void {
  const tags = bag.take('article_type', 'type', 'kind')
  for (const tag of tags) {
    // Another family says the same.
    if (tag.content === bag.draft.type) continue
    const word = tag.content.toLowerCase()
    const type =
      articleTypes.find((one) => one === tag.content) ?? (Object.hasOwn(spoken, word) ? spoken[word] : undefined)
    if (tag.key === 'article_type' && type !== undefined && bag.draft.type === undefined) {
      bag.draft.type = type
      if (type !== tag.content) bag.draft.heading ??= plain(tag.content)
    } else if (tag.key === 'article_type' && bag.draft.heading === undefined) bag.draft.heading = plain(tag.content)
    else if (ordinary.test(tag.content) || tag.family === 'page') keepTag(bag, tag)
    else if (bag.draft.heading === undefined && tag.family !== 'highwire') bag.draft.heading = plain(tag.content)
    else if (bare(bag.draft.heading ?? '') !== bare(tag.content)) keepTag(bag, tag)
  }
  const section = one(bag, '/heading', bag.take('section'))
  if (section === undefined) return
  if (bag.draft.heading !== undefined && bare(bag.draft.heading) !== bare(section.content)) {
    bag.unmapped.push({ path: tags[0]?.name ?? 'citation_article_type', value: bag.draft.heading })
  }
  bag.draft.heading = plain(section.content)
}
