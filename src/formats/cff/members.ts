/** The members of a map, each of which is taken once; what nobody takes is kept. */
import type { Mapping, Value } from './document.ts'

export interface Members {
  readonly path: string
  /** Where this is kept that is taken and not understood. */
  readonly keep: (name: string, value: Value) => void
  readonly text: (name: string) => string | undefined
  readonly list: (name: string) => readonly Value[]
  readonly map: (name: string) => Members | undefined
  readonly has: (name: string) => boolean
  /** What is left, each text with its path. */
  readonly rest: () => void
}

export type Keep = (path: string, value: unknown) => void

export function membersOf(map: Mapping, path: string, keep: Keep): Members {
  const left = new Map(map)
  const at = (name: string) => (path === '' ? name : `${path}/${name}`)
  const take = (name: string) => {
    const value = left.get(name)
    left.delete(name)
    return value
  }
  return {
    path,
    keep: (name, value) => keep(at(name), plain(value)),
    has: (name) => left.has(name),
    text(name) {
      const value = take(name)
      if (value === undefined || typeof value === 'string') return value?.trim() || undefined
      keep(at(name), plain(value))
      return undefined
    },
    list(name) {
      const value = take(name)
      return isList(value) ? value : value === undefined ? [] : [value]
    },
    map(name) {
      const value = take(name)
      if (value instanceof Map) return membersOf(value, at(name), keep)
      if (value !== undefined) keep(at(name), plain(value))
      return undefined
    },
    rest() {
      for (const [name, value] of left) keep(at(name), plain(value))
      left.clear()
    },
  }
}

const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value)

/** As JSON has it; a key may be called `__proto__`. */
export function plain(value: Value): unknown {
  if (value instanceof Map) {
    return [...value].map(([key, member]) => ({ key, value: plain(member) }))
  }
  return isList(value) ? value.map(plain) : value
}
