/** journal_metadata, journal_issue, and what books and proceedings have in their place. */
import type { Journal } from '../../../../schemas/article.ts'
import { parseIssn, parseLanguage, parseRor } from '../../../article/identifiers.ts'
import { child, elements, type XmlNode } from '../../../text/xml.ts'
import { added, defined } from '../../jats/read/context.ts'
import { identified, type Reading } from './context.ts'
import { dateOf, putDate } from './dates.ts'
import { keepAttributes, keepNode, readParts } from './keep.ts'
import { plainNode } from './text.ts'

type Loose = { -readonly [K in keyof Journal]: Journal[K] }

const journalOf = ({ draft }: Reading): Loose => {
  draft.journal ??= {}
  return draft.journal
}

type Part = (node: XmlNode, reading: Reading, path: string) => void

const journalName: Part = (node, reading, path) => {
  const [title, journal] = [plainNode(node), journalOf(reading)]
  if (title === undefined || journal.title === title) return
  if (journal.title === undefined) journal.title = title
  else keepNode(node, reading, path)
}

export const issn: Part = (node, reading, path) => {
  const value = identified(parseIssn, plainNode(node), reading, path)
  if (value === undefined) return
  const journal = journalOf(reading)
  const medium = node.attributes.media_type
  const found = { ...journal.issn }
  if ((medium === 'print' || medium === 'electronic') && found[medium] === undefined) found[medium] = value
  else if (found.print !== value && found.electronic !== value && !found.unspecified?.includes(value))
    found.unspecified = [...(found.unspecified ?? []), value]
  journal.issn = found
}

export const publisher: Part = (node, reading, path) => {
  const [name, place] = [plainNode(child(node, 'publisher_name')), plainNode(child(node, 'publisher_place'))]
  const journal = journalOf(reading)
  if (journal.publisher !== undefined) keepNode(node, reading, path)
  else if (name !== undefined || place !== undefined) journal.publisher = defined({ name, place })
}

export const readJournal: Part = (node, reading, path) => {
  const language = identified(parseLanguage, node.attributes.language, reading, `${path}/@language`)
  if (language !== undefined) journalOf(reading).language = language
  keepAttributes(node, reading, path, new Set(['language']))
  readParts(node, reading, path, {
    full_title: journalName,
    abbrev_title: (kid) => {
      const [title, journal] = [plainNode(kid), journalOf(reading)]
      if (title !== undefined) journal.abbreviatedTitles = added(journal.abbreviatedTitles, [{ title }])
    },
    issn,
    coden: (kid) => {
      const [value, journal] = [plainNode(kid), journalOf(reading)]
      if (value !== undefined) journal.identifiers = added(journal.identifiers, [{ type: 'coden', value }])
    },
    publisher,
  })
}

const field =
  (name: 'volume' | 'issue' | 'supplement' | 'issueTitle' | 'specialIssue'): Part =>
  (node, reading, path) => {
    const value = plainNode(node)
    if (value === undefined) return
    if (reading.draft[name] === undefined) reading.draft[name] = value
    else keepNode(node, reading, path)
  }

/** The issue’s title, and the subtitle under which a special issue appears. */
export const readIssue: Part = (node, reading, path) => {
  const dates = elements(node, 'publication_date')
  const own = dates.find(({ attributes }) => attributes.media_type !== 'online') ?? dates[0]
  if (own !== undefined) putDate(dateOf(own), 'issue', 'issue', reading)
  readParts(node, reading, path, {
    publication_date: (kid) => {
      const date = kid === own ? undefined : dateOf(kid)
      const { publishedOnline, publishedPrint } = reading.draft.dates ?? {}
      // The day of the issue on line is often that of the article.
      if (date !== publishedOnline && date !== publishedPrint)
        putDate(date, 'issue', `issue published ${kid.attributes.media_type ?? 'print'}`, reading)
    },
    journal_volume: (kid, _, at) => readParts(kid, reading, at, { volume: field('volume') }),
    issue: field('issue'),
    special_numbering: field('supplement'),
    titles: (kid, _, at) =>
      readParts(kid, reading, at, { title: field('issueTitle'), subtitle: field('specialIssue') }),
  })
}

export const volume = field('volume')

/** What a chapter or a paper stands in: its titles are the container’s, and its date that of the item without one. */
export const readContainer: Part = (node, reading, path) => {
  const language = identified(parseLanguage, node.attributes.language, reading, `${path}/@language`)
  if (language !== undefined) reading.draft.language ??= language
  keepAttributes(node, reading, path, new Set(['language']))
  readParts(node, reading, path, {
    titles: (kid, _, at) => readParts(kid, reading, at, { title: journalName }),
    proceedings_title: journalName,
    series_metadata: (kid, _, at) => readParts(kid, reading, at, { issn }),
    proceedings_series_metadata: readContainer,
    publisher,
    issn,
    volume,
    publication_date: () => {}, // asked for by the item
  })
}

/** institution of posted content: the server that stands for the journal, then who publishes it. */
export const institution: Part = (node, reading, path) => {
  const name = plainNode(child(node, 'institution_name'))
  const place = plainNode(child(node, 'institution_place'))
  const id = elements(node, 'institution_id').find(({ attributes }) => attributes.type === 'ror')
  const journal = journalOf(reading)
  const isServer = journal.title === undefined && name !== undefined
  if (isServer) journal.title = name
  const ror = identified(parseRor, plainNode(id), reading, path)
  const said = defined({ name: isServer ? undefined : name, place, ror })
  if (Object.keys(said).length > 0) {
    if (journal.publisher !== undefined) return keepNode(node, reading, path)
    journal.publisher = said
  }
  for (const kid of elements(node)) {
    if (!/^institution_(?:name|place|id)$/.test(kid.name) || (kid.name === 'institution_id' && kid !== id))
      keepNode(kid, reading, `${path}/${kid.name}`)
  }
}
