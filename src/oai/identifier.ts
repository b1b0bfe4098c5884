/** oai-identifiers (Specification and XML Schema for the OAI Identifier Format, 2.0): `oai:host:doi`. */
import { doiKey } from '../article/doi.ts'
import type { Site } from '../formats/codec.ts'

/** Local parts may have these characters; others, and the sign of encoding itself, are percent-encoded. */
const needsEncoding = /[^\w\-.!~*'();/?:@&=+$,]/
const domain = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+$/

/** The domain that stands for the repository. An address in numbers or a bare name is none by the format’s schema. */
export function repositoryOf({ baseUrl }: Site): string {
  const { hostname } = new URL(baseUrl)
  return domain.test(hostname) ? hostname : 'localhost.localdomain'
}

/** DOIs are the same in any case, identifiers are not: all are written in lower case. */
export function formatIdentifier(repository: string, doi: string): string {
  const key = doiKey(doi)
  return `oai:${repository}:${needsEncoding.test(key) ? encoded(key) : key}`
}

/** The DOI of an identifier of ours. */
export function parseIdentifier(repository: string, identifier: string): string | undefined {
  const start = `oai:${repository}:`
  if (!identifier.startsWith(start)) return undefined
  try {
    const doi = decodeURIComponent(identifier.slice(start.length))
    return formatIdentifier(repository, doi) === identifier ? doi : undefined
  } catch {
    return undefined
  }
}

const encoded = (doi: string): string =>
  [...doi.toWellFormed()].map((one) => (needsEncoding.test(one) ? encodeURIComponent(one) : one)).join('')
