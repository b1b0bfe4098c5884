/**
 * Crossref deposit XML, schema 5.5.0: what a publisher sends to register a DOI. The registry asks for a year of
 * publication and a DOI, and neither may be made up: `lacks` names what a record does not have.
 */
import Type from 'typebox'
import type { Article } from '../../schemas/article.ts'
import { element, leaf, type Markup, markup, sequence } from '../text/markup.ts'
import { peekXml } from '../text/xml.ts'
import { change } from './change.ts'
import type { Codec, Depositor, ReadableCodec, Site, WritableCodec, WriteOptions } from './codec.ts'
import { coarseningsOf, losses, transforms } from './crossref/coarsen.ts'
import { content, contentKind } from './crossref/content.ts'
import { lacksDoi, lacksYear } from './crossref/lacks.ts'
import { readDocuments } from './crossref/read/documents.ts'
import { fit, wholeDay } from './crossref/values.ts'

/** What only the depositor knows; without it the document is made of the record and the site alone. */
export interface DepositOptions extends WriteOptions, Depositor {
  /**
   * Version of the deposit, YYYYMMDDhhmmss: each must be greater than the one before. Else when the record was written,
   * else its latest day.
   */
  readonly timestamp?: string
}

const namespaces = {
  xmlns: 'http://www.crossref.org/schema/5.5.0',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:jats': 'http://www.ncbi.nlm.nih.gov/JATS1',
  'xmlns:mml': 'http://www.w3.org/1998/Math/MathML',
  'xmlns:fr': 'http://www.crossref.org/fundref.xsd',
  'xmlns:ai': 'http://www.crossref.org/AccessIndicators.xsd',
  'xmlns:ct': 'http://www.crossref.org/clinicaltrials.xsd',
  'xmlns:rel': 'http://www.crossref.org/relations.xsd',
  version: '5.5.0',
  'xsi:schemaLocation': 'http://www.crossref.org/schema/5.5.0 https://www.crossref.org/schemas/crossref5.5.0.xsd',
}

export const crossref = {
  name: 'crossref',
  title: 'Crossref deposit XML',
  mediaType: 'application/vnd.crossref.deposit+xml',
  extension: '.xml',
  schema: Type.String({ description: 'A doi_batch of one content item, schema 5.5.0.' }),
  // A batch has its own head, so many are written one after another.
  frame: ['', '\n', ''],
  loses: [
    ...losses,
    'dates/received',
    'dates/revised',
    'dates/corrected',
    'dates/other',
    'copyright',
    'fundingStatement',
    'relations/*/date',
  ],
  coarsens: [
    ...coarseningsOf(),
    change(
      'dates/retracted',
      'the title says RETRACTED; only posted content has a place for the day',
      (date, article) => (contentKind(article) === 'posted_content' ? wholeDay(date as string) : undefined), // a date
    ),
  ],
  transforms,
  lacks: (article) => [...lacksDoi(article), ...lacksYear(article)],
  sniffs: (text: string): number => (peekXml(text).root === 'doi_batch' ? 1 : 0),
  read: readDocuments,
  write: writeBatch,
} as const satisfies Codec & ReadableCodec & WritableCodec

function writeBatch(article: Article, site: Site, asked: DepositOptions = {}): string {
  const options = { ...site.deposits, ...asked }
  const policy = options.crossmarkPolicy
  const body = content(article, { site, options, crossmark: policy === undefined ? 'none' : { policy } })
  return markup`<?xml version="1.0" encoding="UTF-8"?>
${element('doi_batch', sequence(head(article, site, options), element('body', body)), namespaces)}
`
}

function head({ doi = 'no-doi', dates }: Article, site: Site, options: DepositOptions): Markup {
  const modified = options.modified?.replace(/\D/g, '')
  const timestamp = options.timestamp ?? modified ?? `${latestDay(dates)}000000`
  return element(
    'head',
    sequence(
      leaf('doi_batch_id', `${fit(doi, 80)}_${fit(timestamp, 19)}`),
      leaf('timestamp', timestamp),
      element(
        'depositor',
        sequence(
          leaf('depositor_name', fit(options.depositor ?? site.name, 130)),
          // The mailbox that every mail domain has (RFC 5321, 4.5.1).
          leaf('email_address', fit(options.email ?? `postmaster@${hostOf(site)}`, 200)),
        ),
      ),
      leaf('registrant', fit(options.registrant ?? options.depositor ?? site.name, 255)),
    ),
  )
}

/** The latest day that the dates of a record name, as digits. */
function latestDay(dates: Article['dates']): string {
  const days = JSON.stringify(dates ?? {}).match(/\b[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?(?=[",}/-])/g) ?? []
  const latest = days.reduce((later, day) => (day > later ? day : later), '')
  return latest === '' ? '00000000' : latest.replaceAll('-', '').padEnd(8, '0')
}

const hostOf = ({ baseUrl }: Site): string => /^https?:\/\/([^/:]+|\[[^\]]+\])/.exec(baseUrl)?.[1] ?? 'localhost'
