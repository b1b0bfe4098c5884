/** Titles and abstracts. */
import type { Abstract } from '../../../../schemas/article.ts'
import { looseParagraphs, looseRich } from '../../../text/loose-markup.ts'
import { note } from '../../html/context.ts'
import { type Bag, bareRich, disagree, one } from './bag.ts'
import { languageOf, primary } from './language.ts'
import type { Tag } from './tags.ts'

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
