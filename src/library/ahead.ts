/** Work begun before its result is asked for. */

/**
 * The results of `work` for every item, in the order of the items; up to `most` are under way at once, so that whoever
 * works elsewhere goes on while the results are used. Where the next item is long in coming, the results there are do not
 * wait for it.
 */
export async function* ahead<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  most: number,
): AsyncGenerator<Result> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  const begun: Promise<Result>[] = []
  let next: Promise<IteratorResult<Item>> | undefined
  try {
    for (;;) {
      next ??= Promise.resolve(iterator.next())
      const came = begun.length === 0 ? await next : await within(patience, next)
      if (came?.done) break
      if (came) {
        next = undefined
        begun.push(silent(work(came.value)))
      }
      const first = !came || begun.length >= most ? begun.shift() : undefined
      if (first) yield await first
    }
    next = undefined
    for (const result of begun) yield await result
  } finally {
    // What is still awaited may never come: nobody waits for it to be told that it is not wanted.
    if (next) silent(next)
    else await iterator.return?.()
  }
}

/** Milliseconds: longer than a disk takes, shorter than a person notices. */
const patience = 50

/** What comes within a time, or nothing. */
async function within<T>(milliseconds: number, coming: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined)
  })
  try {
    return await Promise.race([coming, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Where nobody asks for it any more, a failure is nobody’s either. */
function silent<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}
