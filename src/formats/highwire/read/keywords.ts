/** Keywords and subjects. */
import type { Contributor, KeywordGroup } from '../../../../schemas/article.ts'
import { looseRich } from '../../../text/loose-markup.ts'
import { plainText } from '../../../text/rich.ts'
import { plain } from '../../html/context.ts'
import { type Bag, bareRich, keepTag } from './bag.ts'
import { languageOf } from './language.ts'
import { wordsOf } from './people.ts'
import type { Tag } from './tags.ts'

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
