/** How much of a source is held in memory at once. */
import { Refusal } from '../article/refusal.ts'

/** What is taken between two records is held in memory: a source in one piece may be no longer than the limit. */
export async function* within<Part>(
  limit: number,
  texts: AsyncIterable<string>,
  partsOf: (texts: AsyncIterable<string>) => AsyncIterable<Part>,
): AsyncGenerator<Part> {
  let held = 0
  async function* counted() {
    for await (const text of texts) {
      held += text.length
      if (held > limit) throw tooLarge(limit)
      yield text
    }
  }
  for await (const part of partsOf(counted())) {
    held = 0
    yield part
  }
}

const tooLarge = (limit: number) =>
  new Refusal(
    'too-large',
    `The body holds more than ${limit} characters in one document. Send its records one after another, such as one a line, or in several requests.`,
  )
