/** Articles as they were, by HTTP: which version a request means, and what an answer says of it (Memento, RFC 7089). */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { encodeDoi } from '../article/doi.ts'
import { lastInstantOf, lastInstantOfHttpDate } from '../article/instant.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import type { Moment } from '../library/history.ts'
import type { StoredRecord, VersionStep } from '../store/store.ts'
import { queryOf } from './request.ts'

/** The parameters, as OpenAPI shows them; the header `Accept-Datetime` is the third way. */
export const momentParameters = {
  version: Type.Optional(Type.Integer({ minimum: 1, description: 'The article as it was in this version.' })),
  'as-of': Type.Optional(
    Type.String({
      description:
        'The article as it stood at the end of this year, month, day or second, in UTC unless it says otherwise.',
      examples: ['2024-03-05', '2024-03', '2024-03-05T12:00:00+01:00'],
    }),
  ),
}

/** The version that a request means; undefined for the one that stands. Throws `Refusal('invalid-request')`. */
export function momentOf(request: FastifyRequest): Moment | undefined {
  const { version, 'as-of': asOf } = queryOf(request)
  if (version !== undefined && asOf !== undefined) {
    throw wrong('version', version, 'Give a version or an instant, not both.')
  }
  if (version !== undefined) return byNumber(version)
  if (asOf !== undefined) return byInstant(asOf)
  const accepted = request.headers['accept-datetime']
  if (accepted === undefined) return undefined
  const instant = lastInstantOfHttpDate(String(accepted))
  if (instant !== undefined) return { kind: 'nearest', instant }
  throw wrong('accept-datetime', accepted, 'Accept-Datetime is an HTTP date: Tue, 05 Mar 2024 12:00:00 GMT.')
}

function byNumber(given: unknown): Moment {
  if (typeof given === 'string' && /^[1-9]\d{0,8}$/.test(given)) return { kind: 'version', version: Number(given) }
  throw wrong('version', given, 'A version is a whole number from 1 on: ?version=3.')
}

function byInstant(given: unknown): Moment {
  const instant = typeof given === 'string' ? lastInstantOf(given) : undefined
  if (instant !== undefined) return { kind: 'as-of', instant }
  throw wrong('as-of', given, 'An instant is written as 2024, 2024-03, 2024-03-05 or 2024-03-05T12:00:00Z.')
}

function wrong(name: string, value: unknown, remedy: string): Refusal {
  const message = `${name}: this names no version.`
  return new Refusal('invalid-request', `${message} ${remedy}`, {
    findings: [{ severity: 'error', code: 'version-syntax', pointer: `/${name}`, value, message, remedy }],
  })
}

/** What tells an answer from others at the same address. */
export const momentKey = (moment: Moment | undefined): string => (moment?.kind === 'nearest' ? moment.instant : '')

const originalUrl = (doi: string, site: Site): string => `${site.baseUrl}/articles/${encodeDoi(doi)}`
export const timeMapUrl = (doi: string, site: Site): string => `${site.baseUrl}/timemap/${encodeDoi(doi)}`
export const versionUrl = (doi: string, version: number, site: Site): string =>
  `${originalUrl(doi, site)}?version=${version}`

/** RFC 7089 2.1.1: an HTTP date. In an instant as stores give it all but the day of the week can be read. */
export function httpDate(instant: string): string {
  if (!stored.test(instant)) return new Date(instant).toUTCString()
  const day = instant.slice(8, 10)
  const [year, month] = [Number(instant.slice(0, 4)), Number(instant.slice(5, 7)) - 1]
  const weekday = weekdays[new Date(Date.UTC(year, month, Number(day))).getUTCDay()]
  return `${weekday}, ${day} ${months[month]} ${instant.slice(0, 4)} ${instant.slice(11, 19)} GMT`
}

const stored = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The article is its own TimeGate (RFC 7089 4.1.2): asked with Accept-Datetime, its address answers with a memento. */
const commonLinks = (doi: string, site: Site): string =>
  `<${originalUrl(doi, site)}>; rel="original timegate", <${timeMapUrl(doi, site)}>; rel="timemap"; type="${linkFormat}"`

export const linkFormat = 'application/link-format'

type Headers = Readonly<Record<string, string>>

/** Bytes of a Link header that proxies let pass beside other headers. */
const roomy = 3400

/** What an answer is of: the article as it stands, or as it was at a moment that was asked for at this address. */
export type When =
  | { readonly kind: 'standing' }
  | { readonly kind: 'past'; readonly moment: Moment; readonly url: string }

/** The same headers with what is told of the time. */
export function framedBy(when: When, headers: Headers, record: StoredRecord, site: Site): Headers {
  return when.kind === 'standing'
    ? standingHeaders(headers, record, site)
    : mementoHeaders(headers, record, site, when.moment, when.url)
}

/** Headers of the article as it stands, with the way to how it was. */
function standingHeaders(headers: Headers, { doi }: StoredRecord, site: Site): Headers {
  const { link = '', vary } = headers
  return { ...headers, vary: `${vary}, Accept-Datetime`, link: link + standingLinks(doi, site, link.length) }
}

/** What goes on a Link field of this length; nothing where there is no room. */
export function standingLinks(doi: string, site: Site, length: number): string {
  const links = `, ${commonLinks(doi, site)}`
  return length + links.length < roomy ? links : ''
}

/** Headers of a version. Its links to other formats lead to the same version. */
function mementoHeaders(headers: Headers, record: StoredRecord, site: Site, moment: Moment, url: string): Headers {
  const { doi, version, modified } = record
  const date = httpDate(modified)
  const self = `<${versionUrl(doi, version, site)}>; rel="memento"; datetime="${date}"`
  const others = (headers.link ?? '').replaceAll('<?format=', `<?version=${version}&format=`)
  return {
    ...headers,
    vary: `${headers.vary}, Accept-Datetime`,
    'memento-datetime': date,
    link: `${others}, ${commonLinks(doi, site)}, ${self}`,
    ...(moment.kind !== 'version' && { 'content-location': contentLocation(record, site, url) }),
  }
}

/** The address of the version, with what else was asked of it (RFC 7089 4.1.2). */
function contentLocation({ doi, version }: StoredRecord, site: Site, url: string): string {
  const query = new URLSearchParams(url.split('?')[1] ?? '')
  query.delete('as-of')
  const rest = query.toString()
  return `${versionUrl(doi, version, site)}${rest === '' ? '' : `&${rest}`}`
}

/** All versions that can be had, in the format of RFC 7089 5; a withdrawal leaves nothing to be had. */
export function timeMap(doi: string, steps: readonly VersionStep[], site: Site): string {
  const standing = steps.filter(({ kind }) => kind !== 'withdraw')
  const [first, last] = [standing[0], standing.at(-1)]
  const span = first && last ? `;from="${httpDate(first.at)}";until="${httpDate(last.at)}"` : ''
  const rels = (step: VersionStep) =>
    [...(step === first ? ['first'] : []), ...(step === last ? ['last'] : []), 'memento'].join(' ')
  return [
    `<${originalUrl(doi, site)}>;rel="original timegate"`,
    `<${timeMapUrl(doi, site)}>;rel="self";type="${linkFormat}"${span}`,
    ...standing.map(
      (step) => `<${versionUrl(doi, step.version, site)}>;rel="${rels(step)}";datetime="${httpDate(step.at)}"`,
    ),
  ]
    .join(',\n')
    .concat('\n')
}
