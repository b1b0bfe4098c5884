/** Asks several workers one thing, and waits for all of them, but not for one that does not answer. */

/** A worker that is busy for longer, in milliseconds, is left out. */
const patience = 2000

type Metrics = readonly object[]

export function createRoundUp() {
  const open = new Map<number, (metrics: Metrics) => void>()
  let last = 0
  return {
    ask<Member>(members: readonly Member[], put: (member: Member, ask: number) => void): Promise<readonly Metrics[]> {
      const ask = ++last
      const all: Metrics[] = []
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(late)
          open.delete(ask)
          resolve(all)
        }
        const late = setTimeout(end, patience)
        open.set(ask, (metrics) => {
          all.push(metrics)
          if (all.length >= members.length) end()
        })
        for (const member of members) put(member, ask)
      })
    },
    hear: (ask: number, metrics: Metrics) => open.get(ask)?.(metrics),
  }
}
