/** Licence, copyright, access, funding. */
import type { Article, Funding, Licence } from '../../../schemas/article.ts'
import { doiUrl } from '../../article/doi.ts'
import { dateParts, uri } from '../plain.ts'
import { type Node, oneOrMany, some } from './shape.ts'

export function rights({ licences, copyright, freeToRead }: Article): Node {
  const start = freeToRead?.start === undefined ? undefined : dateParts(freeToRead.start)
  const isYear = /^\d{4}$/.test(copyright?.year ?? '')
  return {
    license: oneOrMany((licences ?? []).map(licence).filter((one) => one !== undefined)),
    copyrightYear: isYear ? Number(copyright?.year) : undefined,
    // A person or a body: the record does not say which.
    copyrightHolder: copyright?.holder === undefined ? undefined : { name: copyright.holder },
    copyrightNotice: oneOrMany(
      [copyright?.statement, isYear ? undefined : copyright?.year].filter((part) => part !== undefined),
    ),
    isAccessibleForFree: freeToRead === undefined ? undefined : true,
    conditionsOfAccess: start && `Free to read from ${start.more ?? start.iso}`,
  }
}

/** A URL where nothing more is known, as Google and Bioschemas have it. */
function licence({ url: address, spdx, text }: Licence): unknown {
  const url = address && uri(address)
  if (spdx === undefined && text === undefined) return url
  return { '@type': 'CreativeWork', '@id': url, url, identifier: spdx, description: text }
}

export function funding({ funding: list, fundingStatement }: Article): Node {
  const grants: Node[] = []
  const funders: Node[] = []
  for (const { funder, awards } of list ?? []) {
    const node = funder && organization(funder)
    if (node) funders.push(node)
    for (const award of awards ?? []) grants.push({ '@type': 'Grant', identifier: award, funder: node })
  }
  if (fundingStatement !== undefined) grants.push({ '@type': 'Grant', description: fundingStatement })
  return { funder: some(funders), funding: some(grants) }
}

const organization = ({ name, ror, doi }: NonNullable<Funding['funder']>): Node => ({
  '@type': 'Organization',
  '@id': ror ?? (doi && doiUrl(doi)),
  name,
  sameAs: ror === undefined || doi === undefined ? undefined : doiUrl(doi),
})
