/** Refusals and findings as lines for a person. */
import type { Finding } from '../../schemas/problem.ts'
import type { Refusal } from '../article/refusal.ts'

/** The refusal and, indented, each of its errors with the remedy. */
export function describe(refusal: Refusal, place?: string): string {
  const head = place === undefined ? refusal.message : `${place}: ${refusal.message}`
  const errors = refusal.findings.filter(({ severity }) => severity === 'error')
  return `${head}\n${errors.map(describeFinding).join('')}`
}

export function describeFinding({ severity, pointer, value, message, remedy }: Finding): string {
  const said = value === undefined ? '' : ` ${shortened(JSON.stringify(value) ?? '')}`
  return `  ${severity} ${pointer}${said}: ${message}${remedy === undefined ? '' : ` ${remedy}`}\n`
}

const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text)
