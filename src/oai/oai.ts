/** OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html): arguments in, an XML document out. */
import type { Site, WritableCodec } from '../formats/codec.ts'
import { writers } from '../formats/index.ts'
import type { Library } from '../library/library.ts'
import { element, type Markup, sequence } from '../text/markup.ts'
import { envelope, faultElement } from './answer.ts'
import { Fault } from './fault.ts'
import { repositoryOf } from './identifier.ts'
import type { HarvestedCodec, OaiParts } from './parts.ts'
import { type Asked, judgeForms, readRequest, tellable } from './request.ts'
import { createTokens, type Tokens } from './token.ts'
import { verbs } from './verbs.ts'

export interface OaiOptions {
  readonly library: Library
  readonly site: Site
  readonly formats?: readonly WritableCodec[]
  /** Records on a page; validators want 100 to 500. */
  readonly pageSize?: number
  readonly failed?: OaiParts['failed']
}

export interface Oai {
  /** Answers whatever is asked: what OAI-PMH calls an error is an answer too. */
  answer(pairs: Iterable<readonly [string, string]>): Promise<string>
}

export function createOai({ library, site, formats = writers, pageSize = 200, failed = () => {} }: OaiOptions): Oai {
  let tokens: Promise<Tokens> | undefined
  const parts: OaiParts = {
    library,
    site,
    pageSize,
    failed,
    repository: repositoryOf(site),
    formats: formats.filter(isHarvested),
    tokens() {
      tokens ??= library.harvest.secret().then(createTokens)
      return tokens
    },
  }
  const baseUrl = `${site.baseUrl}/oai`

  async function answerFault(fault: unknown, asked: Asked | undefined): Promise<string> {
    if (!(fault instanceof Fault)) throw fault
    const isTold = asked !== undefined && fault.code !== 'badArgument' && fault.code !== 'badVerb'
    const request = isTold ? { verb: asked.verb, ...Object.fromEntries(tellable(asked)) } : {}
    return envelope(baseUrl, fault.horizon ?? (await library.harvest.horizon()), request, faultElement(fault))
  }

  return {
    async answer(pairs) {
      let asked: Asked | undefined
      try {
        asked = readRequest(pairs)
        judgeForms(asked)
        const told = await verbs[asked.verb](parts, asked)
        const content: Markup = element(asked.verb, sequence(...told.parts))
        return envelope(baseUrl, told.horizon, { verb: asked.verb, ...Object.fromEntries(tellable(asked)) }, content)
      } catch (fault) {
        return answerFault(fault, asked)
      }
    },
  }
}

const isHarvested = (codec: WritableCodec): codec is HarvestedCodec => codec.oai !== undefined
