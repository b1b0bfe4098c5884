/** How articles stand to each other, in the words of MEDLINE’s RefType and of the fields of its tagged form. */
import type { Relation, RelationType } from '../../../schemas/article.ts'

interface Row {
  readonly type: RelationType
  /** Where the record’s word says less than the source’s. */
  readonly label?: string
}

const row = (type: RelationType, label?: string): Row => ({ type, ...(label !== undefined && { label }) })

/** CommentsCorrections/@RefType, and the words of submissions. */
const rows: Readonly<Record<string, Row>> = {
  CommentOn: row('comments-on'),
  Comment: row('comments-on'),
  CommentIn: row('has-comment'),
  ErratumIn: row('corrected-by'),
  ErratumFor: row('corrects'),
  Erratum: row('corrects'),
  ExpressionOfConcernIn: row('has-expression-of-concern'),
  ExpressionOfConcernFor: row('expresses-concern-about'),
  RetractionIn: row('retracted-by'),
  RetractionOf: row('retracts'),
  Retraction: row('retracts'),
  PartialRetractionIn: row('retracted-by', 'partial retraction in'),
  PartialRetractionOf: row('retracts', 'partial retraction of'),
  UpdateIn: row('updated-by'),
  UpdateOf: row('updates'),
  Update: row('updates'),
  RepublishedFrom: row('is-version-of'),
  RepublishedIn: row('has-version'),
  CorrectedandRepublishedFrom: row('is-version-of', 'corrected and republished from'),
  CorrectedandRepublishedIn: row('has-version', 'corrected and republished in'),
  RetractedandRepublishedFrom: row('is-version-of', 'retracted and republished from'),
  RetractedandRepublishedIn: row('has-version', 'retracted and republished in'),
  ReprintOf: row('is-version-of', 'reprint of'),
  ReprintIn: row('has-version', 'reprint in'),
  AssociatedDataset: row('has-dataset'),
  Dataset: row('has-dataset'),
  DatasetUseReportedIn: row('other', 'dataset use reported in'),
  DatasetDescribedIn: row('other', 'dataset described in'),
  AssociatedPublication: row('other', 'associated publication'),
  SummaryForPatientsIn: row('other', 'summary for patients in'),
  OriginalReportIn: row('other', 'original report in'),
}

export const relationRow = (word: string): Row | undefined => (Object.hasOwn(rows, word) ? rows[word] : undefined)

/** Fields of the tagged form. */
export const relationTags: Readonly<Record<string, string>> = {
  CON: 'CommentOn',
  CIN: 'CommentIn',
  EIN: 'ErratumIn',
  EFR: 'ErratumFor',
  ECI: 'ExpressionOfConcernIn',
  ECF: 'ExpressionOfConcernFor',
  RIN: 'RetractionIn',
  ROF: 'RetractionOf',
  PRIN: 'PartialRetractionIn',
  PROF: 'PartialRetractionOf',
  UIN: 'UpdateIn',
  UOF: 'UpdateOf',
  RPF: 'RepublishedFrom',
  RPI: 'RepublishedIn',
  CRF: 'CorrectedandRepublishedFrom',
  CRI: 'CorrectedandRepublishedIn',
  RRF: 'RetractedandRepublishedFrom',
  RRI: 'RetractedandRepublishedIn',
  DDIN: 'DatasetDescribedIn',
  DRIN: 'DatasetUseReportedIn',
  SPIN: 'SummaryForPatientsIn',
  ORI: 'OriginalReportIn',
}

/** Servers of preprints as MEDLINE abbreviates them; an update of one of their papers is its publication. */
const servers =
  /^(?:bio|med|chem|earth|psy|soc|eco|techr?)?a?rxiv\b|^(?:Res(?:earch)? Sq(?:uare)?|Preprints|SSRN|OSF Preprints|F1000Res)\b/i

export const isPreprintSource = (source: string): boolean => servers.test(source)

export interface CitedWork {
  readonly word: string
  /** The citation in one line. */
  readonly source?: string | undefined
  readonly pmid?: string | undefined
}

/** The relation that a citation of MEDLINE states; a preprint and its publication update each other there. */
export function relationOf({ word, source = '', pmid }: CitedWork, isPreprint: boolean): Relation | undefined {
  const known = relationRow(word)
  if (known === undefined) return undefined
  const said = word === 'UpdateIn' && isPreprint ? row('is-preprint-of') : known
  const { type, label } = word === 'UpdateOf' && isPreprintSource(source) ? row('has-preprint') : said
  const doi = /\bdoi: ?(10\.\d{4,9}\/[^\s"<>]{1,500}?)[.;,]?(?:\s|$)/i.exec(source)?.[1]
  const words = [label, doi === undefined && pmid === undefined ? source : undefined].filter(Boolean).join(': ')
  return {
    type,
    ...(doi !== undefined && { doi }),
    ...(pmid !== undefined && { identifier: pmid, identifierType: 'pmid' }),
    ...(words !== '' && { label: words.slice(0, 1000) }),
  }
}
