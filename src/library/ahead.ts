/** Work begun before its result is asked for. */

/**
 * The results of `work` for every item, in the order of the items; up to `most` are under way at once, so that whoever
 * works elsewhere goes on while the results are used.
 */
export async function* ahead<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  most: number,
): AsyncGenerator<Result> {
  const begun: Promise<Result>[] = []
  for await (const item of items) {
    const result = work(item)
    // Where nobody asks for it any more, a failure is nobody's either.
    result.catch(() => {})
    begun.push(result)
    const first = begun.length >= most ? begun.shift() : undefined
    if (first) yield await first
  }
  for (const result of begun) yield await result
}
