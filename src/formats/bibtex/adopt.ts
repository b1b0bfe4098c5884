/** Our biblatex entries as our BibTeX has them: fields under their own names, annotations that stand for fields as fields. */
import { contentVersions } from '../../../schemas/article.ts'
import { parseAnnotations } from './annotations.ts'

/** What stands as an annotation of another field because biblatex has no field for it. */
const hosted = new Set(
  `accepted address affiliation articletype byline clinicaltrials contentversion contributor copyright copyrightholder
   copyrightyear corrected eissn eid fundingstatement funding freetoread heading identifiers illustrator issn issnl
   issue issuedate issuetitle journal journalabbreviations journalidentifiers journallanguage licences links number
   otherabstracts otherdates otherissn pages pagespan pissn pmcid pmid posted publisher publisheddate publishedonline
   publishedprint received relations retracted reviewer revised chair specialissue subjects supplement translatedtitles
   translator volume`.split(/\s+/),
)
const annotation = /^(?:title|doi|date|journaltitle)\+an:([a-z]+)(?:-([a-z]+))?$/
const roleFields: Readonly<Record<string, string>> = { other: 'contributor', reviewer: 'reviewer', chair: 'chair' }

/** The fields of an entry, those of biblatex renamed. */
export function adopted(fields: ReadonlyMap<string, string>): Map<string, string> {
  const out = new Map<string, string>()
  const annotated = fields.get('language+an:tag')
  const tag = annotated === undefined ? undefined : parseAnnotations(annotated).get(0)
  for (const [name, value] of fields) {
    const [, base = '', of] = (name.includes('+') && annotation.exec(name)) || []
    if (hosted.has(base)) out.set(of === undefined ? base : `${base}+an:${of}`, of === undefined ? shown(value) : value)
    else if (name === 'language' && tag !== undefined) out.set(name, tag)
    else if (!isSaidApart(name, fields)) out.set(renamed(name, value, fields), value)
  }
  return out
}

const shown = (value: string): string => (parseAnnotations(value).get(0) ?? '').replaceAll('{\\char 59}', ';')

function isSaidApart(name: string, fields: ReadonlyMap<string, string>): boolean {
  if (name === 'language+an:tag' || name === 'issue+an:of' || /^name[a-c]type$/.test(name)) {
    return name.startsWith('name') ? Object.hasOwn(roleFields, fields.get(name) ?? '') : true
  }
  if (name === 'langid') return fields.has('language+an:tag')
  return name === 'issue' && fields.has('issue+an:of')
}

function renamed(name: string, value: string, fields: ReadonlyMap<string, string>): string {
  if (name === 'version') return contentVersions.some((version) => version === value) ? 'contentversion' : name
  if (name === 'entrysubtype') return 'articletype'
  const role = /^name[a-c]/.test(name) ? roleFields[fields.get(`${name.slice(0, 5)}type`) ?? ''] : undefined
  return role === undefined ? name : role + name.slice(5)
}
