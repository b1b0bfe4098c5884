/** A text of PubMed XML: a set of articles, one article alone, or articles within an answer of a repository. */

import { Refusal } from '../../../article/refusal.ts'
import type { XmlNode } from '../../../text/xml.ts'
import { peekXml } from '../../../text/xml.ts'
import { type Reading, understood } from '../../codec.ts'
import { keptOf } from '../../kept.ts'
import { envelopeRest, type Found, notesOf, readRecords } from '../../records.ts'
import { placesOf } from '../places.ts'
import { readCitation } from './citation.ts'
import { withoutEmptyJournal } from './journal.ts'
import type { Source } from './source.ts'
import { readSubmission } from './submission.ts'

const roots: ReadonlySet<string> = new Set([
  'ArticleSet',
  'PubmedArticleSet',
  'PubmedArticle',
  'MedlineCitationSet',
  'MedlineCitation',
  'PubmedBookArticle',
  'PubmedBookArticleSet',
])

export function sniffs(text: string): number {
  const { root, doctype } = peekXml(text)
  if (roots.has(root)) return 1
  if (root !== 'Article') return 0
  return /\bPubMed\b/i.test(doctype) || /<(?:PublisherName|JournalTitle|ArticleTitle)\b/.test(text.slice(0, 5000))
    ? 0.9
    : 0
}

const records: ReadonlySet<string> = new Set(['PubmedArticle', 'MedlineCitation', 'PubmedBookArticle', 'Article'])

export const readSet = (text: string): Reading[] =>
  readRecords(text, { title: 'PubMed', is: ({ name }) => records.has(name) }, readRecord)

function readRecord({ place, node, header }: Found): Reading {
  if (node.name === 'PubmedBookArticle') return { place, refusal: book(node) }
  const kept = keptOf(isSyntax)
  const notes = notesOf()
  const source: Source = { draft: {}, kept, notes, places: placesOf(), unmapped: [], isRetracted: false }
  if (node.name === 'Article') readSubmission(node, source)
  else readCitation(node, source)
  const { draft, places, unmapped } = source
  if (places.list.length > 0) draft.affiliations = places.list
  withoutEmptyJournal(draft)
  const rest = [...envelopeRest(header), ...unmapped, ...kept.rest(node)]
  if (rest.length > 0) draft.unmapped = rest
  return understood(place, draft, notes.list)
}

const book = ({ line }: XmlNode): Refusal =>
  new Refusal(
    'unreadable',
    `Line ${line}: This is a book or a chapter of one, and records here are of journal articles.`,
  )

/** What NLM says of its own record and not of the article. */
const isSyntax = (_: XmlNode, name: string): boolean => /^(?:Version|VersionDate|UI|IndexingMethod)$/.test(name)
