/** DTDs as one text each: libxml2 then loads a DTD once and needs no file while it validates. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const part = /<!ENTITY\s+%\s+([\w.-]+)\s+(?:PUBLIC\s+"[^"]*"|SYSTEM)\s+"([^"]*)"\s*>|%([\w.-]+);/g

/**
 * A DTD with its external parameter entities put in their places (XML 1.0, 4.4.8). Of two declarations of an entity the
 * first counts (4.2). Files that are not there are character entity sets, which documents of ours do not name.
 */
export function flattenDtd(file: string, entities = new Map<string, string>()): string {
  const text = readFileSync(file, 'utf8')
    .replace(/<\?xml[^>]*\?>/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
  return text.replace(part, (whole, name?: string, system?: string, reference?: string) => {
    if (name !== undefined && system !== undefined) {
      if (!entities.has(name)) entities.set(name, join(dirname(file), system))
      return ''
    }
    const external = entities.get(reference ?? '')
    if (external === undefined) return whole
    return existsSync(external) ? flattenDtd(external, entities) : ''
  })
}
