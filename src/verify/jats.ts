/** Judges JATS documents by the DTD that their DOCTYPE names, in process: some tens of microseconds a record. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DtdValidator, XmlDocument, XmlDtd, XmlLibError } from 'libxml2-wasm'
import type { Finding } from '../../schemas/problem.ts'
import { flattenDtd } from './dtd.ts'

/** Which field of the record an element was written from: for findings that name what to mend. */
const fieldOf: Readonly<Record<string, string>> = {
  'journal-meta': '/journal',
  'article-id': '/identifiers',
  'article-categories': '/heading',
  'title-group': '/title',
  'article-title': '/title',
  'trans-title': '/translatedTitles',
  'contrib-group': '/contributors',
  contrib: '/contributors',
  collab: '/contributors',
  aff: '/affiliations',
  'pub-date': '/dates',
  history: '/dates',
  'pub-history': '/dates',
  permissions: '/licences',
  license: '/licences',
  abstract: '/abstracts',
  'trans-abstract': '/abstracts',
  'kwd-group': '/keywords',
  'funding-group': '/funding',
  'self-uri': '/links',
  'related-article': '/relations',
  'related-object': '/clinicalTrials',
  'ref-list': '/references',
  ref: '/references',
}

export type Verifier = (document: string) => readonly Finding[]

/** A verifier that loads each DTD when it is first needed. Every finding is an error. */
export function createJatsVerifier(): Verifier {
  const catalog = readCatalog()
  const validators = new Map<string, DtdValidator>()
  const validatorOf = (publicId: string): DtdValidator | undefined => {
    const file = catalog.get(publicId)
    if (file !== undefined && !validators.has(publicId)) {
      validators.set(publicId, new DtdValidator(XmlDtd.fromString(flattenDtd(file))))
    }
    return validators.get(publicId)
  }
  return (text) => {
    const doctype = /<!DOCTYPE\s+article\s+PUBLIC\s+"([^"]*)"[^>]*>/.exec(text)
    const validator = validatorOf(doctype?.[1] ?? '')
    if (!doctype || !validator) return [finding(`No known DTD is named: ${doctype?.[0] ?? 'there is no DOCTYPE'}`, '')]
    return validate(text.replace(doctype[0], ''), validator)
  }
}

function validate(text: string, validator: DtdValidator): readonly Finding[] {
  let document: XmlDocument | undefined
  try {
    document = XmlDocument.fromString(text)
    validator.validate(document)
    return []
  } catch (error) {
    if (error instanceof XmlLibError) return error.details.map(({ message, xpath }) => finding(message, xpath ?? ''))
    throw error
  } finally {
    document?.dispose()
  }
}

function finding(message: string, xpath: string): Finding {
  const elements = xpath.split('/').map((step) => step.replace(/\[.*$/, ''))
  const named = /^(?:Element|No declaration for element) ([\w-]+)/.exec(message)?.[1]
  const pointer = [named, ...elements.reverse()].map((name) => fieldOf[name ?? '']).find((field) => field !== undefined)
  return {
    severity: 'error',
    code: 'jats-invalid',
    pointer: pointer ?? '',
    value: xpath,
    message: `The JATS document would not be valid: ${message.trim().slice(0, 500)}`,
    remedy: 'Correct the field named here; if it looks right, please report the record.',
  }
}

/** Public identifier → file, of every DTD that the package carries. */
function readCatalog(): ReadonlyMap<string, string> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@jats4r/dtds/package.json')), 'schema')
  const catalog = readFileSync(join(folder, 'catalog.xml'), 'utf8')
  return new Map(
    [...catalog.matchAll(/publicId="([^"]*)"\s+uri="([^"]*)"/g)].map(([, id = '', uri = '']) => [
      id,
      join(folder, uri),
    ]),
  )
}
