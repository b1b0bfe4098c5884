/** What RIS, Refer and EndNote XML have in common: one plain line for each thing they say. */
import type { Abstract, Article, Contributor, FullTextLink, Journal } from '../../../schemas/article.ts'
import { doiUrl } from '../../article/doi.ts'
import { standingOf } from '../../article/standing.ts'
import { oneLine, plainLine } from '../../text/line.ts'

/** Title and subtitle; a colon between them unless the title ends in a mark of its own. */
export function titleLine({ title, subtitle }: Pick<Article, 'title' | 'subtitle'>): string {
  const main = title === undefined ? '' : plainLine(title)
  if (subtitle === undefined) return main
  return main === '' ? plainLine(subtitle) : `${main}${/[?!:]$/.test(main) ? '' : ':'} ${plainLine(subtitle)}`
}

/** `Retracted: Title`, as publishers say it, for formats with no other place to be seen. */
export function markedTitle(article: Article): string {
  const title = titleLine(article)
  const word = standingOf(article)?.split(':')[0]
  if (title === '') return word ?? ''
  return word === undefined || title.toLowerCase().startsWith(word.toLowerCase()) ? title : `${word}: ${title}`
}

/** Paragraphs one after another on one line, a heading before the first of its section. */
export function abstractLine({ sections }: Abstract): string {
  let out = ''
  for (const { title, paragraphs } of sections) {
    if (title !== undefined) out += `${out === '' ? '' : ' '}${plainLine(title)}:`
    for (const paragraph of paragraphs) {
      const text = plainLine(paragraph)
      if (text !== '') out += out === '' ? text : ` ${text}`
    }
  }
  return out
}

/** The one ISSN of formats that have a place for one. */
export const oneIssn = ({ issn }: Journal): string | undefined =>
  issn && (issn.electronic ?? issn.print ?? issn.linking ?? issn.unspecified?.[0])

/** The number of the issue with its supplement. */
export const issueLine = ({ issue, supplement }: Pick<Article, 'issue' | 'supplement'>): string =>
  oneLine(issue !== undefined && supplement !== undefined ? `${issue} ${supplement}` : (issue ?? supplement ?? ''))

/** The landing page; without one the address of the DOI. */
export const address = ({ links, doi }: Pick<Article, 'links' | 'doi'>): string | undefined =>
  links?.find(isLanding)?.url ?? (doi === undefined ? undefined : doiUrl(doi))

const isLanding = ({ kind }: FullTextLink): boolean => kind === 'landing'

/** The journal’s own name for what the article is, or the type, unless it is the ordinary one. */
export const workType = ({ heading, type }: Pick<Article, 'heading' | 'type'>): string | undefined =>
  heading === undefined ? (type === 'research-article' ? undefined : type) : oneLine(heading)

/** The same in a note, for formats that have no field for it. */
export function workNote(article: Pick<Article, 'heading' | 'type'>): string | undefined {
  const type = workType(article)
  return type === undefined ? undefined : `Type of work: ${type}`
}

export const isAuthor = ({ role }: Contributor): boolean => role === 'author'
export const isEditor = ({ role }: Contributor): boolean => role === 'editor'

/** A contributor none of whose names holds a comma, since a comma parts family name, given names and suffix. */
export function commaless(contributor: Contributor): Contributor {
  if (contributor.kind === 'literal') {
    // A name in one piece may be inverted already.
    return isInverted(contributor.literal) ? contributor : { ...contributor, literal: blankFor(contributor.literal) }
  }
  if (contributor.kind === 'group') {
    return contributor.name.includes(',') ? { ...contributor, name: blankFor(contributor.name) } : contributor
  }
  const { family, given, suffix, droppingParticle, nonDroppingParticle } = contributor
  const hasComma =
    family?.includes(',') ||
    given?.includes(',') ||
    suffix?.includes(',') ||
    droppingParticle?.includes(',') ||
    nonDroppingParticle?.includes(',')
  if (!hasComma) return contributor
  return {
    ...contributor,
    ...(family !== undefined && { family: blankFor(family) }),
    ...(given !== undefined && { given: blankFor(given) }),
    ...(suffix !== undefined && { suffix: blankFor(suffix) }),
    ...(droppingParticle !== undefined && { droppingParticle: blankFor(droppingParticle) }),
    ...(nonDroppingParticle !== undefined && { nonDroppingParticle: blankFor(nonDroppingParticle) }),
  }
}

const isInverted = (name: string): boolean => /^[^,]+(?:, ?[^,]+){0,2}$/.test(name)
const blankFor = (name: string): string => name.replace(/[\s,]+/g, ' ').trim()

/** A keyword on a line of its own: a semicolon would make two of it. */
export const keywordLine = (term: string): string => withCommas(plainLine(term))

/** Commas instead of semicolons. */
export const withCommas = (text: string): string => (text.includes(';') ? text.replaceAll(';', ',') : text)
