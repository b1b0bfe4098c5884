/** One content item as a draft: an article, a preprint, a review, or what else has a DOI. */
import type { ArticleType } from '../../../../schemas/article.ts'
import { parseLanguage } from '../../../article/identifiers.ts'
import { elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { added } from '../../jats/read/context.ts'
import { readCitations } from './citations.ts'
import { identified, note, type Reading } from './context.ts'
import { readCrossmark, readUpdates } from './crossmark.ts'
import { dateOf, datesOf, putDate, readPublished } from './dates.ts'
import { eventDate } from './events.ts'
import { identifier, itemNumber, readDoi, readDoiData, readItems, readPages, readVersion } from './identity.ts'
import { institution, issn, publisher, volume } from './journal.ts'
import { keepAttributes, keepNode, readParts } from './keep.ts'
import { readContributors } from './persons.ts'
import { readProgram } from './programs.ts'
import { plainNode, readAbstract } from './text.ts'
import { readTitles } from './titles.ts'

type Part = (node: XmlNode, reading: Reading, path: string) => void

const date =
  (field: 'accepted' | 'posted' | 'published', event: string): Part =>
  (node, reading) =>
    putDate(dateOf(node), field, event, reading)

const otherDate =
  (event: string): Part =>
  (node, reading) => {
    const found = dateOf(node)
    if (found === undefined) return
    const dates = datesOf(reading)
    dates.other = added(dates.other, [{ event, date: found }])
  }

const articleParts: Readonly<Record<string, Part>> = {
  titles: readTitles,
  contributors: readContributors,
  abstract: readAbstract,
  publication_date: readPublished,
  acceptance_date: date('accepted', 'accepted'),
  posted_date: date('posted', 'posted'),
  review_date: date('published', 'reviewed'),
  approval_date: otherDate('approved'),
  creation_date: otherDate('created'),
  update_date: otherDate('updated'),
  pages: readPages,
  publisher_item: readItems,
  item_number: itemNumber,
  identifier,
  running_number: itemNumberOf,
  group_title: (node, { draft }) => {
    const subject = plainNode(node)
    if (subject !== undefined) draft.subjects = added(draft.subjects, [subject])
  },
  program: readProgram,
  crossmark: readCrossmark,
  version_info: readVersion,
  doi_data: readDoiData,
  doi: (node, reading, path) => readDoi(plainNode(node), reading, path),
  citation_list: readCitations,
  status: readStatus,
  institution,
  publisher,
  issn,
  volume,
  content_item: () => {}, // items of their own
  component_list: components,
}

/** The number of a review; posted content writes it as its item_number. */
function itemNumberOf(node: XmlNode, { draft }: Reading): void {
  const value = plainNode(node)
  if (value !== undefined) draft.articleNumber ??= value
}

/** Figures and the like have DOIs of their own, and are no part of the record of the article. */
function components(node: XmlNode, reading: Reading, path: string): void {
  for (const one of elements(node)) keepNode(one, reading, `${path}/${one.name}`)
}

/** Posted content that was withdrawn. */
function readStatus(node: XmlNode, reading: Reading, path: string): void {
  const { type, date: day } = node.attributes
  const date = day === undefined ? undefined : eventDate(day)
  if (type === 'withdrawn' && date !== undefined) datesOf(reading).retracted = date
  if (textOf(node) !== 'Retracted') keepNode(node, reading, path)
  else if (date === undefined) note(reading, 'withdrawn', '/dates/retracted', 'It was withdrawn; the day is not said.')
}

const types: Readonly<Record<string, ArticleType | undefined>> = {
  journal_article: undefined,
  peer_review: 'peer-review',
  dissertation: 'dissertation',
  conference_paper: undefined,
  pending_publication: undefined,
}
const postedTypes: Readonly<Record<string, ArticleType>> = {
  preprint: 'preprint',
  letter: 'letter',
  dissertation: 'dissertation',
}

export function readItem(node: XmlNode, reading: Reading, path: string): void {
  readType(node, reading, path)
  const language = identified(parseLanguage, node.attributes.language, reading, `${path}/@language`)
  if (language !== undefined && reading.draft.language === undefined) reading.draft.language = language
  keepAttributes(node, reading, path, ownAttributes(node))
  // The DOI first: addresses and numbers that only repeat it are known by it.
  for (const part of elements(node, 'doi_data')) readDoiData(part, reading, `${path}/doi_data`)
  readParts(node, reading, path, { ...articleParts, doi_data: () => {} })
  readUpdates(elements(node, 'crossmark'), reading)
}

function ownAttributes({ name, attributes }: XmlNode): ReadonlySet<string> {
  const isPlain = name === 'journal_article' && attributes.publication_type === 'full_text'
  const isPosted = name === 'posted_content'
  return new Set(['language', ...(isPlain ? ['publication_type'] : []), ...(isPosted ? ['type'] : [])])
}

function readType({ name, attributes }: XmlNode, reading: Reading, path: string): void {
  const { draft } = reading
  const posted = attributes.type ?? 'preprint'
  if (name === 'posted_content') {
    if (Object.hasOwn(postedTypes, posted)) Object.assign(draft, { type: postedTypes[posted] })
    else if (posted !== 'other') reading.unmapped.push({ path: `${path}/@type`, value: posted })
    return
  }
  const type = Object.hasOwn(types, name) ? types[name] : 'other'
  if (type !== undefined) draft.type = type
  if (name === 'journal_article' || type === 'peer-review' || type === 'dissertation') return
  note(reading, 'work-type', '/type', `A record of ${name} is read as an article.`, name)
  reading.unmapped.push({ path: 'type', value: name })
}
