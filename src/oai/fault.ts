/** What OAI-PMH calls errors (3.6): the answer is an answer all the same, with HTTP status 200. */

export type FaultCode =
  | 'badVerb'
  | 'badArgument'
  | 'badResumptionToken'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noMetadataFormats'
  | 'noRecordsMatch'
  | 'noSetHierarchy'

export class Fault extends Error {
  readonly code: FaultCode
  /** For a list that is empty: the instant up to which nothing is missing in it. */
  readonly horizon: string | undefined

  constructor(code: FaultCode, message: string, horizon?: string) {
    super(message)
    this.name = 'Fault'
    this.code = code
    this.horizon = horizon
  }
}
