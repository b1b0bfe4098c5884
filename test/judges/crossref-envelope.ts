/** Judges answers of the Crossref REST API by what programs that parse them need: envelopes, types, failures, headers. */

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
}

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): boolean => typeof value === 'string'
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)
const isObjects = (value: unknown): boolean => Array.isArray(value) && value.every(isObject)
const isDate = (value: unknown): boolean =>
  isObject(value) &&
  Array.isArray(value['date-parts']) &&
  value['date-parts'].every(
    (one) => Array.isArray(one) && one.length >= 1 && one.length <= 3 && one.every(Number.isInteger),
  )
const isMoment = (value: unknown): boolean =>
  isDate(value) &&
  isObject(value) &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(value['date-time'])) &&
  Number.isInteger(value.timestamp)

export function envelopeFaults({ status, type, body }: Answer, messageType: string): string[] {
  if (status !== 200) return [`status ${status}`]
  const faults = type.startsWith('application/json') ? [] : [`content type ${type}`]
  const envelope: unknown = JSON.parse(body)
  if (!isObject(envelope)) return [...faults, 'no envelope']
  const keys = Object.keys(envelope).join(' ')
  if (keys !== 'status message-type message-version message') faults.push(`members ${keys}`)
  if (envelope.status !== 'ok' || envelope['message-version'] !== '1.0.0') faults.push('status or version')
  if (envelope['message-type'] !== messageType) faults.push(`message type ${String(envelope['message-type'])}`)
  const { message } = envelope
  if (!isObject(message)) return [...faults, 'no message']
  return messageType.endsWith('-list') ? [...faults, ...listFaults(message, messageType)] : faults
}

function listFaults(message: Json, messageType: string): string[] {
  const faults: string[] = []
  if (!isCount(message['total-results'])) faults.push('total-results')
  if (!Array.isArray(message.items)) faults.push('items')
  if (/^(type|style|locale)-list$/.test(messageType)) return faults
  if (!isObject(message.facets)) faults.push('facets')
  if (!isCount(message['items-per-page'])) faults.push('items-per-page')
  const { query } = message
  if (!isObject(query) || !isCount(query['start-index']) || !('search-terms' in query)) faults.push('query')
  return faults
}

/** Each member with the type that clients take it for; those marked are always there. */
const members: Readonly<Record<string, readonly [is: (value: unknown) => boolean, always?: true]>> = {
  DOI: [(value) => isText(value) && value === String(value).replace(/[A-Z]/g, (letter) => letter.toLowerCase()), true],
  URL: [(value) => /^https:\/\/doi\.org\/10\./.test(String(value)), true],
  type: [isText, true],
  prefix: [isText, true],
  title: [isTexts, true],
  subtitle: [isTexts, true],
  'short-title': [isTexts, true],
  'original-title': [isTexts, true],
  'container-title': [isTexts, true],
  'short-container-title': [isTexts, true],
  indexed: [isMoment, true],
  created: [isMoment, true],
  deposited: [isMoment, true],
  score: [(value) => typeof value === 'number', true],
  source: [isText, true],
  'reference-count': [isCount, true],
  'references-count': [isCount, true],
  'is-referenced-by-count': [isCount, true],
  'content-domain': [isObject, true],
  relation: [isObject, true],
  resource: [(value) => isObject(value) && isObject(value.primary) && isText(value.primary.URL), true],
  member: [(value) => /^\d+$/.test(String(value)) && isText(value)],
  issued: [isDate],
  published: [isDate],
  'published-online': [isDate],
  'published-print': [isDate],
  accepted: [isDate],
  posted: [isDate],
  author: [isPeople],
  editor: [isPeople],
  ISSN: [isTexts],
  'issn-type': [
    (value) => isObjects(value) && Array.isArray(value) && value.every((one) => isText(one.type) && isText(one.value)),
  ],
  volume: [isText],
  issue: [isText],
  page: [isText],
  'article-number': [isText],
  publisher: [isText],
  language: [isText],
  abstract: [isText],
  license: [(value) => Array.isArray(value) && value.every((one) => isText(one.URL) && isCount(one['delay-in-days']))],
  link: [
    (value) => Array.isArray(value) && value.every((one) => isText(one.URL) && isText(one['intended-application'])),
  ],
  funder: [(value) => Array.isArray(value) && value.every((one) => isTexts(one.award))],
  reference: [(value) => Array.isArray(value) && value.every((one) => isText(one.key))],
  assertion: [isObjects],
  subject: [isTexts],
}

function isPeople(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (one, at) =>
        isObject(one) &&
        one.sequence === (at === 0 ? 'first' : 'additional') &&
        Array.isArray(one.affiliation) &&
        (isText(one.family) || isText(one.name) || isText(one.given)),
    )
  )
}

export function workFaults(work: unknown): string[] {
  if (!isObject(work)) return ['no work']
  return Object.entries(members).flatMap(([name, [is, always]]) => {
    if (!(name in work)) return always ? [`${String(work.DOI)} has no ${name}`] : []
    return is(work[name]) ? [] : [`${String(work.DOI)}: ${name} is ${JSON.stringify(work[name])?.slice(0, 100)}`]
  })
}

/** As programs read it: `message[0].message`, and the status. */
export function faultsOfFailure(
  { status, type, body }: Answer,
  expected: number,
  kind: string,
  value?: string,
): string[] {
  const faults = status === expected ? [] : [`status ${status}, not ${expected}`]
  if (!type.startsWith('application/json')) faults.push(`content type ${type}`)
  const { message, ...head } = JSON.parse(body)
  const envelope = kind === 'cursor-invalid' ? 'resource-failure' : 'validation-failure'
  if (head.status !== 'failed' || head['message-type'] !== envelope) faults.push(JSON.stringify(head))
  const [first] = message
  if (first?.type !== kind || (value !== undefined && first?.value !== value) || !isText(first?.message))
    faults.push(JSON.stringify(first))
  return faults
}

export function headerFaults(headers: Readonly<Record<string, unknown>>): string[] {
  const faults: string[] = []
  if (headers['access-control-allow-origin'] !== '*') faults.push('closed to other origins')
  if (!/\bLink\b/.test(String(headers['access-control-expose-headers']))) faults.push('Link is not exposed')
  if (!/^\d+$/.test(String(headers['x-rate-limit-limit']))) faults.push('x-rate-limit-limit')
  if (!/^\d+s$/.test(String(headers['x-rate-limit-interval']))) faults.push('x-rate-limit-interval')
  if (!/^\d+$/.test(String(headers['x-concurrency-limit']))) faults.push('x-concurrency-limit')
  if (!/^(public|polite)$/.test(String(headers['x-api-pool']))) faults.push('x-api-pool')
  return faults
}
