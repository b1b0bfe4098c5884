/** What is wished of a new key, judged: every fault at once. */
import { KeyWish } from '../../schemas/keys.ts'
import type { Finding } from '../../schemas/problem.ts'
import { parseIssn } from '../article/identifiers.ts'
import { Refusal } from '../article/refusal.ts'
import { judgeShape } from '../article/shape.ts'
import type { KeyRecord } from '../store/store.ts'
import type { NewKey } from './keys.ts'

/** Throws `Refusal('invalid-request')`. */
export function readKeyWish(
  wanted: NewKey,
): Pick<KeyRecord, 'name' | 'role' | 'prefixes' | 'journals'> & { readonly expires?: string } {
  const { administrator = false, ...given } = wanted
  const wish = administrator ? { role: 'administrator', ...given } : given
  const { findings, unknown } = judgeShape(KeyWish, wish)
  for (const { key, pointer } of unknown) findings.push(fault(pointer, given, `A key has no “${key}”.`))
  const { name, role = 'depositor', prefixes = [], journals = [], expires } = wish as KeyWish // judged
  if (typeof name === 'string' && name.trim() === '') findings.push(fault('/name', name, 'A key needs a name.'))
  if (role === 'depositor' && prefixes.length === 0) {
    findings.push(fault('/prefixes', prefixes, 'A depositor’s key needs a prefix to write under, such as 10.46439.'))
  }
  if (role !== 'depositor' && (prefixes.length > 0 || journals.length > 0)) {
    findings.push(fault('/prefixes', prefixes, `Prefixes and journals are for depositors; ${role} has none.`))
  }
  const instant = expires === undefined ? undefined : instantOf(expires)
  if (expires !== undefined && instant === undefined) findings.push(fault('/expires', expires, 'There is no such day.'))
  for (const [index, issn] of journals.entries()) {
    const parsed = parseIssn(issn)
    if ('code' in parsed) findings.push(fault(`/journals/${index}`, issn, parsed.message))
  }
  const [first] = findings
  if (first) throw new Refusal('invalid-request', `${first.pointer}: ${first.message}`, { findings })
  return { name: name.trim(), role, prefixes, journals, ...(instant !== undefined && { expires: instant }) }
}

const fault = (pointer: string, value: unknown, message: string): Finding => ({
  severity: 'error',
  code: 'key-wish',
  pointer,
  value,
  message,
})

function instantOf(text: string): string | undefined {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
