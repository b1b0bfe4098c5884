/** A row for each tag that can be read by itself. */
import { kinds } from '../../article/identifiers.ts'
import { looseRich } from '../../text/loose-markup.ts'
import { addAccession } from '../pubmed/data-banks.ts'
import { issueParts } from '../pubmed/issue.ts'
import { addDate, fieldOfStatus, medlineDate } from '../pubmed/read/dates.ts'
import { addGrant } from '../pubmed/read/funding.ts'
import { putIdentifier } from '../pubmed/read/ids.ts'
import { addAbbreviation, addCatalogueId, journalOf, mediumOf, putIssn } from '../pubmed/read/journal.ts'
import { added } from '../pubmed/read/source.ts'
import { addKeywords } from '../pubmed/read/subjects.ts'
import { relationOf, relationTags } from '../pubmed/relation-types.ts'
import { abstractOf } from './abstract.ts'
import type { NbibField } from './fields.ts'
import { nbibLanguage } from './language.ts'
import { type NbibSource, named } from './source.ts'

export function readRows(source: NbibSource): void {
  for (const field of source.fields) {
    if (apart.has(field.tag) || field.text === '') continue
    const row = Object.hasOwn(rows, field.tag) ? rows[field.tag] : undefined
    if (row !== undefined) row(field, source)
    else if (Object.hasOwn(relationTags, field.tag)) relation(field, source)
    else source.keep(field)
  }
}

/** Read together with others, before or after these. */
const apart: ReadonlySet<string> = new Set(
  'TI TT PT FAU AU AUID AD CN FED ED FIR IR IRAD DP DEP PST LID AID OTO PG'.split(' '),
)

type Row = (field: NbibField, source: NbibSource) => void

const journalTitle: Row = (field, source) => {
  const journal = journalOf(source)
  if (journal.title === undefined) journal.title = field.text
  else source.keep(field)
}

/** “1546-1696 (Electronic)”, “EISSN-2375-5636”. */
const issn: Row = (field, source) => {
  const [, before = '', said = '', after = ''] =
    /^(?:(E|P)?ISSN-?)? ?(\d{4}-?\d{3}[\dXx])(?: \((\p{L}{3,12})\))?$/iu.exec(field.text) ?? []
  const parsed = kinds.issn.parse(said)
  if (!('value' in parsed)) {
    if (said !== '') source.notes.add(parsed.code, '/journal/issn', `“${said}”: ${parsed.message}`, field.text)
    source.keep(field)
    return
  }
  const medium = /^e$/i.test(before) ? 'electronic' : /^p$/i.test(before) ? 'print' : mediumOf(after)
  putIssn(medium, parsed.value, source)
}

/** “R01 AI116794/AI/NIAID NIH HHS/United States”: number, acronym, agency, country; the agency may stand alone. */
const grant: Row = (field, { draft, keep, notes }) => {
  const parts = field.text.split('/')
  const [award, acronym, agency, country] = parts
  if (parts.length === 4 && agency) {
    addGrant(draft, agency, award || undefined)
    if (acronym || country) keep(field)
  } else if (parts.length === 3 && acronym && agency) {
    // Number, agency and country, or number, acronym and agency: countries are what three parts end with.
    addGrant(draft, acronym, award || undefined)
    keep(field)
    notes.add(
      'grant-parted',
      '/funding',
      'Of the three parts of a grant the second was taken for the funder.',
      field.text,
    )
  } else if (parts.length === 2 && award && acronym) addGrant(draft, acronym, award)
  else if (parts.length === 1) addGrant(draft, field.text, undefined)
  else keep(field)
}

/** Stars mark the topics that an article is mainly about. */
const mesh: Row = ({ text }, source) => addTerm('mesh', looseRich(text.replace(/(^|\/)\*/g, '$1')), source)

const keyword: Row = ({ text }, source) => {
  const owner = named(source.fields, 'OTO')[0]?.text
  const term = looseRich(text.replace(/^\*/, ''))
  addTerm(owner === 'NOTNLM' ? undefined : owner, term, source)
}

function addTerm(vocabulary: string | undefined, term: string, source: NbibSource): void {
  if (term === '') return
  const group = source.draft.keywords?.find((one) => one.vocabulary === vocabulary)
  if (group === undefined) addKeywords(vocabulary, [term], source)
  else group.terms.push(term)
}

/** “2017/10/18 00:00 [received]”: events of the article; those of its record are kept. */
const historyOf: Row = (field, source) => {
  const [, day = '', time = '', status] =
    /^(\d{4}(?:\/\d{1,2}){0,2})(?: (\d{1,2}:\d{2}))? \[([a-z-]{3,30})\]$/.exec(field.text) ?? []
  const to = fieldOfStatus(status)
  if (status === undefined || to === undefined) return source.keep(field)
  const parts = day.split('/').map((part) => part.padStart(2, '0'))
  addDate(to, medlineDate(parts.join('-')), status, source)
  if (!/^(?:0?0:00)?$/.test(time)) source.keep(field)
}

/** “ClinicalTrials.gov/NCT01234567”, “PDB/1ABC”, “GENBANK/AB1”. */
const secondarySource: Row = (field, { draft, keep }) => {
  const slash = field.text.indexOf('/')
  const [bank, number] = [field.text.slice(0, slash).trim(), field.text.slice(slash + 1).trim()]
  if (slash < 1 || number === '') keep(field)
  else addAccession(draft, bank, number)
}

/** “Nature. 2020 Jan;1(2):3. doi: 10.1038/x. PMID: 123”. */
const relation: Row = (field, { draft, keep }) => {
  const word = relationTags[field.tag] ?? ''
  const pmid = /\bPMID: ?(\d{1,9})/.exec(field.text)?.[1]
  const found = relationOf({ word, source: field.text, pmid }, draft.type === 'preprint')
  if (found === undefined) return keep(field)
  draft.relations = added(draft.relations, found)
  if (found.label?.endsWith(field.text) !== true) keep(field)
}

const identifier =
  (type: string): Row =>
  ({ text }, source) =>
    putIdentifier(type, text, source)

const rows: Readonly<Record<string, Row>> = {
  PMID: identifier('pmid'),
  PMC: (field, source) => {
    putIdentifier('pmcid', field.text.split(' ')[0] ?? field.text, source)
    if (field.text.includes(' ')) source.keep(field)
  },
  MID: identifier('manuscript'),
  OID: ({ text }, source) => {
    const [, owner = '', value = ''] = /^([A-Z]{2,12}): (\S.*)$/.exec(text) ?? []
    if (/^PMC\d+$/.test(value)) putIdentifier('pmcid', value, source)
    else putIdentifier(owner || named(source.fields, 'OWN')[0]?.text || 'other', value || text, source)
  },
  AB: (field, source) => abstractOf(field, source),
  OAB: (field, source) => abstractOf(field, source),
  OABL: (field, { keep }) => {
    if (nbibLanguage(field.text) === undefined) keep(field)
  },
  CI: (field, { draft, keep }) => {
    if (draft.copyright === undefined) draft.copyright = { statement: field.text }
    else keep(field)
  },
  LA: (field, { draft, keep }) => {
    const tag = nbibLanguage(field.text)
    if (tag === undefined || draft.language !== undefined) keep(field)
    else draft.language = tag
  },
  JT: journalTitle,
  TA: ({ text }, source) => addAbbreviation(text, 'nlm-ta', source),
  JID: ({ text }, source) => addCatalogueId(text, source),
  IS: issn,
  ISSN: issn,
  PL: ({ text }, source) => {
    const journal = journalOf(source)
    journal.publisher = { ...journal.publisher, place: text }
  },
  PB: ({ text }, source) => {
    const journal = journalOf(source)
    journal.publisher = { ...journal.publisher, name: text }
  },
  VI: (field, { draft, keep }) => {
    if (draft.volume === undefined) draft.volume = field.text
    else keep(field)
  },
  IP: (field, { draft, keep }) => {
    if (draft.issue === undefined && draft.supplement === undefined) Object.assign(draft, issueParts(field.text))
    else keep(field)
  },
  GR: grant,
  MH: mesh,
  OT: keyword,
  PHST: historyOf,
  SI: secondarySource,
}
