/** citation_reference: pairs of a tag and its text where the reference has parts, otherwise the reference as printed. */
import type { Reference } from '../../../schemas/article.ts'
import { pageSpan } from '../../article/in-words.ts'
import { plainLine } from '../../text/line.ts'

type Row = readonly [tag: string, text: (reference: Reference) => string | undefined]

const rich = (text: string | undefined) => (text === undefined ? undefined : plainLine(text))

/** The tags of an article itself, as publishers write them in references. */
const rows: readonly Row[] = [
  ['citation_title', ({ title }) => rich(title)],
  ['citation_author', ({ authors }) => authors?.map(nameText).join(', ')],
  ['citation_journal_title', ({ containerTitle }) => rich(containerTitle)],
  ['citation_volume', ({ volume }) => volume],
  ['citation_issue', ({ issue }) => issue],
  ['citation_publication_date', ({ year }) => year],
  ['citation_pages', (reference) => pageSpan(reference) || reference.articleNumber],
  ['citation_publisher', ({ publisher }) => publisher],
  ['citation_issn', ({ issn }) => issn],
  ['citation_isbn', ({ isbn }) => isbn],
  ['citation_doi', ({ doi }) => doi],
  ['citation_pmid', ({ pmid }) => pmid],
  ['citation_id', ({ key }) => key],
]

export function referenceText(reference: Reference): string {
  if (!hasParts(reference))
    return reference.unstructured === undefined ? (reference.url ?? '') : plainLine(reference.unstructured)
  let out = ''
  for (const [tag, textOf] of rows) {
    const text = textOf(reference)
    if (text !== undefined && text !== '') out += `; ${tag}=${text.replaceAll(';', ',')}`
  }
  return out.slice(2)
}

/** Whether enough is set apart to say what was cited. */
export const hasParts = ({ title, containerTitle, doi, unstructured }: Reference): boolean =>
  title !== undefined || (unstructured === undefined && (containerTitle !== undefined || doi !== undefined))

/** In the order of print; a comma would part it. */
export const nameText = (name: NonNullable<Reference['authors']>[number]): string =>
  ('literal' in name
    ? name.literal
    : name.given === undefined
      ? name.family
      : `${name.given} ${name.family}`
  ).replaceAll(',', '')
