/**
 * Which field of biblatex says what a field of our BibTeX says. What the data model of biber has no field for becomes a
 * data annotation, biblatex’s own place for anything else, of the field it is about: no entry then has a field that
 * `biber --validate-datamodel` does not know, and nothing is lost.
 */
import type { Article } from '../../../schemas/article.ts'
import { formatAnnotations } from '../bibtex/annotations.ts'
import { isInJournal } from '../bibtex/write.ts'
import { biblatexDate } from './dates.ts'

/** Fields that have another name. Roles without a field of their own are the names `namea` to `namec`. */
export const renamed: Readonly<Record<string, string>> = {
  journal: 'journaltitle',
  articletype: 'entrysubtype',
  contentversion: 'version',
  contributor: 'namea',
  reviewer: 'nameb',
  chair: 'namec',
}

/** Fields of the data model (biber 2.18, biber-tool.conf) that every entry type used here has. */
const general = new Set(
  `abstract author date doi editor entrysubtype eprint eprinttype keywords langid language namea nameb namec nameatype
   namebtype namectype note options pubstate shortjournal shorttitle subtitle title url version`.split(/\s+/),
)
/** Those that @article alone has. */
const ofArticle = new Set('eid issn issue issuetitle journaltitle number pages translator volume'.split(' '))

const aboutDates = new Set(
  `accepted corrected issuedate otherdates posted publisheddate publishedonline publishedprint received retracted
   revised`.split(/\s+/),
)
const aboutJournal = /^(?:journal|publisher|address|eissn|pissn|issnl|otherissn)/

/** Where a field of BibTeX stands in this article’s entry. An annotation needs the field that it annotates. */
export function placesIn(article: Article): (field: string, latex: string) => readonly [string, string] {
  const isArticle = isInJournal(article)
  const whole = article.title !== undefined || article.doi === undefined ? 'title' : 'doi'
  const hostOf = (field: string): string => {
    if (aboutDates.has(field) && biblatexDate(article) !== undefined) return 'date'
    return isArticle && article.journal?.title !== undefined && aboutJournal.test(field) ? 'journaltitle' : whole
  }
  return (field, latex) => {
    const at = field.indexOf('+an:')
    const base = at < 0 ? field : field.slice(0, at)
    const name = renamed[base] ?? base
    if (general.has(name) || (isArticle && ofArticle.has(name))) {
      return [at < 0 ? name : name + field.slice(at), latex]
    }
    if (at < 0) return [`${hostOf(base)}+an:${base}`, formatAnnotations([[0, latex]])]
    return [`${hostOf(base)}+an:${base}-${field.slice(at + 4)}`, latex]
  }
}
