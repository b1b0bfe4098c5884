/** A value derived from all that is stored: made anew after a change, but never for more than a hundredth of the time. */

/** `generation` changes whenever anything was written; `now` is in milliseconds. */
export function createKept<T>(make: () => Promise<T>, generation: () => number, now: () => number): () => Promise<T> {
  let kept: { readonly value: Promise<T>; readonly of: number; until: number } | undefined
  return () => {
    const of = generation()
    const start = now()
    if (kept && (kept.of === of || start < kept.until)) return kept.value
    const value = make()
    const mine = { value, of, until: start }
    kept = mine
    value.then(
      () => {
        const took = now() - start
        if (took > quick) mine.until = now() + 100 * took
      },
      () => {
        if (kept === mine) kept = undefined
      },
    )
    return value
  }
}

const quick = 50
