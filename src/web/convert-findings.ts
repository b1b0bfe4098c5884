/** Findings as a page lists them, and the button that copies a text. */
import type { Finding } from '../../schemas/problem.ts'
import { attribute, each, element, type Markup, markup, none, text } from '../text/markup.ts'

/** More are counted, not listed. */
const mostFindings = 200

export function findingList(findings: readonly Finding[]): Markup {
  if (findings.length === 0) return none
  const rest = findings.length - mostFindings
  return markup`<ul class="plain findings">
${each(findings.slice(0, mostFindings), finding)}</ul>
${rest > 0 ? element('p', text(`And ${rest} more.`), { class: 'small soft' }) : none}
`
}

function finding({ severity, pointer, value, message, remedy }: Finding): Markup {
  const where = pointer === '' ? none : element('code', text(pointer))
  const said = value === undefined ? none : element('q', text(valueText(value)), { class: 'soft' })
  return markup`<li>${element('strong', text(severity), { class: `severity ${severity}` })} <span>${where} ${text(message)}${
    remedy === undefined ? none : text(` ${remedy}`)
  } ${said}</span></li>
`
}

export const valueText = (value: unknown): string => {
  const all = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return all.length > 300 ? `${all.slice(0, 300)}…` : all
}

/** Copies the text of the element with this id. */
export const copyButton = (id: string): Markup =>
  markup`<button type="button" class="needs-script copy-text" data-from="${attribute(id)}">Copy</button>`
