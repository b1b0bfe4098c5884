/** name, string-name, name-alternatives, collab: what a contributor is called. */
import type { Contributor, Group, LiteralName, Person } from '../../../../schemas/article.ts'
import { child, descendants, elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { defined } from './context.ts'

type Named<T extends Contributor> = Omit<T, 'role' | 'members'>
export type Name = Named<Person> | Named<Group> | Named<LiteralName>

/** The name an element gives; undefined where it is blank. */
export function nameOf(node: XmlNode): Name | undefined {
  switch (node.name) {
    case 'name':
      return personOf(node)
    case 'string-name':
      return isTagged(node) ? personOf(node) : literalOf(node)
    case 'name-alternatives':
      return alternativesOf(node)
    case 'collab-alternatives':
    case 'collab-name-alternatives':
      return elements(node).map(nameOf).find(Boolean)
    case 'collab-wrap':
      return elements(node)
        .filter(({ name }) => name.startsWith('collab-'))
        .map(nameOf)
        .find(Boolean)
    case 'anonymous':
      return { kind: 'literal', literal: textOf(node) ?? 'Anonymous' }
    default:
      return groupOf(node)
  }
}

export const nameElements: ReadonlySet<string> = new Set([
  'name',
  'string-name',
  'name-alternatives',
  'collab',
  'collab-alternatives',
  'collab-name',
  'collab-name-alternatives',
  'collab-wrap',
  'anonymous',
])

const isTagged = (node: XmlNode): boolean =>
  node.attributes['content-type'] === 'person' ||
  elements(node).some(({ name }) => name === 'surname' || name === 'given-names')

function literalOf(node: XmlNode): Named<LiteralName> | undefined {
  const literal = textOf(node)
  return literal === undefined ? undefined : { kind: 'literal', literal }
}

const nonDropping = 'non-dropping-particle:'
const dropping = 'dropping-particle:'

/** JATS has a mononym as given-only; the record as a family name alone. */
function personOf(node: XmlNode): Named<Person> | undefined {
  const { 'content-type': before = '', 'specific-use': after = '', 'name-style': style } = node.attributes
  const nonDroppingParticle = before.startsWith(nonDropping) ? before.slice(nonDropping.length) : undefined
  const droppingParticle = after.startsWith(dropping) ? after.slice(dropping.length) : undefined
  const surname = textOf(child(node, 'surname'))
  const given = textOf(child(node, 'given-names'))
  const isMononym = style === 'given-only' && surname === undefined
  const person = defined<Named<Person>>({
    kind: 'person',
    family: isMononym ? given : without(surname, nonDroppingParticle, 'start'),
    given: isMononym ? undefined : without(given, droppingParticle, 'end'),
    droppingParticle,
    nonDroppingParticle,
    suffix: textOf(child(node, 'suffix')),
    honorific: textOf(child(node, 'prefix')),
    degrees: textOf(child(node, 'degrees')),
  })
  return Object.keys(person).length > 1 || node.attributes['content-type'] === 'person' ? person : undefined
}

function without(text: string | undefined, particle: string | undefined, at: 'start' | 'end'): string | undefined {
  if (text === undefined || particle === undefined) return text
  if (at === 'start' && text.startsWith(particle)) return text.slice(particle.length).trimStart() || undefined
  if (at === 'end' && text.endsWith(particle)) return text.slice(0, -particle.length).trimEnd() || undefined
  return text
}

/** The western form is cited; the other is the name in its own script. */
function alternativesOf(node: XmlNode): Name | undefined {
  const forms = elements(node)
  const isNative = ({ attributes }: XmlNode) =>
    attributes['specific-use'] === 'native' || attributes['name-style'] === 'eastern'
  const main =
    forms.find((form) => form.name === 'name' && !isNative(form)) ?? forms.find((form) => !isNative(form)) ?? forms[0]
  const name = main === undefined ? undefined : nameOf(main)
  const other = forms.find((form) => form !== main && form.attributes['specific-use'] !== 'index')
  const native = other === undefined ? undefined : nativeOf(other)
  return name?.kind === 'person' && native !== undefined ? { ...name, native } : name
}

/** A name as it is written in its own script. */
export function nativeOf(node: XmlNode): Person['native'] {
  const form = node.name === 'name-alternatives' ? elements(node)[0] : node
  if (form === undefined || (form.name !== 'name' && form.name !== 'string-name')) return undefined
  const name = nativeName(form)
  return name === undefined ? undefined : defined({ name, language: form.attributes.lang })
}

/** Eastern names are written family first. */
function nativeName(node: XmlNode): string | undefined {
  if (!isTagged(node)) return textOf(node)
  const parts = [textOf(child(node, 'surname')), textOf(child(node, 'given-names'))].filter(
    (part) => part !== undefined,
  )
  const isHan = /\p{Script=Han}|\p{Script=Hangul}/u.test(parts.join(''))
  if (node.attributes['name-style'] === 'western') parts.reverse()
  return parts.join(isHan ? '' : ' ') || undefined
}

const notTheName: ReadonlySet<string> = new Set(
  'contrib-group institution-id aff aff-alternatives xref fn email address author-comment bio role on-behalf-of ext-link uri'.split(
    ' ',
  ),
)

function groupOf(node: XmlNode): Named<Group> | undefined {
  const name = textOf(node, notTheName)
  if (name === undefined) return undefined
  const ror = descendants(node, 'institution-wrap')
    .flatMap((wrap) => elements(wrap, 'institution-id'))
    .find((id) => id.attributes['institution-id-type'] === 'ror')
  return defined<Named<Group>>({ kind: 'group', name, ror: textOf(ror) })
}
