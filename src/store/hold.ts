/** Holds a store for a service of several processes, which open it without holding it. */
import { inspectPlace, placeOf, readingPlace } from './sqlite/connection.ts'
import { holdPlace, type Tenancy } from './sqlite/tenancy.ts'

const holds: Readonly<Record<string, (rest: string, purpose: string) => Tenancy>> = {
  sqlite(path, purpose) {
    const place = placeOf(path)
    inspectPlace(place)
    return holdPlace(readingPlace(place) ?? place, purpose)
  },
}

/** `url` as in the settings. Throws `Refusal('unavailable')` where another service has it. A server is shared by many. */
export function holdStore(url: string, purpose: string): Tenancy {
  const [scheme = '', ...rest] = url.split(':')
  const path = rest.join(':')
  // What names no file is refused by who opens it.
  const isFile = path !== '' && !/^\/\/[^/]/.test(path)
  return (isFile && Object.hasOwn(holds, scheme) ? holds[scheme]?.(path, purpose) : undefined) ?? { release() {} }
}
