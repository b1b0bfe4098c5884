/** Judges of parameter values: what is wrong with one, in the words of the registry; undefined where nothing is. */
import { parseDoi } from '../article/doi.ts'
import { registryTypes } from '../article/registry-type.ts'
import type { Fault } from './answer.ts'

export type Judge = (value: string) => Fault | undefined

export const anything: Judge = () => undefined

const judge =
  (type: string, isRight: (value: string) => boolean, say: (value: string) => string): Judge =>
  (value) =>
    isRight(value) ? undefined : { type, value, message: say(value) }

export const oneOf = (type: string, name: string, values: readonly string[]): Judge =>
  judge(
    type,
    (value) => values.includes(value),
    (value) => `${name} specified as ${value} but must be one of: ${values.join(', ')}`,
  )

/** The blank before the remark, and at the end, are the registry’s. */
export const integer = (most?: number, remark = ''): Judge =>
  judge(
    'integer-not-valid',
    (value) => /^\d{1,15}$/.test(value) && (most === undefined || Number(value) <= most),
    (value) =>
      `Integer specified as ${value} but must be a positive integer${
        most === undefined ? '' : ` less than or equal to ${most}`
      }. ${remark}`,
  )

export const boolean = oneOf('boolean-not-valid', 'Boolean', ['t', 'true', '1', 'f', 'false', '0'])
export const isTrue = (value: string): boolean => value === 't' || value === 'true' || value === '1'
export const version = oneOf('version-not-valid', 'Version', ['vor', 'am', 'tdm', 'unspecified'])
export const application = oneOf('intended-application-not-valid', 'Intended application', [
  'unspecified',
  'text-mining',
  'similarity-checking',
])
export const type = oneOf('type-not-valid', 'Type', Object.keys(registryTypes))

export const doi = judge(
  'doi-not-valid',
  (value) => parseDoi(value) !== undefined,
  (value) =>
    `DOI specified as ${value} but must be of the form: 10.prefix/suffix where prefix is 4 or more digits and suffix is a string`,
)
export const issn = judge(
  'issn-not-valid',
  (value) => issnOf(value) !== undefined,
  (value) =>
    `ISSN specified as ${value} but must be of the form: aaaa-aaab where a is a digit, and b is a digit or 'X'`,
)
export const orcid = judge(
  'orcid-not-valid',
  (value) => orcidOf(value) !== undefined,
  (value) =>
    `ORCID specified as ${value} but must be of the form: aaaa-aaaa-aaaa-aaab where a is a digit and b is a digit or 'X'`,
)
export const prefix = judge(
  'prefix-not-valid',
  (value) => prefixOf(value) !== undefined,
  (value) => `Prefix specified as ${value} but must be of the form: 10.digits where digits is 4 or more digits`,
)
/** Also a name or a ROR id, since the record has these. */
export const funder = anything

export const date: Judge = (value) => {
  const [, year = '', month = '01', day = '01'] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value) ?? []
  if (year === '') {
    const message = `Date specified as ${value} but must be of the form: yyyy or yyyy-MM or yyyy-MM-dd`
    return { type: 'date-not-valid', value, message }
  }
  const moment = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (!Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(`${year}-${month}-${day}`)) return undefined
  const message = `Date ${value} specified in the correct format but represents an illegitimate date.`
  return { type: 'date-not-legitimate', value, message }
}

/** Its form alone: the registry asks for no check digit. Also as a URL: `http://id.crossref.org/issn/1234-5679`. */
export function issnOf(text: string): string | undefined {
  const [, first, last] = /(?:^|\/)(\d{4})-?(\d{3}[\dX])$/i.exec(text.trim()) ?? []
  return first === undefined || last === undefined ? undefined : `${first}-${last.toUpperCase()}`
}
export const orcidOf = (text: string): string | undefined =>
  /(?:^|\/)((?:\d{4}-){3}\d{3}[\dX])$/i.exec(text.trim())?.[1]?.toUpperCase()
export const prefixOf = (text: string): string | undefined =>
  /^(?:https?:\/\/id\.crossref\.org\/prefix\/)?(10\.\d{4,9}(?:\.\d{1,9}){0,5})$/.exec(text.trim())?.[1]
