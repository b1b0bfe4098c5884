/** What kind of article it is. */
import { type ArticleType, articleTypes } from '../../../../schemas/article.ts'
import { plain } from '../../html/context.ts'
import { type Bag, bare, keepTag, one } from './bag.ts'

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
