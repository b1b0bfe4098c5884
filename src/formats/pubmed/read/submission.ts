/** Article of an ArticleSet: what publishers submit (NLM’s PubMed.dtd). */

import type { Relation } from '../../../../schemas/article.ts'
import { parseUrl } from '../../../article/identifiers.ts'
import { elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { isRegistry } from '../data-banks.ts'
import { relationRow } from '../relation-types.ts'
import { pagesSaid } from '../span.ts'
import { anyArticle, typeOfWord } from '../types.ts'
import { history } from './dates.ts'
import { addGrant } from './funding.ts'
import { addDoi, addIdentifier, articleIds, isItemNumber } from './ids.ts'
import { submittedJournal } from './journal.ts'
import { authorList, groupList } from './people.ts'
import { referenceList } from './references.ts'
import { added, type Part, readParts, type Source } from './source.ts'
import { abstract, copyright, language, rich } from './texts.ts'

export function readSubmission(article: XmlNode, source: Source): void {
  readParts(article, source, parts)
  const { draft } = source
  if (draft.pages !== undefined) draft.pages = pagesSaid(draft.pages)
  if (source.isRetracted && !isToldRetracted(source)) addRelation({ type: 'retracted-by' }, source)
}

const isToldRetracted = ({ draft }: Source): boolean =>
  draft.dates?.retracted !== undefined || draft.relations?.some(({ type }) => type === 'retracted-by') === true

/** The title in English; the own title of an article in another language is the vernacular one. */
const title: Part = (node, source) => {
  const text = rich(node, source)
  if (text !== undefined) source.draft.title = text
}

const vernacular: Part = (node, source) => {
  const { draft } = source
  const text = rich(node, source)
  if (text === undefined) return
  if (draft.title !== undefined)
    draft.translatedTitles = added(draft.translatedTitles, { title: draft.title, language: 'en' })
  draft.title = text
}

const page =
  (field: 'first' | 'last'): Part =>
  (node, { draft, kept }) => {
    const value = kept.text(node)
    kept.done(node) // @LZero is how to print it
    if (value !== undefined) draft.pages = { ...draft.pages, [field]: value }
  }

const location: Part = (node, source) => {
  const { draft, kept } = source
  const said = textOf(node)
  if (said === undefined) return
  const type = kept.attribute(node, 'EIdType')
  kept.attribute(node, 'ValidYN')
  if (type === 'doi') addDoi(node, source)
  else if (isItemNumber(said)) addIdentifier('pii', node, source)
  else if (draft.articleNumber === undefined) draft.articleNumber = kept.text(node) ?? said
}

/** Of several types the first that the record has; “Retracted Publication” is no type. */
export const publicationType: Part = (node, source) => {
  const { draft, kept } = source
  const word = textOf(node)
  if (word === undefined) return
  const type = typeOfWord(word)
  if (word === 'Retracted Publication') source.isRetracted = true
  else if (type !== undefined && draft.type === undefined) draft.type = type
  else if (!anyArticle.test(word)) return
  kept.done(node)
}

type Params = ReadonlyMap<string, XmlNode>

const objectList: Part = (list, source) => {
  for (const object of elements(list, 'Object')) {
    const type = object.attributes.Type?.trim() ?? ''
    const params = new Map(elements(object, 'Param').map((param) => [param.attributes.Name ?? '', param]))
    if (readObject(type, params, source)) source.kept.done(object)
  }
}

/** Whether the object was understood. */
function readObject(type: string, params: Params, source: Source): boolean {
  const { draft } = source
  const text = (name: string) => textOf(params.get(name))
  const said = [...params.keys()].filter((name) => text(name) !== undefined)
  const only = (...names: string[]) => said.every((name) => names.includes(name))
  if (type === 'keyword') {
    const term = rich(params.get('value'), source)
    if (term === undefined || !only('value')) return said.length === 0
    const [group] = draft.keywords ?? []
    if (group === undefined) draft.keywords = [{ terms: [term] }]
    else group.terms.push(term)
    return true
  }
  if (type === 'grant') {
    if (!only('id', 'grantor')) return false
    addGrant(draft, text('grantor'), text('id'))
    return true
  }
  const id = text('id')
  if (isRegistry(type) && id !== undefined && only('id')) {
    const implied = type === (/^ISRCTN/i.test(id) ? 'ISRCTN' : 'ClinicalTrials.gov')
    draft.clinicalTrials = added(draft.clinicalTrials, { number: id, ...(!implied && { registry: type }) })
    return true
  }
  return id !== undefined && only('type', 'id') && readRelation(type, text('type'), id, source)
}

function readRelation(word: string, idType: string | undefined, id: string, source: Source): boolean {
  const row = relationRow(word)
  if (row === undefined) return false
  const isPreprint = source.draft.type === 'preprint'
  const type = word === 'UpdateIn' && isPreprint ? 'is-preprint-of' : word === 'UpdateOf' ? 'has-preprint' : row.type
  addRelation({ type, ...targetOf(idType, id), ...(row.label !== undefined && { label: row.label }) }, source)
  return true
}

function targetOf(type: string | undefined, id: string): Omit<Relation, 'type'> {
  if (type === 'doi') return { doi: id }
  if (type === 'uri' && 'value' in parseUrl(id)) return { url: id }
  if (type === undefined || type === 'other') return { identifier: id }
  return { identifier: id, identifierType: type === 'pubmed' ? 'pmid' : type === 'pmc' ? 'pmcid' : type }
}

function addRelation(relation: Relation, { draft }: Source): void {
  draft.relations = added(draft.relations, relation)
}

const parts: Readonly<Record<string, Part>> = {
  Journal: submittedJournal,
  ArticleTitle: title,
  VernacularTitle: vernacular,
  FirstPage: page('first'),
  LastPage: page('last'),
  ELocationID: location,
  Language: language,
  AuthorList: authorList,
  GroupList: groupList,
  PublicationType: publicationType,
  ArticleIdList: articleIds,
  History: history,
  Abstract: abstract,
  OtherAbstract: abstract,
  CopyrightInformation: copyright,
  ObjectList: objectList,
  ReferenceList: referenceList,
}
