/** The children of contrib: ids, names, notes, and pointers to affiliations and notes. */
import type { Person } from '../../../../schemas/article.ts'
import { descendants, textOf, type XmlNode } from '../../../text/xml.ts'
import type { Affiliations } from './affiliations.ts'
import { addEmail, soleEmail } from './author-notes.ts'
import { added, type Context, defined, ignore, keep, type Part } from './context.ts'
import { type Name, nameElements, nameOf, nativeOf } from './names.ts'
import { creditOf } from './roles.ts'

export interface Contributing {
  readonly context: Context
  readonly affiliations: Affiliations
  /** Notes that some contributor points to. */
  readonly pointed: Set<XmlNode>
}

/** What every kind of contributor has, and the degrees of a person. */
export type Shared = Omit<Person, 'kind' | 'family' | 'given' | 'native'>

export interface ContribParts {
  readonly shared: Shared
  readonly names: Name[]
  readonly table: Readonly<Record<string, Part>>
}

export function contribParts(contributing: Contributing): ContribParts {
  const shared: Shared = { role: 'author' }
  const names: Name[] = []
  const note = (text: string | undefined) => {
    if (text !== undefined) shared.notes = added(shared.notes, [text])
  }
  const affiliation: Part = (node) => addAffiliation(shared, contributing.affiliations.byNode.get(node))
  const name: Part = (node, context, path) => addName(node, names, context, path)
  const link: Part = (node, context, path) => addLink(node, shared, context, path)
  const table: Readonly<Record<string, Part>> = {
    ...Object.fromEntries([...nameElements].map((element) => [element, name])),
    'contrib-id': (node, context, path) => contribId(node, shared, context, path),
    degrees: (node) => {
      shared.degrees = [shared.degrees, textOf(node)].filter(Boolean).join(', ') || undefined
    },
    role: (node) => {
      const credit = creditOf(node)
      if (credit === undefined) note(textOf(node))
      else shared.credit = added(shared.credit, [credit])
    },
    email: (node, context, path) => addEmail(node, shared, context, path),
    address: (node, context, path) => {
      const [found] = descendants(node, 'email')
      if (found === undefined) keep(node, context, path)
      else addEmail(found, shared, context, path)
    },
    'author-comment': (node) => note(textOf(node)),
    fn: (node) => note(textOf(node, new Set(['label']))),
    aff: affiliation,
    'aff-alternatives': affiliation,
    xref: (node, context, path) => xref(node, shared, contributing, () => keep(node, context, path)),
    'ext-link': link,
    uri: link,
    label: ignore,
    x: ignore, // punctuation for print
  }
  return { shared, names, table }
}

/** Before contrib-id (JATS 1.0) an ORCID iD was a link. */
function addLink(node: XmlNode, shared: Shared, context: Context, path: string): void {
  const href = node.attributes.href ?? textOf(node) ?? ''
  if (/orcid/.test(`${node.attributes['ext-link-type']} ${href}`) && !shared.orcid) shared.orcid = bareOrcid(href)
  else keep(node, context, path)
}

/** A second name may be the first in its own script; otherwise it is kept. */
function addName(node: XmlNode, names: Name[], context: Context, path: string): void {
  const found = nameOf(node)
  if (found === undefined) return
  const [first] = names
  const native = nativeOf(node)
  if (first === undefined) names.push(found)
  else if (first.kind === 'person' && first.native === undefined && native !== undefined)
    names[0] = { ...first, native }
  else keep(node, context, path)
}

/** A mark whose note stands outside the front matter says nothing here; an affiliation that is not there does. */
function xref(node: XmlNode, shared: Shared, contributing: Contributing, lost: () => void): void {
  const { rid = '', 'ref-type': type } = node.attributes
  for (const id of rid.split(/\s+/)) if (id !== '' && !pointTo(id, type, shared, contributing) && type === 'aff') lost()
}

function addAffiliation(shared: Shared, id: string | undefined): boolean {
  if (id === undefined) return false
  shared.affiliations = added(shared.affiliations, [id])
  return true
}

/** What an IDREF points to says what is meant; @ref-type is often wrong or missing. */
export function pointTo(id: string, type: string | undefined, shared: Shared, contributing: Contributing): boolean {
  const { affiliations, context, pointed } = contributing
  if (addAffiliation(shared, affiliations.byXmlId.get(id))) return true
  const target = context.byId.get(id)
  if (target === undefined) return false
  pointed.add(target)
  const kind = target.attributes['fn-type'] ?? ''
  shared.email ??= soleEmail(target)
  if (target.name === 'corresp' || type === 'corresp' || kind === 'corresp') shared.corresponding = true
  else if (kind === 'equal') shared.equalContribution = true
  else if (kind === 'deceased') shared.deceased = true
  else if (target.name === 'fn') {
    const text = textOf(target, new Set(['label']))
    if (text !== undefined) shared.notes = added(shared.notes, [text])
  } else return false
  return true
}

function contribId(node: XmlNode, shared: Shared, context: Context, path: string): void {
  const value = textOf(node)
  if (value === undefined) return
  const { 'contrib-id-type': said = /orcid\.org/.test(value) ? 'orcid' : '', authenticated } = node.attributes
  const type = said.toLowerCase()
  if (type === 'orcid' && shared.orcid === undefined) {
    const authentic = authenticated === undefined ? undefined : authenticated === 'true'
    Object.assign(shared, defined({ orcid: bareOrcid(value), orcidAuthenticated: authentic }))
  } else if (type === 'isni' && shared.isni === undefined) {
    shared.isni = value.replace(/^https?:\/\/(?:www\.)?isni\.org\/(?:isni\/)?/i, '').replace(/[\s-]/g, '')
  } else keep(node, context, path)
}

const bareOrcid = (text: string): string =>
  text.replace(/^(?:https?:\/\/)?(?:www\.)?orcid\.org\//i, '').replace(/\/$/, '')
