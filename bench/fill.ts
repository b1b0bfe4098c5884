/** A store of synthetic articles, deposited as anybody would. */
import { localCaller } from '../src/library/keys.ts'
import { createLibrary, type Library } from '../src/library/library.ts'
import { openStore } from '../src/store/open.ts'
import { synthetic } from './synthetic.ts'

/** `then` is done with the library of it before the store is closed. */
export async function fill<T>(name: string, count: number, then: (library: Library) => Promise<T>): Promise<T> {
  const store = await openStore(name)
  try {
    const library = createLibrary({ store })
    const readings = (function* () {
      for (let n = 0; n < count; n++) yield { place: `${n}`, draft: synthetic(n), notes: [] }
    })()
    for await (const line of library.depositAll(readings, { by: localCaller })) {
      if (line.outcome !== 'created') throw new Error(`${line.place} was ${line.outcome}`)
    }
    return await then(library)
  } finally {
    await store.close()
  }
}
