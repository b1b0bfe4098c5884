/** Where the article appeared: journal, publisher, volume and issue. */
import { type Journal, Journal as JournalSchema } from '../../../schemas/article.ts'
import { formatAnnotations, parseAnnotations } from './annotations.ts'
import { readIssn, writeIssn } from './issn.ts'
import { journalOfMacro } from './journals.ts'
import { formatNotation, parseNotation } from './notation.ts'
import type { Row, Source } from './row.ts'
import { textField } from './values.ts'

const titleField = (latex: string | undefined) => journalOfMacro(latex ?? '') ?? textField(latex)

export const journalRow: Row = {
  write({ journal }, sink) {
    if (!journal) return
    const { put, text } = sink
    const { title, abbreviatedTitles, issn, publisher } = journal
    if (title !== undefined) put('journal', text(title))
    const [first, ...others] = abbreviatedTitles ?? []
    if (first) put('shortjournal', text(first.title))
    if (abbreviatedTitles && (others.length > 0 || first?.type !== undefined)) {
      put('journalabbreviations', formatNotation(abbreviatedTitles, JournalSchema.properties.abbreviatedTitles, text))
    }
    if (publisher?.name !== undefined) put('publisher', text(publisher.name))
    if (publisher?.ror !== undefined) put('publisher+an:ror', formatAnnotations([[0, text(publisher.ror)]]))
    if (publisher?.place !== undefined) put('address', text(publisher.place))
    if (issn) writeIssn(issn, sink)
  },
  read(source, draft) {
    const journal: Journal = {}
    const title = readTitle(source)
    if (title !== undefined) journal.title = title
    const abbreviated = readAbbreviations(source)
    if (abbreviated) journal.abbreviatedTitles = abbreviated
    const publisher = readPublisher(source)
    if (publisher) journal.publisher = publisher
    const issn = readIssn(source)
    if (issn) journal.issn = issn
    if (Object.keys(journal).length > 0) draft.journal = journal
  },
}

/** Of several names of the journal the others are kept; a book or proceedings is what the work stands in as well. */
function readTitle(source: Source): string | undefined {
  for (const field of ['fjournal', 'journal', 'journaltitle', 'booktitle']) {
    const title = titleField(source.peek(field))
    if (title === undefined) continue
    source.take(field)
    if (field === 'booktitle')
      source.note('booktitle', '/journal/title', 'The book stands where a journal would.', title)
    return title
  }
  return undefined
}

/** Fields in which other programs have the short title, with its kind where they tell. */
const abbreviationFields: readonly (readonly [field: string, type?: string])[] = [
  ['shortjournal'],
  ['journal-iso', 'iso'],
  ['journal-abbreviation'],
  ['journalabbr'],
  ['journal_abbrev'],
  ['abbrev_source_title'],
  ['journalabbreviation'],
]

function readAbbreviations(source: Source): Journal['abbreviatedTitles'] {
  const long = source.peek('journalabbreviations')
  const said = long === undefined ? undefined : parseNotation(long, JournalSchema.properties.abbreviatedTitles)
  if (Array.isArray(said) && said.length > 0) {
    source.take('journalabbreviations')
    source.take('shortjournal')
    return said
  }
  const found: NonNullable<Journal['abbreviatedTitles']> = []
  for (const [field, type] of abbreviationFields) {
    const title = textField(source.take(field))
    if (title === undefined || found.some((one) => one.title === title)) continue
    found.push({ title, ...(type !== undefined && { type }) })
  }
  return found.length > 0 ? found : undefined
}

function readPublisher(source: Source): Journal['publisher'] {
  const name = textField(source.take('publisher'))
  const ror = textField(parseAnnotations(source.take('publisher+an:ror') ?? '').get(0))
  const place = textField(source.take('address')) ?? textField(source.take('location'))
  if (name === undefined && ror === undefined && place === undefined) return undefined
  return { ...(name && { name }), ...(ror && { ror }), ...(place && { place }) }
}

/** BibTeX calls the issue `number`; biblatex files have `issue` for a named one. */
export const volumeRow: Row = {
  write({ volume, issue }, { put, text }) {
    if (volume !== undefined) put('volume', text(volume))
    if (issue !== undefined) put('number', text(issue))
  },
  read(source, draft) {
    const volume = textField(source.take('volume'))
    if (volume !== undefined) draft.volume = volume
    const number = textField(source.peek('number'))
    // Zotero has arXiv’s identifier here.
    const isNumber = number !== undefined && !/^arXiv:/i.test(number)
    if (isNumber) source.take('number')
    const named = textField(source.peek('issue'))
    if (!isNumber || named === number) source.take('issue')
    const issue = isNumber ? number : named
    if (issue !== undefined) draft.issue = issue
  },
}
