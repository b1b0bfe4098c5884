/** AB and OAB: an abstract in one line, whose headings stand in capitals before a colon. */
import type { Abstract } from '../../../schemas/article.ts'
import { looseParagraphs } from '../../text/loose-markup.ts'
import { added } from '../pubmed/read/source.ts'
import type { NbibField } from './fields.ts'
import { nbibLanguage } from './language.ts'
import type { NbibSource } from './source.ts'

/** “OBJECTIVES: … METHODS: …”. A single heading may be a word of the text. */
const heading = /(?:^|(?<=[.?!)\]] ))([A-Z][A-Z,&/ -]{2,60}): /g

export function abstractOf(field: NbibField, { draft, fields, notes }: NbibSource): void {
  const sections = sectionsOf(field.text)
  if (sections.length === 0) return
  if (sections.length > 1) {
    const at = `/abstracts/${draft.abstracts?.length ?? 0}`
    notes.add('abstract-parted', at, 'The abstract was parted at its headings in capitals.')
  }
  const said = field.tag === 'OAB' ? fields.find(({ tag }) => tag === 'OABL')?.text : undefined
  const language = said === undefined ? undefined : nbibLanguage(said)
  const abstract: Abstract = { ...(language !== undefined && { language }), sections }
  draft.abstracts = added(draft.abstracts, abstract)
}

function sectionsOf(text: string): Abstract['sections'] {
  const found = [...text.matchAll(heading)]
  if (found.length < 2 || found[0]?.index !== 0) return section(undefined, text)
  return found.flatMap((match, at) => {
    const end = found[at + 1]?.index ?? text.length
    return section(match[1], text.slice(match.index + match[0].length, end))
  })
}

function section(title: string | undefined, text: string): Abstract['sections'] {
  const paragraphs = looseParagraphs(text)
  if (paragraphs.length === 0) return title === undefined ? [] : [{ paragraphs: [title] }]
  return [{ ...(title !== undefined && { title: title.replace(/&/g, '&amp;') }), paragraphs }]
}
