/** Bibliographies and in-text citations of many articles, and of items that are sent. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { CitationsAnswer, CitationsRequest } from '../../schemas/citations.ts'
import { Refusal } from '../article/refusal.ts'
import { judgeShape } from '../article/shape.ts'
import { type Cited, cite } from '../library/cite.ts'
import type { Library } from '../library/library.ts'
import { formNames, forms, listOf } from '../styles/forms.ts'
import { readItem } from '../styles/item.ts'
import type { References } from '../styles/references.ts'
import type { Manner } from '../styles/renderer.ts'
import { askedOf, mannerOf } from './asked.ts'
import { choose, type Offer } from './negotiate.ts'
import { problemAnswers } from './openapi.ts'
import { textOf } from './request.ts'

export interface CitationDoors {
  readonly library: Library
  readonly references: References
}

const itemsLimit = 10_000
const json: Offer = { types: ['application/json'] }
const list: Offer = { types: ['text/x-bibliography', 'text/bibliography'] }
const byForm = formNames.map((name) => ({ types: [forms[name].mediaType], form: name }))
const offers: readonly Offer[] = [json, list, ...byForm]

/** Registers `POST /citations`. */
export function citationRoutes(app: FastifyInstance, { library, references }: CitationDoors): void {
  app.post(
    '/citations',
    {
      schema: {
        tags: ['citations'],
        summary: 'A bibliography, and the citations of a text',
        description:
          'Articles by DOI, items of CSL-JSON, or both; references in the style’s order, each citation told apart from ' +
          'the others. What is not found or was withdrawn is left out, and `items` says so. Accept: text/x-bibliography ' +
          'or a form’s own type gives the bibliography alone.',
        body: { content: { 'application/json': { schema: CitationsRequest } } },
        response: {
          200: {
            description: 'The references, citations, and what became of each item.',
            content: {
              'application/json': { schema: CitationsAnswer },
              ...Object.fromEntries(byForm.map(({ types: [type = ''] }) => [type, { schema: Type.String() }])),
            },
          },
          ...problemAnswers(['invalid-request', 'unreadable', 'not-acceptable', 'too-large', 'unavailable']),
        },
      },
    },
    async (request, reply) => {
      const chosen = choose(request.headers.accept, offers)
      if (!chosen) {
        throw new Refusal('not-acceptable', `Nothing that “${request.headers.accept}” accepts can be had here.`, {
          available: offers.map(({ types }) => types[0] ?? ''),
        })
      }
      const { items, citations, ...asked } = readBody(textOf(request.body))
      const accepted = byForm.find((form) => form === chosen.offer)
      // The type that was accepted is the form, whatever the body says.
      const manner = mannerOf(
        { ...asked, ...(accepted && { as: accepted.form }) },
        chosen.parameters,
        references.catalogue,
      )
      const { date } = askedOf(asked)
      const cited = await cite(
        { manner, ...(items && { items }), ...(citations && { citations }), ...(date !== undefined && { date }) },
        { library, references, readItem },
      )
      const bibliography = listOf(
        cited.references.map(({ text }) => text),
        forms[manner.as],
      )
      reply.headers({
        vary: 'Accept',
        'cache-control': 'no-store',
        'access-control-allow-origin': '*',
        'x-content-type-options': 'nosniff',
        'colophon-refused': cited.items.filter(({ status }) => status !== 'cited').length,
      })
      if (chosen.offer === json) return answerOf(cited, manner, bibliography, citations !== undefined)
      const { style, locale, as } = manner
      const said = `${chosen.type ?? list.types[0]}; style=${style}; locale=${locale}; format=${as}`
      const type = chosen.offer === list ? said : accepted?.types[0]
      return reply
        .type(`${type}; charset=utf-8`)
        .header('content-security-policy', "default-src 'none'")
        .serializer(String)
        .send(bibliography)
    },
  )
}

function answerOf(cited: Cited, manner: Manner, bibliography: string, hasCitations: boolean): CitationsAnswer {
  const { style, locale, as } = manner
  const { references, citations, items } = cited
  return {
    style,
    locale,
    as,
    references: [...references],
    bibliography,
    ...(hasCitations && { citations: [...citations] }),
    items: [...items],
  }
}

/** Throws `Refusal('invalid-request')` naming every fault. */
function readBody(text: string): CitationsRequest {
  const given = parse(text)
  const { findings, unknown } = judgeShape(CitationsRequest, given)
  for (const { key, pointer } of unknown) {
    // An item’s own members are CSL’s affair.
    if (!pointer.startsWith('/items/')) {
      const message = `There is no member “${key}” here.`
      findings.push({ severity: 'error', code: 'member-unknown', pointer, message })
    }
  }
  const [fault] = findings
  if (fault) throw new Refusal('invalid-request', `${fault.pointer}: ${fault.message}`, { findings })
  const request = given as CitationsRequest // judged by its shape
  const { items, citations } = request
  if (!items && !citations) throw new Refusal('invalid-request', 'Send `items`, `citations`, or both.')
  if ((items?.length ?? 0) > itemsLimit || (citations?.flat().length ?? 0) > itemsLimit) {
    throw new Refusal('invalid-request', `There may be ${itemsLimit} items and as many cites in one request.`)
  }
  return request
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Refusal('unreadable', `The body is not JSON: ${error instanceof Error ? error.message : 'unknown'}`)
  }
}
