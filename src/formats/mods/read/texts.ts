/** titleInfo, abstract, note and subject. */
import type { KeywordGroup } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseRor } from '../../../article/identifiers.ts'
import { looseParagraphs, looseRich } from '../../../text/loose-markup.ts'
import { child, elements, rawText, type XmlNode } from '../../../text/xml.ts'
import { awardLabel, sectionLabel } from '../phrases.ts'
import { added, type Context, filled, peek, takeLanguage } from './context.ts'
import { placeId } from './names.ts'

/** nonSort and title are one text. */
export function titleText(node: XmlNode, { kept }: Context): string | undefined {
  const [title] = filled(node, 'title')
  if (title === undefined) return undefined
  const article = child(node, 'nonSort')
  const raw = article === undefined ? '' : rawText(article)
  const isElided = /['’]$/.test(raw)
  kept.text(article)
  kept.text(title)
  return `${raw.trim()}${raw.trim() === '' || isElided ? '' : ' '}${peek(title)}`
}

/** The first title without a type is the article’s own. */
export function readTitle(node: XmlNode, context: Context): void {
  const { draft, kept } = context
  const { type } = node.attributes
  const isOwn = type === undefined && draft.title === undefined
  if (!isOwn && type !== 'translated' && type !== 'abbreviated' && type !== undefined) return
  if (type === 'abbreviated' && draft.shortTitle !== undefined) return
  const title = titleText(node, context)
  const [sub] = filled(node, 'subTitle')
  const subtitle = kept.text(sub)
  if (isOwn) {
    if (title !== undefined) draft.title = looseRich(title)
    if (subtitle !== undefined) draft.subtitle = looseRich(subtitle)
    if (draft.language === node.attributes.lang) takeLanguage(node, context)
    return
  }
  if (title === undefined) return
  if (type === 'abbreviated') draft.shortTitle = looseRich(title)
  else {
    const language = takeLanguage(node, context)
    draft.translatedTitles = added(draft.translatedTitles, {
      title: looseRich(title),
      ...(subtitle !== undefined && { subtitle: looseRich(subtitle) }),
      ...(language !== undefined && { language }),
    })
  }
}

/** Neighbours of one kind and language are the sections of one abstract, each under its label. */
export function readAbstract(node: XmlNode, context: Context): void {
  const { draft, kept } = context
  const paragraphs = looseParagraphs(rawText(node))
  kept.text(node)
  if (paragraphs.length === 0) return
  const language = takeLanguage(node, context)
  const kind = kept.attribute(node, 'type')
  const label = kept.attribute(node, 'displayLabel')
  // A label such as “Abstract” is that of every abstract.
  const title = label === undefined || /^(?:abstract|summary)$/i.test(label) ? undefined : looseRich(label)
  const section = { ...(title !== undefined && { title }), paragraphs }
  const last = draft.abstracts?.at(-1)
  if (last !== undefined && last.kind === kind && last.language === language) last.sections.push(section)
  else {
    const abstract = { ...(kind !== undefined && { kind }), ...(language !== undefined && { language }) }
    draft.abstracts = added(draft.abstracts, { ...abstract, sections: [section] })
  }
}

/** Funding and places of work stand in notes; our own note on the fate of an article is said by a relation or a date. */
export function readNote(node: XmlNode, context: Context): void {
  const { draft, kept } = context
  const text = peek(node)
  const { type, displayLabel } = node.attributes
  if (text === '') return
  if (type === 'funding') {
    if (displayLabel !== undefined) readAward(text, displayLabel, context)
    else if (draft.fundingStatement === undefined) draft.fundingStatement = text
    else return
  } else if (type === 'affiliation') {
    const [, line = text, ror] = /^(.*?) ?\(?(https:\/\/ror\.org\/\w+)\)?$/.exec(text) ?? []
    const parsed = ror === undefined ? undefined : parseRor(ror)
    const isRor = parsed !== undefined && 'value' in parsed
    placeId({ literal: isRor ? line : text, ...(isRor && { ror: parsed.value }) }, context)
  } else if (type !== 'status' || !isTold(text)) return
  kept.done(node)
}

const isTold = (text: string): boolean => {
  const [, address] = /^(?:Retracted|Expression of concern|Corrected)(?:: (\S+))?$/.exec(text) ?? ['', 'none']
  return address === undefined || parseDoi(address) !== undefined
}

/** The label names the funder; without one that is known, it is the funder’s name. */
function readAward(award: string, label: string, { draft }: Context): void {
  const isNameless = label === awardLabel
  const known = draft.funding?.find(({ funder }) =>
    isNameless ? funder === undefined : (funder?.name ?? funder?.doi ?? funder?.ror) === label,
  )
  if (known !== undefined) known.awards = added(known.awards, award)
  else draft.funding = added(draft.funding, { ...(!isNameless && { funder: { name: label } }), awards: [award] })
}

/** A subject of several parts is one term: `Librarians--Recruiting--United States`. */
export function readSubject(node: XmlNode, context: Context): void {
  const { draft, kept } = context
  const facets = elements(node).filter((kid) => peek(kid) !== '')
  const plain = facets.filter(({ name }) => /^(?:topic|geographic|temporal|genre)$/.test(name))
  if (plain.length === 0) return
  for (const facet of plain) kept.text(facet)
  kept.attribute(node, 'displayLabel')
  const term = plain.map(peek).join('--')
  const { authority } = node.attributes
  const label = node.attributes.displayLabel
  if (label === sectionLabel) draft.subjects = added(draft.subjects, term)
  else {
    const vocabulary = label ?? (authority === 'mesh' ? 'MeSH' : authority)
    const language = takeLanguage(node, context)
    const group = { ...(vocabulary !== undefined && { vocabulary }), ...(language !== undefined && { language }) }
    draft.keywords = withTerm(draft.keywords, group, looseRich(term))
  }
}

/** Neighbours of one vocabulary and language are one group. */
function withTerm(groups: KeywordGroup[] | undefined, group: Omit<KeywordGroup, 'terms'>, term: string) {
  const last = groups?.at(-1)
  if (last !== undefined && last.vocabulary === group.vocabulary && last.language === group.language) {
    last.terms.push(term)
    return groups
  }
  return added(groups, { ...group, terms: [term] })
}
