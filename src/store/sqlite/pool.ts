/** Lends things out; makes new ones up to `most`, then lets borrowers wait. */
export const createPool = <Thing>(make: () => Thing, most: number) => {
  const all: Thing[] = []
  const free: Thing[] = []
  const waiting: ((thing: Thing) => void)[] = []
  const add = (): Thing => {
    const thing = make()
    all.push(thing)
    return thing
  }
  const wait = (): Promise<Thing> => new Promise((resolve) => waiting.push(resolve))
  return {
    /** Without a promise where one is free, so that the common case costs nothing. */
    take(): Thing | Promise<Thing> {
      return free.pop() ?? (all.length < most ? add() : wait())
    },
    giveBack(thing: Thing): void {
      const next = waiting.shift()
      if (next) next(thing)
      else free.push(thing)
    },
    /** Everything ever lent, when it has all come back. */
    async drain(): Promise<readonly Thing[]> {
      for (let missing = all.length; missing > 0; missing -= 1) if (!free.pop()) await wait()
      return all
    },
  }
}
