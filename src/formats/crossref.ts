/**
 * Crossref deposit XML, schema 5.5.0: what a publisher sends to register a DOI. The registry asks for a year of
 * publication and a DOI; a record without one is written without, since neither may be made up, and will be refused.
 */
import Type from 'typebox'
import type { Article } from '../../schemas/article.ts'
import { element, leaf, type Markup, markup, sequence } from '../text/markup.ts'
import { change } from './change.ts'
import type { Codec, Site, WritableCodec, WriteOptions } from './codec.ts'
import { coarsenings, losses, transforms } from './crossref/coarsen.ts'
import { content, contentKind } from './crossref/content.ts'
import { fit, wholeDay } from './crossref/values.ts'

/** What only the depositor knows; without it the document is made of the record and the site alone. */
export interface DepositOptions extends WriteOptions {
  /** Version of the deposit, YYYYMMDDhhmmss: each must be greater than the one before. Else the latest day of the record. */
  readonly timestamp?: string
  /** Where the registry reports to. Else the mailbox every mail domain has (RFC 5321, 4.5.1): postmaster@ the site. */
  readonly email?: string
  readonly depositor?: string
  readonly registrant?: string
  /** DOI of the publisher’s Crossmark policy. Without it the schema has no place for the history of the article. */
  readonly crossmarkPolicy?: string
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
    ...coarsenings,
    change(
      'dates/retracted',
      'the title says RETRACTED; only posted content has a place for the day',
      (date, article) => (contentKind(article) === 'posted_content' ? wholeDay(date as string) : undefined), // a date
    ),
  ],
  transforms,
  write: writeBatch,
} as const satisfies Codec & WritableCodec

function writeBatch(article: Article, site: Site, options: DepositOptions = {}): string {
  const policy = options.crossmarkPolicy
  const body = content(article, { site, options, crossmark: policy === undefined ? 'none' : { policy } })
  return markup`<?xml version="1.0" encoding="UTF-8"?>
${element('doi_batch', sequence(head(article, site, options), element('body', body)), namespaces)}
`
}

function head({ doi = 'no-doi', dates }: Article, site: Site, options: DepositOptions): Markup {
  const timestamp = options.timestamp ?? `${latestDay(dates)}000000`
  return element(
    'head',
    sequence(
      leaf('doi_batch_id', `${fit(doi, 80)}_${fit(timestamp, 19)}`),
      leaf('timestamp', timestamp),
      element(
        'depositor',
        sequence(
          leaf('depositor_name', fit(options.depositor ?? site.name, 130)),
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
