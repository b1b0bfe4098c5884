/**
 * UNIXREF, the form in which Crossref answers a query for one DOI: the content of a deposit without its head. Zotero
 * reads it without namespaces and looks for the bare tag `<crossref>` in the first lines.
 */
import Type from 'typebox'
import type { Article, Relation } from '../../schemas/article.ts'
import { citationDate } from '../article/citation-date.ts'
import { doiPrefix } from '../article/doi.ts'
import { element } from '../text/markup.ts'
import { peekXml } from '../text/xml.ts'
import { change } from './change.ts'
import type { Codec, ReadableCodec, Site, WritableCodec, WriteOptions } from './codec.ts'
import { coarseningsOf, losses, transforms } from './crossref/coarsen.ts'
import { content, contentKind } from './crossref/content.ts'
import { lacksDoi } from './crossref/lacks.ts'
import { readDocuments } from './crossref/read/documents.ts'
import { fit, isDepositableDoi, wholeDay } from './crossref/values.ts'
import { updateTypes } from './crossref/vocabulary.ts'

const namespaces = {
  'xmlns:jats': 'http://www.ncbi.nlm.nih.gov/JATS1',
  'xmlns:mml': 'http://www.w3.org/1998/Math/MathML',
  'xmlns:fr': 'http://www.crossref.org/fundref.xsd',
  'xmlns:ai': 'http://www.crossref.org/AccessIndicators.xsd',
  'xmlns:ct': 'http://www.crossref.org/clinicaltrials.xsd',
  'xmlns:rel': 'http://www.crossref.org/relations.xsd',
}

const events = ['received', 'revised', 'corrected', 'retracted', 'other'] as const

export const unixref = {
  name: 'unixref',
  title: 'Crossref UNIXREF XML',
  mediaType: 'application/vnd.crossref.unixref+xml',
  aliases: ['application/unixref+xml'],
  extension: '.xml',
  schema: Type.String({ description: 'One doi_record of UNIXREF 1.1, inside doi_records.' }),
  // Each record declares its namespaces: doi_records and crossref stay bare.
  frame: ['<?xml version="1.0" encoding="UTF-8"?>\n<doi_records>\n', '\n', '\n</doi_records>\n'],
  framesOne: true,
  loses: losses,
  coarsens: coarseningsOf([
    ...[...events.map((name) => `dates/${name}`), 'copyright', 'fundingStatement'].map((field) =>
      change(field, 'part of Crossmark, which only articles in journals have', (value, article) =>
        contentKind(article) === 'journal' || (field === 'dates/retracted' && isWithdrawal(article))
          ? value
          : undefined,
      ),
    ),
    change('relations/*', 'the day of the notice where an update names no other', (one, article) => {
      const { date, ...relation } = one as Relation // the field’s own shape
      const { doi, type } = relation
      const isUpdate = updateTypes[type] !== undefined && doi !== undefined && isDepositableDoi(doi)
      if (!isUpdate || contentKind(article) !== 'journal') return relation
      const day = wholeDay(date) ?? wholeDay(citationDate(article))
      return { ...relation, ...(day !== undefined && { date: day }) }
    }),
    ...['copyright/statement', 'copyright/year', 'copyright/holder', 'fundingStatement'].map((field) =>
      change(field, 'a statement of two to 1024 characters', (text) => fit(String(text), 1024, 2)),
    ),
  ]),
  transforms: [...transforms, { field: 'dates/other/*/event', how: 'assertion/@label' }],
  lacks: lacksDoi,
  sniffs,
  read: readDocuments,
  write: writeRecord,
} as const satisfies Codec & ReadableCodec & WritableCodec

const roots: ReadonlySet<string> = new Set(['doi_records', 'doi_record', 'crossref_result', 'crossref'])

/** Answers to a harvester hold records of any kind; those of Crossref are known by the element around each. */
function sniffs(text: string): number {
  const { root } = peekXml(text)
  if (roots.has(root)) return 1
  if (root !== 'OAI-PMH' && root !== 'record') return 0
  return /<(?:[\w-]{1,20}:)?(?:crossref|crossref_metadata|crossref_result|doi_records?)[\s>]/.test(
    text.slice(0, 100_000),
  )
    ? 0.99
    : 0
}

const isWithdrawal = (article: Article): boolean =>
  contentKind(article) === 'posted_content' && wholeDay(article.dates?.retracted) !== undefined

function writeRecord(article: Article, site: Site, options?: WriteOptions): string {
  const record = element('crossref', content(article, { site, crossmark: 'free', ...(options && { options }) }))
  const owner = article.doi === undefined ? undefined : doiPrefix(article.doi)
  return element('doi_record', record, { owner, ...namespaces })
}
