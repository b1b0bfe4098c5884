/** Journal, volume, issue, pages, and who published it. */
import type { Journal } from '../../../../schemas/article.ts'
import { checked, note, plain, someOf } from '../../html/context.ts'
import { pagesOf } from '../../schema-org/read/place.ts'
import { type Bag, bare, keepTag, one } from './bag.ts'
import type { Tag } from './tags.ts'

export function readJournal(bag: Bag): void {
  const title = titleOf(bag)
  const issn = issnsOf(bag)
  const publisher = publisherOf(bag)
  const abbreviations = abbreviationsOf(bag, title)
  const journal = someOf<Journal>({
    ...(title !== undefined && { title }),
    ...(abbreviations.length > 0 && { abbreviatedTitles: abbreviations }),
    ...(issn && { issn }),
    ...(publisher !== undefined && { publisher: { name: publisher } }),
  })
  if (journal) bag.draft.journal = journal
  for (const [key, field] of [
    ['volume', 'volume'],
    ['issue', 'issue'],
  ] as const) {
    const tag = one(bag, `/${field}`, bag.take(key))
    if (tag) bag.draft[field] = plain(tag.content)
  }
  readPages(bag)
}

/** Proceedings and books stand where the journal does; `dc.source` may be a whole reference. */
function titleOf(bag: Bag): string | undefined {
  const journal = one(bag, '/journal/title', bag.take('journal_title'))
  const others = bag.take('conference_title', 'inbook_title', 'book_title')
  const sources = bag.take('source')
  const [other] = others
  const chosen = journal ?? other ?? sources.find(({ content }) => !/\d|^https?:/.test(content))
  for (const tag of [...others, ...sources]) {
    if (tag !== chosen && (chosen === undefined || bare(tag.content) !== bare(chosen.content))) keepTag(bag, tag)
  }
  if (chosen !== undefined && chosen === other) {
    note(
      bag,
      'container-as-journal',
      '/journal/title',
      'What the article appeared in is no journal by its tag.',
      chosen.name,
    )
  }
  return chosen === undefined ? undefined : plain(chosen.content)
}

/** OJS journals without an abbreviation give the number of the journal on its server. */
function abbreviationsOf(bag: Bag, title: string | undefined) {
  const seen = new Set([title])
  return bag.take('journal_abbrev').flatMap((tag) => {
    const text = plain(tag.content)
    if (/^\d+$/.test(text)) {
      keepTag(bag, tag)
      return []
    }
    if (seen.has(text)) return []
    seen.add(text)
    return [{ title: text }]
  })
}

function issnsOf(bag: Bag): Journal['issn'] {
  const read = (tags: readonly Tag[]) =>
    tags.flatMap(({ content, name }) =>
      content.split(/[\s,;]+/).flatMap((text) => (text === '' ? [] : (checked(bag, 'issn', text, name) ?? []))),
    )
  const [electronic, ...more] = [...new Set(read(bag.take('electronic_issn')))]
  const others = [...new Set([...read(bag.take('issn')), ...more])].filter((issn) => issn !== electronic)
  return someOf({ ...(electronic !== undefined && { electronic }), ...(others.length > 0 && { unspecified: others }) })
}

function publisherOf(bag: Bag): string | undefined {
  const tags = bag.take('publisher')
  const institutions = bag.take('technical_report_institution', 'dissertation_institution', 'institution')
  const tag = one(bag, '/journal/publisher/name', [...tags, ...institutions])
  return tag === undefined ? undefined : plain(tag.content)
}

function readPages(bag: Bag): void {
  const [first, last, whole] = ['firstpage', 'lastpage', 'pages'].map(
    (key) => one(bag, '/pages', bag.take(key))?.content,
  )
  const number = one(bag, '/articleNumber', bag.take('article_number'))
  if (number) bag.draft.articleNumber = plain(number.content)
  const isSaid = whole !== undefined && first !== undefined && bare(whole) === bare(first + (last ?? ''))
  const pages =
    first === undefined && whole !== undefined && /^[A-Za-z0-9.]+$/.test(whole)
      ? { first: whole }
      : pagesOf(first, last, isSaid ? undefined : whole, bag.draft.articleNumber)
  if (pages) bag.draft.pages = pages
}
