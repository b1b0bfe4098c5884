/** Every judge of every format: official validators where they are at hand, grammars and models of ours otherwise. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import type { Article } from '../../schemas/article.ts'
import type { WritableCodec } from '../../src/formats/codec.ts'
import { createVerification } from '../../src/verify/verify.ts'
import { parsers } from '../judges/bibtex-parsers.ts'
import { judgeCff } from '../judges/cff.ts'
import { judgeOrder } from '../judges/crossref-order.ts'
import { judgeWork } from '../judges/crossref-work.ts'
import { absent as depositAbsent, judgeDeposit } from '../judges/crossref-xsd.ts'
import { parseCsv } from '../judges/csv.ts'
import { judgeDatacite } from '../judges/datacite.ts'
import { judgeDoaj } from '../judges/doaj.ts'
import { endnoteFaults } from '../judges/endnote-xml.ts'
import { parseTags } from '../judges/html-tags.ts'
import { judgeJats4r } from '../judges/jats4r.ts'
import { unsaidLeaves } from '../judges/leaves.ts'
import { judgePubmed } from '../judges/pubmed-dtd.ts'
import { parseRefer } from '../judges/refer.ts'
import { parseRis } from '../judges/ris.ts'
import { hasOfficialContext, judgeSchemaOrg } from '../judges/schema-org-terms.ts'
import { missing, schemas, validate } from '../judges/xsd.ts'

/** The DTD loaded once; test/verify sees that it judges as libxml2 does with the DTD’s own files. */
const verification = createVerification()

/** What is wrong with a document that a format made of an article; an empty list where nothing is. */
export type Judge = (document: string, article: Article) => readonly string[]

export interface JudgeRow {
  readonly format: string
  readonly judge: string
  /** Why the judge cannot sit; false where it can. */
  readonly absent: string | false
  readonly run: Judge
}

const own = (format: string, judge: string, run: Judge): JudgeRow => ({ format, judge, absent: false, run })

/** An official XSD of the folder of schemas. */
const xsd = (format: string, path: string, ...others: readonly string[]): JudgeRow => ({
  format,
  judge: path.split('/').at(-1) ?? path,
  absent: missing(path, ...others),
  run: (document) => validate(document, path),
})

/** A parser that throws is a judge. */
const parses =
  (parse: (text: string) => readonly unknown[]): Judge =>
  (document) =>
    parse(document).length > 0 ? [] : ['nothing was read']

/** The judge that every format has: whatever is said to be kept is found in the document. */
export const leafJudge = (codec: WritableCodec): JudgeRow =>
  own(codec.name, 'every leaf found or told', (document, article) => unsaidLeaves(document, article, codec))

export const judges: readonly JudgeRow[] = [
  own('json', 'read back by JSON.parse', (document) => (JSON.parse(document) ? [] : ['nothing'])),
  cslData(),
  ...['bibtex', 'bibtex-ascii', 'biblatex'].flatMap((format) =>
    Object.entries(parsers).map(([parser, parse]) =>
      own(format, parser, (document) => (parse(document) ? [] : ['nothing'])),
    ),
  ),
  own('ris', 'grammar that three readers share', parses(parseRis)),
  own('jats', 'DTD 1.4 (libxml2)', (document) => verification.judge('jats', document).map(({ message }) => message)),
  own('jats', 'JATS4R rules', judgeJats4r),
  own('schema-org', hasOfficialContext ? 'terms, and the official context' : 'terms', judgeSchemaOrg),
  xsd('oai-dc', 'oai/oai_dc.xsd', 'oai/simpledc20021212.xsd'),
  xsd('datacite-xml', 'datacite/kernel-4.6/metadata.xsd'),
  own('datacite-xml', 'structure', judgeDatacite),
  { format: 'crossref', judge: 'crossref 5.5.0 XSD and its assertions', absent: depositAbsent, run: judgeDeposit },
  own('crossref', 'order of elements', judgeOrder),
  own('crossref-json', 'types of the REST API', (document) => judgeWork(JSON.parse(document))),
  own('pubmed', 'PubMed DTD, elements in order', judgePubmed),
  own('doaj', 'required fields', (document) => judgeDoaj(document)),
  xsd('marcxml', 'marc/MARC21slim.xsd'),
  xsd('mods', 'mods/mods-3-8.xsd', 'loc/xlink.xsd'),
  own('endnote-xml', 'structure', endnoteFaults),
  own('enw', 'grammar', parses(parseRefer)),
  own('cff', 'schema of ours for CFF 1.2.0', judgeCff),
  own('coins', 'read back as tags', parses(parseTags)),
  own('highwire', 'read back as tags', parses(parseTags)),
  own('csv', 'RFC 4180', parses(parseCsv)),
]

/** The official schema of CSL-JSON judges a list of items. */
function cslData(): JudgeRow {
  const path = 'csl/csl-data.json'
  const file = join(schemas, path)
  const official = existsSync(file)
    ? new Ajv({ strict: false, logger: false }).compile(JSON.parse(readFileSync(file, 'utf8')))
    : undefined
  return {
    format: 'csl-json',
    judge: 'csl-data.json 1.0.2',
    absent: missing(path),
    run: (document) => {
      if (!official || official([JSON.parse(document)])) return []
      return (official.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
    },
  }
}
