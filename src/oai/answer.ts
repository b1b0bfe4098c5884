/** The envelope of every answer (OAI-PMH 2.0, 3.2). */
import { attributeList, element, leaf, type Markup, markup, sequence, text } from '../text/markup.ts'
import { datestamp } from './dates.ts'
import type { Fault } from './fault.ts'

/** What a verb is answered with, and the instant up to which nothing is missing in it. */
export interface Told {
  readonly horizon: string
  readonly parts: readonly Markup[]
}

const namespace = 'http://www.openarchives.org/OAI/2.0/'
const root = attributeList({
  xmlns: namespace,
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation': `${namespace} ${namespace}OAI-PMH.xsd`,
})

/** `request` as OAI-PMH wants it: without attributes where verb or arguments are bad. */
export function envelope(
  baseUrl: string,
  horizon: string,
  request: Readonly<Record<string, string>>,
  content: Markup,
): string {
  const head = sequence(leaf('responseDate', datestamp(horizon)), element('request', text(baseUrl), request))
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH${root}>${head}${content}</OAI-PMH>
`
}

export const faultElement = ({ code, message }: Fault): Markup => element('error', text(message), { code })
