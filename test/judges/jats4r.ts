/**
 * JATS4R’s recommendations (Schematron 1.0 and the pages of NISO RP-42-2022, RP-48-2024), as far as what a document says
 * can break them. What a record does not know – a licence, a copyright holder – is not asked for: a writer must not
 * invent it.
 */
import { child, descendants, elements, isElement, parseXml, textOf, type XmlNode } from '../../src/text/xml.ts'

interface Rule {
  readonly rule: string
  /** The elements that break it. */
  readonly broken: (meta: XmlNode, article: XmlNode) => readonly (XmlNode | undefined)[]
}

const all = (node: XmlNode, ...names: readonly string[]): XmlNode[] => {
  const found: XmlNode[] = []
  const walk = (at: XmlNode): void => {
    if (names.includes(at.name)) found.push(at)
    for (const kid of elements(at)) walk(kid)
  }
  walk(node)
  return found
}

const needs = (name: string, attribute: string): Rule => ({
  rule: `${name} has @${attribute}`,
  broken: (_meta, article) => all(article, name).filter((node) => !node.attributes[attribute]),
})

const href = (node: XmlNode | undefined): string => node?.attributes.href ?? ''

/** Terms of CRediT (https://credit.niso.org): what a role says must be the term of the address it gives. */
const credit = /^https:\/\/credit\.niso\.org\/contributor-roles\/[a-z-]+\/$/

export const rules: readonly Rule[] = [
  // Permissions
  {
    rule: 'license_ref and license/@xlink:href say the same address',
    broken: (meta) =>
      descendants(meta, 'license').filter((licence) => {
        const [ref] = elements(licence, 'license_ref')
        return ref !== undefined && href(licence) !== '' && textOf(ref) !== href(licence)
      }),
  },
  // Authors and affiliations
  needs('contrib-id', 'contrib-id-type'),
  needs('institution-id', 'institution-id-type'),
  {
    rule: 'an ORCID is an https address',
    broken: (_meta, article) =>
      all(article, 'contrib-id').filter(
        (id) =>
          id.attributes['contrib-id-type'] === 'orcid' &&
          !/^https:\/\/orcid\.org\/\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.test(textOf(id) ?? ''),
      ),
  },
  {
    rule: 'xref to an aff is of @ref-type aff, and to author notes fn or corresp',
    broken: (meta) => {
      const kinds = new Map(all(meta, 'aff', 'fn', 'corresp').map(({ name, attributes }) => [attributes.id, name]))
      return all(meta, 'xref').filter(({ attributes }) => {
        const kind = kinds.get(attributes.rid)
        return (
          kind !== undefined &&
          attributes['ref-type'] !== kind &&
          !(kind === 'fn' && attributes['ref-type'] === 'author-notes')
        )
      })
    },
  },
  {
    rule: 'every xref points to something in the document',
    broken: (meta, article) => {
      const ids = new Set(allIds(article))
      return all(meta, 'xref').filter(({ attributes }) => !ids.has(attributes.rid ?? ''))
    },
  },
  {
    rule: 'aff does not begin with a label in sup',
    broken: (meta) =>
      all(meta, 'aff').filter(({ children }) => {
        const first = children.find((kid) => isElement(kid) || kid.trim() !== '')
        return first !== undefined && isElement(first) && first.name === 'sup'
      }),
  },
  {
    rule: 'country/@country is a code of ISO 3166-1',
    broken: (meta) =>
      all(meta, 'country').filter(
        ({ attributes }) => attributes.country !== undefined && !/^[A-Z]{2}$/.test(attributes.country),
      ),
  },
  {
    rule: 'a ROR identifier is an https address',
    broken: (_meta, article) =>
      all(article, 'institution-id').filter(
        (id) =>
          id.attributes['institution-id-type'] === 'ror' &&
          !/^https:\/\/ror\.org\/0[a-z0-9]{6}\d{2}$/.test(textOf(id) ?? ''),
      ),
  },
  {
    rule: 'collab and name are never empty',
    broken: (meta) => all(meta, 'collab', 'surname', 'string-name').filter((node) => textOf(node) === undefined),
  },
  // CRediT
  {
    rule: 'a CRediT role has its vocabulary, address and term',
    broken: (meta) =>
      all(meta, 'role').filter(
        ({ attributes }) =>
          attributes.vocab === 'credit' &&
          (attributes['vocab-identifier'] !== 'https://credit.niso.org/' ||
            !attributes['vocab-term'] ||
            !credit.test(attributes['vocab-term-identifier'] ?? '')),
      ),
  },
  // Funding
  { rule: 'one funding-group', broken: (meta) => elements(meta, 'funding-group').slice(1) },
  {
    rule: 'one funding-source in an award-group, with one institution-wrap where it has one',
    broken: (meta) =>
      all(meta, 'award-group').filter((group) => {
        const sources = elements(group, 'funding-source')
        return sources.length > 1 || sources.some((source) => elements(source, 'institution-wrap').length > 1)
      }),
  },
  {
    rule: 'a number of the Open Funder Registry names the registry as JATS4R has it',
    broken: (meta) =>
      all(meta, 'institution-id').filter((id) => {
        const { attributes } = id
        const value = textOf(id) ?? ''
        const registry = value.startsWith('10.13039/') || attributes.vocab === 'open-funder-registry'
        return (
          registry &&
          !(
            value.startsWith('10.13039/') &&
            attributes['institution-id-type'] === 'doi' &&
            attributes.vocab === 'open-funder-registry' &&
            attributes['vocab-identifier'] === '10.13039/open_funder_registry'
          )
        )
      }),
  },
  // Abstracts
  {
    rule: 'every sec of an abstract has a title, unless it has none in the record',
    broken: (meta) =>
      all(meta, 'abstract', 'trans-abstract').flatMap((abstract) =>
        elements(abstract, 'sec').filter((sec) => elements(sec).length === 0),
      ),
  },
  // Clinical trials
  {
    rule: 'a clinical trial has one number in its related-object, and names its registry',
    broken: (meta) =>
      all(meta, 'related-object').filter(
        ({ attributes }) =>
          attributes['document-id-type'] === 'clinical-trial-number' &&
          (!attributes['document-id'] || /\s/.test(attributes['document-id'])),
      ),
  },
  // Dates
  {
    rule: 'a whole date says the same in @iso-8601-date and in its elements',
    broken: (_meta, article) =>
      all(article, 'date', 'pub-date').filter((date) => {
        const iso = date.attributes['iso-8601-date']
        // A span has two dates, and its elements the first.
        if (iso === undefined || iso.includes('/')) return false
        const parts = ['year', 'month', 'day'].map((name) => textOf(child(date, name)))
        return parts.some(
          (part, at) => part !== undefined && /^\d+$/.test(part) && Number(part) !== Number(iso.split('-')[at]),
        )
      }),
  },
  // Citations
  needs('pub-id', 'pub-id-type'),
  {
    rule: 'a DOI in pub-id or article-id is no address',
    broken: (_meta, article) =>
      all(article, 'pub-id', 'article-id').filter(
        (id) => id.attributes['pub-id-type'] === 'doi' && !/^10\.\d{4,9}(?:\.\d+)*\//.test(textOf(id) ?? ''),
      ),
  },
]

const allIds = (node: XmlNode): string[] => [
  ...(node.attributes.id === undefined ? [] : [node.attributes.id]),
  ...elements(node).flatMap(allIds),
]

/** The rules that a document breaks, with the first element that does. */
export function judgeJats4r(document: string): readonly string[] {
  const article = parseXml(document)
  const meta = child(article, 'front/article-meta')
  if (meta === undefined) return ['there is no article-meta']
  return rules.flatMap(({ rule, broken }) => {
    const [first] = broken(meta, article)
    return first === undefined
      ? []
      : [`${rule}: <${first.name}> ${textOf(first)?.slice(0, 80) ?? ''} ${JSON.stringify(first.attributes)}`]
  })
}
