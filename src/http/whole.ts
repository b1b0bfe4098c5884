/**
 * Answers that are ready as text, sent in one piece. Node judges each field of a head and puts it together for every answer,
 * which costs a third of all that a kept answer takes; the fields of these were judged when they were made.
 */
import { type IncomingMessage, ServerResponse } from 'node:http'

export type WholeStatus = 200 | 304

/** An answer of a server that was made with `createAnswers`. */
interface WholeAnswer extends ServerResponse {
  sendWhole(status: WholeStatus, head: string, body: string): void
}

const isWhole = (response: ServerResponse): response is WholeAnswer => 'sendWhole' in response

/** `head` is of `linesOf`, and has the length of the body; the body has one byte to a character. */
export function sendWhole(response: ServerResponse, status: WholeStatus, head: string, body = ''): void {
  if (isWhole(response)) response.sendWhole(status, head, body)
  else response.writeHead(status, fieldsOf(head)).end(body, 'latin1')
}

const statusLines: Readonly<Record<WholeStatus, string>> = {
  200: 'HTTP/1.1 200 OK\r\n',
  304: 'HTTP/1.1 304 Not Modified\r\n',
}

/**
 * The class of a server’s answers. What Node puts behind the fields (date, connection) is learnt each second from a head
 * that Node wrote. `_header` is where it keeps the head; should it be elsewhere some day, Node writes every head.
 */
export function createAnswers(): typeof ServerResponse<IncomingMessage> {
  let tail: string | undefined
  let second = 0
  return class extends ServerResponse<IncomingMessage> implements WholeAnswer {
    declare _header: unknown

    sendWhole(status: WholeStatus, head: string, body: string): void {
      const isUsual = this.#isUsual()
      const now = Math.trunc(Date.now() / 1000)
      if (isUsual && tail !== undefined && now === second) {
        this.statusCode = status
        this._header = statusLines[status] + head + tail
      } else {
        this.writeHead(status, fieldsOf(head))
        if (isUsual) {
          tail = behind(this._header, statusLines[status] + head)
          second = now
        }
      }
      this.end(body, 'latin1')
    }

    /** Whether nothing but date and connection is to be said beside, as to all others who are usual. */
    #isUsual(): boolean {
      const { method, httpVersionMajor, httpVersionMinor } = this.req
      return (
        this.shouldKeepAlive &&
        method === 'GET' &&
        httpVersionMinor === 1 &&
        httpVersionMajor === 1 &&
        this.getHeaderNames().length === 0 &&
        // The last request of a connection is told so.
        !('maxRequestsOnConnectionReached' in this && this.maxRequestsOnConnectionReached === true)
      )
    }
  }
}

const behind = (written: unknown, own: string): string | undefined =>
  typeof written === 'string' && written.startsWith(own) ? written.slice(own.length) : undefined

/** Fields as lines, each ended. Throws where a value would end its line early (RFC 9110 5.5). */
export function linesOf(fields: Readonly<Record<string, string>>): string {
  // Joined, so that it is one piece of memory, and not as many as it was made of.
  const parts: string[] = []
  for (const name in fields) parts.push(name, ': ', judged(fields[name] ?? ''), '\r\n')
  return parts.join('')
}

/** The value of a field, if it is one. */
export function judged(value: string): string {
  if (notInValue.test(value)) throw new Error(`No value of a field: ${JSON.stringify(value)}`)
  return value
}

// As Node judges them. A character beyond would not be the byte that it is sent as.
const notInValue = /[^\t\x20-\x7e\x80-\xff]/

/** Names and values in turn, as Node takes them. */
export function fieldsOf(lines: string): string[] {
  return lines.split('\r\n').flatMap((line) => {
    const at = line.indexOf(': ')
    return at < 0 ? [] : [line.slice(0, at), line.slice(at + 2)]
  })
}
