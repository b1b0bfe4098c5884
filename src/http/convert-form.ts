/** The form of the page for converting: a text or a file, how it is to be read, and what of it is wanted. */
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import { textOf } from '../library/intake.ts'

export interface ConvertForm {
  readonly text: string
  /** The format it is in; absent where it is to be recognised. */
  readonly from?: string
  /** Which record is shown. */
  readonly record: number
  /** The format of which a file is wanted. */
  readonly to?: string
}

/** Browsers send a form with a file in this type (HTML 4.10.21.8), and programs send records in others. */
export const isForm = (request: FastifyRequest): boolean =>
  request.headers['content-type']?.toLowerCase().startsWith('multipart/form-data') === true

/** Throws `Refusal`s: unreadable, too-large. A file goes before a text. */
export async function readForm(request: FastifyRequest, limit: number): Promise<ConvertForm> {
  const fields = await fieldsOf(request, limit)
  const field = (name: string): string | undefined => {
    const value = fields.get(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const file = fields.get('file')
  const from = field('as') ?? field('from')
  const to = field('to')
  const record = Number(field('record') ?? 0)
  return {
    // Browsers send the line ends of a textarea as CR LF, whatever was pasted.
    text:
      file instanceof File && file.size > 0
        ? await fileText(file, limit)
        : (field('text') ?? '').replace(/\r\n/g, '\n'),
    record: Number.isSafeInteger(record) && record > 0 ? record : 0,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}

/** What is packed may be no longer than the limit either. */
async function fileText(file: File, limit: number): Promise<string> {
  let whole = ''
  for await (const text of textOf(file.stream(), `The file ${file.name.slice(0, 200)}`)) {
    whole += text
    if (whole.length > limit) throw tooLarge(limit)
  }
  return whole
}

async function fieldsOf(request: FastifyRequest, limit: number): Promise<FormData> {
  const body = await bytesOf(request, limit)
  try {
    const headers = { 'content-type': request.headers['content-type'] ?? '' }
    return await new Response(body, { headers }).formData()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new Refusal('unreadable', 'The form is not whole. Send it again.')
  }
}

/** What is too much is taken from the wire and let go: a browser shows no answer before it has sent all. */
async function bytesOf({ body }: FastifyRequest, limit: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let size = 0
  if (body instanceof Readable) {
    for await (const chunk of body) {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
    }
  }
  if (size > limit) throw tooLarge(limit)
  return Buffer.concat(chunks)
}

const tooLarge = (limit: number) =>
  new Refusal(
    'too-large',
    `The text or file is longer than the ${limit} bytes that this page takes. Send it to POST /convert, which takes sources of any length.`,
  )
