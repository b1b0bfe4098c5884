/** A request’s arguments, judged: which verb, which arguments go together, and which forms they have (OAI-PMH 2.0, 4). */
import { Fault } from './fault.ts'

export const argumentNames = ['identifier', 'metadataPrefix', 'from', 'until', 'set', 'resumptionToken'] as const
export type ArgumentName = (typeof argumentNames)[number]
export type Arguments = Readonly<Partial<Record<ArgumentName, string>>>

interface VerbRow {
  readonly required: readonly ArgumentName[]
  readonly optional: readonly ArgumentName[]
  /** Whether it may be asked for alone, in place of all others. */
  readonly resumes: boolean
}

const list: VerbRow = { required: ['metadataPrefix'], optional: ['from', 'until', 'set'], resumes: true }
export const verbRows = {
  Identify: { required: [], optional: [], resumes: false },
  ListMetadataFormats: { required: [], optional: ['identifier'], resumes: false },
  ListSets: { required: [], optional: [], resumes: true },
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [], resumes: false },
  ListIdentifiers: list,
  ListRecords: list,
} as const satisfies Readonly<Record<string, VerbRow>>
export type VerbName = keyof typeof verbRows

const name = /^[A-Za-z0-9\-_.!~*'()]+$/
const date = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/
/** The forms of the schema’s attributes; what has another form would make the answer invalid. */
const forms: Readonly<Record<ArgumentName, RegExp>> = {
  identifier: /^[A-Za-z][A-Za-z0-9+.-]*:(?:[\w\-.!~*'();/?:@&=+$,]|%[0-9A-Fa-f]{2})+$/,
  metadataPrefix: name,
  from: date,
  until: date,
  set: /^[A-Za-z0-9\-_.!~*'()]+(?::[A-Za-z0-9\-_.!~*'()]+)*$/,
  resumptionToken: /^[\w.-]+$/,
}
/** What an answer says to an argument of no legal form, where it is not simply bad. */
const unknownWhere: Readonly<Partial<Record<ArgumentName, ConstructorParameters<typeof Fault>>>> = {
  identifier: ['idDoesNotExist', 'No record has this identifier.'],
  resumptionToken: ['badResumptionToken', 'This service gave out no such resumptionToken.'],
}

const longest = 8000

export interface Asked {
  readonly verb: VerbName
  readonly given: Arguments
}

/** Throws a `Fault` of the codes badVerb and badArgument. */
export function readRequest(pairs: Iterable<readonly [string, string]>): Asked {
  const all = [...pairs]
  const verb = readVerb(all)
  const { required, optional, resumes }: VerbRow = verbRows[verb]
  const given = readArguments(all, [...required, ...optional, ...(resumes ? (['resumptionToken'] as const) : [])], verb)
  if (given.resumptionToken !== undefined) {
    if (Object.keys(given).length > 1) throw bad('resumptionToken is an exclusive argument: it stands for all others.')
    return { verb, given }
  }
  const missing = required.find((one) => given[one] === undefined)
  if (missing !== undefined) throw bad(`${verb} needs the argument ${missing}.`)
  return { verb, given }
}

function readVerb(pairs: readonly (readonly [string, string])[]): VerbName {
  const verbs = pairs.filter(([key]) => key === 'verb').map(([, value]) => value)
  const [verb] = verbs
  const known = (Object.keys(verbRows) as VerbName[]).find((one) => one === verb) // the literal’s own keys
  if (known !== undefined && verbs.length === 1) return known
  const names = Object.keys(verbRows).join(', ')
  throw new Fault(
    'badVerb',
    `${verbs.length > 1 ? 'The verb is repeated' : 'There is no such verb'}; there is ${names}.`,
  )
}

function readArguments(
  pairs: readonly (readonly [string, string])[],
  allowed: readonly ArgumentName[],
  verb: VerbName,
): Arguments {
  const given: Partial<Record<ArgumentName, string>> = {}
  for (const [key, value] of pairs) {
    if (key === 'verb') continue
    const known = allowed.find((one) => one === key)
    if (known === undefined)
      throw bad(`${verb} has no such argument${allowed.length > 0 ? `; there is ${allowed.join(', ')}` : ''}.`)
    if (given[known] !== undefined) throw bad(`The argument ${known} is repeated.`)
    if (value === '' || value.length > longest)
      throw bad(`The argument ${known} is ${value === '' ? 'empty' : 'too long'}.`)
    given[known] = value
  }
  const wrong = allowed.find((one) => given[one] !== undefined && !forms[one].test(given[one]) && !unknownWhere[one])
  if (wrong !== undefined) throw bad(`The argument ${wrong} has not the form that OAI-PMH gives it.`)
  return given
}

/** Throws for an identifier or a token that is none by its form; the request’s own attributes are told all the same. */
export function judgeForms({ given }: Asked): void {
  for (const one of argumentNames) {
    const fault = unknownWhere[one]
    if (fault && given[one] !== undefined && !forms[one].test(given[one])) throw new Fault(...fault)
  }
}

/** The arguments that can stand in the answer’s `request` element without making it invalid. */
export const tellable = ({ given }: Asked): [ArgumentName, string][] =>
  argumentNames.flatMap((one) => {
    const value = given[one]
    return value !== undefined && forms[one].test(value) ? [[one, value]] : []
  })

const bad = (message: string): Fault => new Fault('badArgument', message)
