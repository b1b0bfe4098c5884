/** What a reader must know before anything else, a retraction above all; and the works that belong to the article. */
import type { Article, Relation, RelationType } from '../../schemas/article.ts'
import { doiUrl, encodeDoi } from '../article/doi.ts'
import { relationLabels } from '../article/in-words.ts'
import { each, element, type Markup, markup, none, text } from '../text/markup.ts'
import { dateText } from './dates.ts'

type Grave = readonly [type: RelationType, gravity: 'bad' | 'warn', words: string]

const graveBefore: readonly Grave[] = [
  ['retracted-by', 'bad', 'This article has been retracted.'],
  ['has-expression-of-concern', 'warn', 'The editors have expressed concern about this article.'],
  ['corrected-by', 'warn', 'This article has been corrected.'],
  ['retracts', 'warn', 'This is a notice of retraction.'],
  ['corrects', 'warn', 'This is a correction.'],
  ['expresses-concern-about', 'warn', 'This is an expression of concern.'],
]

const grave: ReadonlySet<RelationType> = new Set(graveBefore.map(([type]) => type))

/** What the page says of another work, where the words of the formats would leave a reader to guess. */
const others: Readonly<Record<RelationType, string>> = {
  ...relationLabels,
  'updated-by': 'Newer version',
  updates: 'Earlier version',
  'is-preprint-of': 'Published as',
  'has-dataset': 'Data',
  'has-software': 'Software',
  'has-version': 'Other version',
  references: 'See also',
}

/** `here`: the keys of the DOIs that the service has. */
export function notices({ relations = [], dates }: Article, here: ReadonlySet<string>): Markup {
  const told = graveBefore.flatMap(([type, gravity, words]) => {
    const found = relations.filter((relation) => relation.type === type)
    return found.length === 0 ? [] : [notice(gravity, words, found, here)]
  })
  // A date alone tells of a retraction too.
  const bare = dates?.retracted !== undefined && !relations.some(({ type }) => type === 'retracted-by')
  const date = dates?.retracted === undefined ? '' : ` on ${dateText(dates.retracted)}`
  return markup`${bare ? notice('bad', `This article was retracted${date}.`, [], here) : none}${told.join('\n') as Markup}`
}

const notice = (gravity: string, words: string, relations: readonly Relation[], here: ReadonlySet<string>): Markup =>
  element(
    'div',
    markup`<p><strong>${text(words)}</strong> ${each(relations, (one) => markup`${object(one, here)} `)}</p>`,
    { class: `notice ${gravity}`, role: 'note' },
  )

export function relatedWorks({ relations = [] }: Article, here: ReadonlySet<string>): Markup {
  const list = relations.filter(({ type }) => !grave.has(type))
  if (list.length === 0) return none
  return markup`<section><h2 id="related">Related</h2>
<ul>${each(list, (one) => markup`<li>${text(one.label ?? others[one.type])}: ${object(one, here)}</li>\n`)}</ul></section>`
}

function object({ doi, url, identifier, identifierType, date }: Relation, here: ReadonlySet<string>): Markup {
  const when = date === undefined ? none : text(` (${dateText(date)})`)
  if (doi !== undefined) {
    const href = here.has(doi.toLowerCase()) ? `/${encodeDoi(doi)}` : doiUrl(doi)
    return markup`${element('a', text(doi), { href })}${when}`
  }
  if (url !== undefined) return markup`${element('a', text(url), { href: url })}${when}`
  return markup`${text([identifierType, identifier].filter(Boolean).join(' '))}${when}`
}
