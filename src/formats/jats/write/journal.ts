/** journal-meta: names, ISSNs and publisher of the journal. */
import type { Journal } from '../../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, text, wrap } from '../../../text/markup.ts'
import type { Writing } from './writing.ts'

export function journalMeta(journal: Journal | undefined, writing: Writing): Markup {
  if (journal === undefined) return none
  if (journal.language !== undefined) writing.extras.push(['/journal/language', journal.language])
  return element('journal-meta', sequence(journalIds(journal), titles(journal), issns(journal), publisher(journal)))
}

export const hasIssn = (journal: Journal | undefined): boolean => anyIssn(journal) !== undefined

const anyIssn = (journal: Journal | undefined): string | undefined => {
  const issn = journal?.issn
  return issn?.linking ?? issn?.electronic ?? issn?.print ?? issn?.unspecified?.[0]
}

/** Journal Publishing demands a journal-id; an ISSN is one, marked so that it is not taken for the publisher’s own. */
function journalIds(journal: Journal): Markup {
  if (journal.identifiers !== undefined && journal.identifiers.length > 0) {
    return each(journal.identifiers, ({ type, value }) => leaf('journal-id', value, { 'journal-id-type': type }))
  }
  return leaf('journal-id', anyIssn(journal), { 'journal-id-type': 'issn', 'specific-use': 'derived' })
}

const titles = (journal: Journal): Markup =>
  wrap(
    'journal-title-group',
    sequence(
      leaf('journal-title', journal.title),
      each(journal.abbreviatedTitles, ({ title, type }) =>
        leaf('abbrev-journal-title', title, { 'abbrev-type': type }),
      ),
    ),
  )

/** `issn-l` alone does not satisfy Journal Publishing, so the linking ISSN stands in both places. */
function issns({ issn }: Journal): Markup {
  if (issn === undefined) return none
  const others = sequence(
    leaf('issn', issn.print, { 'publication-format': 'print' }),
    leaf('issn', issn.electronic, { 'publication-format': 'electronic' }),
    each(issn.unspecified, (value) => leaf('issn', value)),
  )
  return sequence(
    others === '' ? leaf('issn', issn.linking, { 'content-type': 'issn-l' }) : others,
    leaf('issn-l', issn.linking),
  )
}

function publisher({ publisher }: Journal): Markup {
  if (publisher === undefined) return none
  const { name, place, ror } = publisher
  const named =
    ror === undefined
      ? text(name ?? '')
      : element(
          'institution-wrap',
          sequence(leaf('institution-id', ror, { 'institution-id-type': 'ror' }), leaf('institution', name)),
        )
  return element('publisher', sequence(element('publisher-name', named), leaf('publisher-loc', place)))
}
