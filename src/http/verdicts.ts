/** What a deposit would find in many records: one document of JSON, as it comes. */
import { Refusal } from '../article/refusal.ts'
import type { Portion } from '../library/intake.ts'
import type { Library } from '../library/library.ts'
import { findingsOf } from '../library/validate.ts'

/** The counts come last. */
export async function* verdictsOf(
  library: Library,
  portions: AsyncIterable<Portion>,
  doi: string | undefined,
): AsyncGenerator<string> {
  const counts = { valid: 0, invalid: 0 }
  let before = '{"records":['
  try {
    for await (const verdict of library.validate(portions, doi)) {
      counts[verdict.valid ? 'valid' : 'invalid']++
      yield `${before}${JSON.stringify(verdict)}`
      before = ',\n'
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    counts.invalid++
    yield `${before}${JSON.stringify({ place: '', valid: false, findings: findingsOf(error) })}`
    before = ''
  }
  yield `${before.startsWith('{') ? before : ''}],"valid":${counts.valid},"invalid":${counts.invalid}}\n`
}
