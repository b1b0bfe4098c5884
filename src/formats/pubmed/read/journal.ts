/** Journal: of a submission one title and one ISSN; of MEDLINE all that NLM’s catalogue knows. */
import type { Draft, Journal } from '../../../../schemas/article.ts'
import { child, elements, type XmlNode } from '../../../text/xml.ts'
import { issueParts } from '../issue.ts'
import { addDate, fieldOfStatus, partsDate } from './dates.ts'
import { identifier, type Part, readParts, type Source } from './source.ts'

type Media = NonNullable<Journal['issn']>

export function journalOf({ draft }: Pick<Source, 'draft'>): Journal {
  draft.journal ??= {}
  return draft.journal
}

/** Journal of a submission. */
export const submittedJournal: Part = (node, source) => readParts(node, source, submitted)

const submitted: Readonly<Record<string, Part>> = {
  PublisherName: (node, source) => {
    const name = source.kept.text(node)
    if (name !== undefined) journalOf(source).publisher = { name }
  },
  JournalTitle: (node, source) => {
    const title = source.kept.text(node)
    if (title !== undefined) journalOf(source).title = title
  },
  Issn: (node, source) => addIssn('unspecified', node, source),
  Volume: (node, source) => addVolume(node, source),
  Issue: (node, source) => addIssue(node, source),
  // Without a status NLM takes the date for that of the print, which nobody has said.
  PubDate: (node, source) => {
    const date = partsDate(node, source)
    if (date === undefined) return
    const status = source.kept.attribute(node, 'PubStatus')?.toLowerCase()
    addDate(fieldOfStatus(status) ?? 'published', date, status ?? 'published', source)
  },
}

function addVolume(node: XmlNode, { draft, kept }: Source): void {
  const volume = kept.text(node)
  if (volume !== undefined) draft.volume = volume
}

function addIssue(node: XmlNode, { draft, kept }: Source): void {
  const text = kept.text(node)
  if (text !== undefined) Object.assign(draft, issueParts(text))
}

export function addIssn(medium: keyof Media, node: XmlNode | undefined, source: Source): void {
  if (node === undefined) return
  const value = identifier('issn', node, source, '/journal/issn')
  if (value !== undefined) putIssn(medium, value, source)
}

/** A second ISSN for a medium that has one is of none that is known. */
export function putIssn(medium: keyof Media, value: string, source: Pick<Source, 'draft'>): void {
  const journal = journalOf(source)
  journal.issn ??= {}
  const { issn } = journal
  if (medium !== 'unspecified' && (issn[medium] === undefined || issn[medium] === value)) issn[medium] = value
  else if (!issn.unspecified?.includes(value)) issn.unspecified = [...(issn.unspecified ?? []), value]
}

/** ISSN/@IssnType, and the words of the tagged form. */
export const mediumOf = (type: string | undefined): keyof Media =>
  (({ print: 'print', electronic: 'electronic', linking: 'linking', undetermined: 'unspecified' })[
    (type ?? '').toLowerCase()
  ] as keyof Media | undefined) ?? 'unspecified' // values of the table

/** Journal of MEDLINE; the date of its issue is read with the other dates. */
export const citedJournal: Part = (node, source) => {
  const { kept } = source
  const issue = child(node, 'JournalIssue')
  for (const issn of elements(node, 'ISSN')) addIssn(mediumOf(kept.attribute(issn, 'IssnType')), issn, source)
  if (issue !== undefined) readParts(issue, source, { Volume: addVolume, Issue: addIssue })
  const title = kept.text(child(node, 'Title'))
  if (title !== undefined) journalOf(source).title = title
  addAbbreviation(kept.text(child(node, 'ISOAbbreviation')), 'iso', source)
}

/** MedlineJournalInfo. */
export const catalogued: Part = (node, source) => {
  const { kept } = source
  addAbbreviation(kept.text(child(node, 'MedlineTA')), 'nlm-ta', source)
  addCatalogueId(kept.text(child(node, 'NlmUniqueID')), source)
  addIssn('linking', child(node, 'ISSNLinking'), source)
  const place = kept.text(child(node, 'Country'))
  if (place !== undefined) journalOf(source).publisher = { ...source.draft.journal?.publisher, place }
}

export function addAbbreviation(title: string | undefined, type: string, source: Pick<Source, 'draft'>): void {
  if (title === undefined) return
  const journal = journalOf(source)
  journal.abbreviatedTitles = [...(journal.abbreviatedTitles ?? []), { title, type }]
}

/** The number of a title in NLM’s catalogue. */
export function addCatalogueId(value: string | undefined, source: Pick<Source, 'draft'>): void {
  if (value === undefined) return
  const journal = journalOf(source)
  journal.identifiers = [...(journal.identifiers ?? []), { type: 'nlm-journal-id', value }]
}

export const withoutEmptyJournal = (draft: Draft): void => {
  if (draft.journal !== undefined && Object.keys(draft.journal).length === 0) delete draft.journal
}
