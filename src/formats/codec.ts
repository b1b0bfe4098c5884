/** The one shape of a format: its names, its form on the wire, how to read and write it, and what it cannot carry. */
import type { TSchema } from 'typebox'
import type { Article, Draft } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import type { DatePolicy } from '../article/citation-date.ts'
import { Refusal } from '../article/refusal.ts'

/** The service as documents name it: links in outputs are made from `baseUrl` (no slash at the end). */
export interface Site {
  readonly baseUrl: string
  readonly name: string
  /** Who deposits at a registration agency, where that is known. */
  readonly deposits?: Depositor
}

/** What a registration agency asks of whoever deposits. */
export interface Depositor {
  readonly depositor?: string
  readonly registrant?: string
  readonly email?: string
  /** DOI of the publisher’s Crossmark policy; without it a Crossref deposit has no place for received and revised. */
  readonly crossmarkPolicy?: string
}

/** Names that a record may be given in a document. */
export const recordNames = ['doi', 'citation-key'] as const
export type RecordName = (typeof recordNames)[number]

/** What a writer may be asked for beside the article. */
export interface WriteOptions {
  /** Which publication a citation is dated by; `earliest` unless asked. */
  readonly date?: DatePolicy
  /** The citation key under which the store knows the article; otherwise one is made of the article itself. */
  readonly key?: string
  /** What names the record where the format has one name for it (CSL’s `id`): its DOI unless asked. */
  readonly id?: RecordName
  /** When this version of the record was written, ISO 8601: for formats that number their deposits. */
  readonly modified?: string
  /** A version of the format other than its newest, where the format has several: `1.3` of JATS. */
  readonly version?: string
}

// A path into Article, a star for every member of a list: contributors/*/orcid
export type Field = string

/**
 * A field that a format holds only in a coarser form: how, in a sentence, and the same as a function that makes of an
 * article what the format can say of it. Reading back gives the coarsened article.
 */
export interface Coarsening {
  readonly field: Field
  readonly how: string
  /** Changes nothing in what it is given; where nothing becomes coarser it may return the same object. */
  readonly apply: (article: Article) => Article
  /**
   * The short way: the same, beside fields that the format loses anyway, where it is plain to see without `apply`;
   * otherwise undefined.
   */
  readonly atOnce?: (article: Article) => Article | undefined
}

/** A field that a format says in words of its own, losing nothing: a code for a term, another way to write a date. */
export interface Transform {
  readonly field: Field
  readonly how: string
}

/** What a reader made of one record, or why it could not. `place` is the line, entry key or path in the source. */
export type Reading =
  | { readonly place: string; readonly draft: Draft; readonly notes: readonly Finding[] }
  | { readonly place: string; readonly refusal: Refusal }

/** A metadata format of OAI-PMH: the answer to ListMetadataFormats. */
export interface OaiFormat {
  readonly prefix: string
  readonly namespace: string
  readonly schema: string
}

export interface Codec {
  /** `?format=`, CLI `--to`, fixture folder. */
  readonly name: string
  /** Button in the UI, heading in the docs. */
  readonly title: string
  /** Accept, Content-Type and OpenAPI content key, without parameters. */
  readonly mediaType: string
  readonly aliases?: readonly string[]
  /** Download name, with the dot. */
  readonly extension: string
  /** Shape of one document: an object for JSON formats, otherwise a string. */
  readonly schema: TSchema
  /** Many articles in one document, streamed: before, between and after them. */
  readonly frame: readonly [head: string, between: string, tail: string]
  /** One article needs the frame too: `write` gives a row or a record, which is no document by itself. */
  readonly framesOne?: true
  /** Fields the format has no place for. */
  readonly loses: readonly Field[]
  readonly coarsens?: readonly Coarsening[]
  readonly transforms?: readonly Transform[]
  /** How OAI-PMH names the format, where it is harvested: metadataPrefix, metadataNamespace and schema (2.0, 3.4). */
  readonly oai?: OaiFormat
  /** How sure the format is that this text is written in it: 0 (no) … 1 (certain); looks at the content alone. */
  sniffs?(text: string): number
  /**
   * All records of a text. Throws `Refusal('unreadable')` where no record can be told from another. Pure. `line` is the
   * line of the source at which the text begins, where it is read in parts.
   */
  read?(text: string, line?: number): Reading[]
  /**
   * For records that stand one after another, so that a long source can be read in parts: how much of its beginning is
   * whole records; 0 where it cannot be cut.
   */
  cut?(text: string): number
  /** What the format demands and the article does not have: a document of it would not be valid. */
  lacks?(article: Article): readonly Finding[]
  /** One article as one document. Pure: no clock, no network. */
  write?(article: Article, site: Site, options?: WriteOptions): string
}

export type ReadableCodec = Codec & Required<Pick<Codec, 'read' | 'sniffs'>>
export type WritableCodec = Codec & Required<Pick<Codec, 'write'>>

/** `write`, for an article that has all the format demands. Throws `Refusal('incomplete-article')` for another. */
export function writeWhole(codec: WritableCodec, article: Article, site: Site, options?: WriteOptions): string {
  const findings = codec.lacks?.(article) ?? []
  const [first] = findings
  if (!first) return codec.write(article, site, options)
  throw new Refusal('incomplete-article', `${codec.title} demands what the article lacks: ${first.message}`, {
    findings,
  })
}

/** One article as a document that stands alone. */
export function documentOf(codec: WritableCodec, article: Article, site: Site, options?: WriteOptions): string {
  const text = writeWhole(codec, article, site, options)
  return codec.framesOne ? `${codec.frame[0]}${text}${codec.frame[2]}` : text
}

/** A reading that worked, with the notes its reader made. */
export const understood = (place: string, draft: Draft, notes: readonly Finding[] = []): Reading => ({
  place,
  draft,
  notes,
})
