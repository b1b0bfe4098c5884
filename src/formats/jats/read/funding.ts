/** funding-group and what came before it. */
import type { Funding } from '../../../../schemas/article.ts'
import { descendants, elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { added, type Context, defined, keep, type Part, readChildren, single, some, someOf } from './context.ts'

export const fundingGroup: Part = (node, context, path) =>
  readChildren(node, context, path, { 'award-group': awardGroup, 'funding-statement': single('fundingStatement') })

/** Several sources of one group share its awards; which gave which is not said, so they stay with the first. */
const awardGroup: Part = (node, context, path) => {
  const sources = elements(node).filter(({ name }) => name === 'funding-source' || name === 'support-source')
  const awards = some(
    elements(node, 'award-id')
      .map((id) => textOf(id))
      .filter((id) => id !== undefined),
  )
  const funders = sources.map(funderOf).filter((funder) => funder !== undefined)
  const [first, ...others] = funders
  add(context, [defined({ funder: first, awards }), ...others.map((funder) => ({ funder }))])
  for (const source of sources) {
    const { country } = source.attributes
    if (country !== undefined) context.unmapped.push({ path: `${path}/${source.name}/@country`, value: country })
    for (const id of descendants(source, 'institution-id', 'named-content')) {
      if (!/ror\.org\/|10\.13039\//.test(textOf(id) ?? '')) keep(id, context, `${path}/${source.name}/${id.name}`)
    }
  }
  for (const kid of elements(node)) {
    if (!sources.includes(kid) && kid.name !== 'award-id') keep(kid, context, `${path}/${kid.name}`)
  }
}

function add({ draft }: Context, found: readonly Funding[]): void {
  const told = found.filter((funding) => Object.keys(funding).length > 0)
  if (told.length > 0) draft.funding = added(draft.funding, told)
}

function funderOf(node: XmlNode): Funding['funder'] | undefined {
  const ids = descendants(node, 'institution-id', 'named-content')
    .map((id) => textOf(id) ?? '')
    .concat(node.attributes.href ?? '')
  return someOf({
    name: textOf(node, new Set(['institution-id'])),
    ror: ids.find((id) => /ror\.org\//.test(id)),
    doi: ids.map((id) => /10\.13039\/\S+/.exec(id)?.[0]).find(Boolean),
  })
}

/** NLM 2: the sponsor and the number of a contract. */
export const contractParts: Readonly<Record<string, Part>> = {
  'contract-sponsor': (node, context) => {
    const name = textOf(node)
    if (name !== undefined) add(context, [{ funder: { name } }])
  },
  'contract-num': (node, context) => {
    const award = textOf(node)
    if (award !== undefined) add(context, [{ awards: [award] }])
  },
}
