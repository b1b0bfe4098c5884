/** The page for converting: a form is answered with the record, its notes and every format, or with one format to keep. */
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Article } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import { readerNamed, readers, writerNamed, writers } from '../formats/index.ts'
import { convert } from '../library/convert.ts'
import { type Output, outputOf, overviewOf } from '../library/overview.ts'
import { type ConvertPage, convertPage } from '../web/convert.ts'
import { convertExamples } from '../web/convert-examples.ts'
import type { ConvertResult } from '../web/convert-result.ts'
import { sendConverted } from './convert-answer.ts'
import { type ConvertForm, readForm } from './convert-form.ts'
import { sendText } from './packing.ts'
import { pageHeaders } from './page-policy.ts'
import { problems } from './problem.ts'
import { queryOf } from './request.ts'

export interface ConvertPageDoors {
  readonly site: Site
  /** The longest form that is taken, in bytes. */
  readonly limit: number
}

/** Registers the page as it is before anything was sent. */
export function convertPageRoutes(app: FastifyInstance, doors: ConvertPageDoors): void {
  app.get('/convert', { schema: { hide: true } }, async (request, reply) => {
    const { example } = queryOf(request)
    const found = convertExamples.find(({ name }) => name === example)
    if (example !== undefined && !found) throw new Refusal('not-found', 'There is no such example.')
    if (!found) return sendPage(request, reply, pageOf(doors, {}))
    return sendPage(request, reply, pageOf(doors, await answerOf({ text: found.text, record: 0 }, doors)))
  })
}

/** Answers the form. What is wrong with a text is told on the page, above the form that still has it. */
export async function answerForm(request: FastifyRequest, reply: FastifyReply, doors: ConvertPageDoors) {
  let form: ConvertForm = { text: '', record: 0 }
  try {
    form = await readForm(request, doors.limit)
    if (form.to !== undefined) return await sendFile(reply, form, form.to, doors)
    return await sendPage(request, reply, pageOf(doors, await answerOf(form, doors)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    reply.code(problems[error.code].status).header('cache-control', 'no-store')
    return sendPage(request, reply, pageOf(doors, { given: form, fault: faultOf(error) }))
  }
}

type Answer = Pick<ConvertPage, 'given' | 'result' | 'fault'>

const pageOf = ({ site, limit }: ConvertPageDoors, answer: Answer): string =>
  convertPage({ name: site.name, formats: readers, limit, ...answer })

async function answerOf(form: ConvertForm, { site }: ConvertPageDoors): Promise<Answer> {
  const { codec, records } = overviewOf(form.text, namedIn(form))
  const chosen = Math.min(form.record, Math.max(records.length - 1, 0))
  const shown = records[chosen]
  const result: ConvertResult = {
    format: codec.title,
    guessed: namedIn(form) === undefined,
    records,
    chosen,
    outputs: shown && 'article' in shown ? await outputsOf(shown.article, site) : [],
  }
  return { given: form, result }
}

/** Other requests have their turn between two formats. */
async function outputsOf(article: Article, site: Site): Promise<readonly Output[]> {
  const outputs: Output[] = []
  for (const codec of writers) {
    outputs.push(outputOf(article, codec, site))
    await setImmediate()
  }
  return outputs
}

const namedIn = ({ from }: ConvertForm) => (from === undefined ? undefined : readerNamed(from))

/** Every record of what was sent, in one format, to keep. */
function sendFile(reply: FastifyReply, form: ConvertForm, name: string, { site }: ConvertPageDoors) {
  const to = writerNamed(name)
  const readings = overviewOf(form.text, namedIn(form)).readings
  reply.headers({ 'content-disposition': `attachment; filename="records${to.extension}"`, 'cache-control': 'no-store' })
  return sendConverted(reply, convert(readings, { to, site }), to)
}

function faultOf({ message, findings, extras: { available = [] } }: Refusal) {
  const [only, ...others] = available
  const instead = others.length === 0 ? readers.find(({ name }) => name === only) : undefined
  return { message, findings, ...(instead && { instead }) }
}

const sendPage = (request: FastifyRequest, reply: FastifyReply, page: string): Promise<FastifyReply> =>
  sendText(
    request,
    reply.headers({ ...pageHeaders, 'cache-control': 'no-store' }).type('text/html; charset=utf-8'),
    page,
  )
