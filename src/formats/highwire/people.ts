/** Authors and editors: the name, then what belongs to it. */
import type { Article, Contributor } from '../../../schemas/article.ts'
import { affiliationLine } from '../../article/in-words.ts'
import { directName, invertedName } from '../../article/name-forms.ts'
import { type Markup, none, sequence } from '../../text/markup.ts'
import { commaless, isAuthor, isEditor } from '../tagged/values.ts'
import { meta, metas } from './meta.ts'

export function contributors({ contributors = [], affiliations = [] }: Article): Markup {
  const places = new Map(affiliations.map((affiliation) => [affiliation.id, affiliationLine(affiliation)]))
  let out = none
  for (const contributor of contributors) {
    if (isAuthor(contributor)) out = sequence(out, person('author', contributor, places))
    else if (isEditor(contributor)) out = sequence(out, person('editor', contributor, places))
    else out = sequence(out, meta('DCTERMS.contributor', highwireName(contributor)))
  }
  return out
}

const person = (name: 'author' | 'editor', contributor: Contributor, places: ReadonlyMap<string, string>): Markup =>
  sequence(
    meta(`citation_${name}`, highwireName(contributor)),
    metas(
      `citation_${name}_institution`,
      contributor.affiliations?.map((id) => places.get(id) ?? ''),
    ),
    meta(`citation_${name}_email`, contributor.email),
    meta(`citation_${name}_orcid`, contributor.orcid && `https://orcid.org/${contributor.orcid}`),
  )

/**
 * `Family, Given`. Zotero parts a name at a semicolon, and at a comma with two words on either side of it: such a name
 * stands in the order in which it is printed.
 */
export function highwireName(contributor: Contributor): string {
  const plain = commaless(contributor)
  const name = invertedName(plain)
  const [before = '', after = ''] = name.split(/\s*,\s*/)
  const isParted = before.includes(' ') && after.includes(' ')
  const parts = (isParted ? directName(plain).replaceAll(',', '') : name).split(';')
  return parts
    .map((part) => part.trim())
    .join(' ')
    .trim()
}
