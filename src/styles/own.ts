/** The user’s own styles: the `.csl` files of a folder. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../article/refusal.ts'
import type { Style } from './catalogue.ts'
import { type CslNode, csl } from './csl.ts'

export interface OwnStyle {
  readonly style: Style
  readonly document: () => CslNode
}

/** The styles of a folder by id, which is the file’s name. Throws `Refusal('invalid-settings')` for what is no style. */
export function ownStyles(folder: string): ReadonlyMap<string, OwnStyle> {
  const names = read(folder, () => readdirSync(folder).filter((name) => name.endsWith('.csl')))
  return new Map(
    names.map((name) => {
      const id = name.slice(0, -'.csl'.length).toLowerCase()
      if (!/^[a-z0-9-]{1,120}$/.test(id)) throw unusable(name, 'its name may have letters, digits and hyphens')
      const text = read(name, () => readFileSync(join(folder, name), 'utf8'))
      return [id, { style: styleOf(id, name, parse(name, text)), document: () => parse(name, text) }]
    }),
  )
}

function styleOf(id: string, name: string, document: CslNode): Style {
  const info = nodes(document).find((node) => node.name === 'info')
  if (document.name !== 'style' || !info) throw unusable(name, 'it has no <style> with <info>')
  const said = nodes(info)
  const categories = said.filter((node) => node.name === 'category').map(({ attrs }) => attrs)
  const parent = said.find((node) => node.name === 'link' && node.attrs.rel === 'independent-parent')?.attrs.href
  const locale = document.attrs['default-locale']
  const has = (part: string) => nodes(document).some((node) => node.name === part)
  if (parent === undefined && !has('citation')) throw unusable(name, 'it has no <citation>')
  return {
    id,
    title:
      said
        .find((node) => node.name === 'title')
        ?.children.join('')
        .trim() || id,
    citationFormat: categories.find((each) => each['citation-format'])?.['citation-format'] ?? '',
    fields: categories.flatMap((each) => each.field ?? []),
    ...(locale !== undefined && { defaultLocale: locale }),
    bibliography: parent !== undefined || has('bibliography'),
    ...(parent !== undefined && { parent: parent.split('/').at(-1) ?? '' }),
    own: true,
  }
}

const nodes = (node: CslNode): CslNode[] => node.children.filter((child) => typeof child !== 'string')

function parse(name: string, text: string): CslNode {
  try {
    return csl().parseXml(text)
  } catch {
    throw unusable(name, 'it is not well-formed XML')
  }
}

function read<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw unusable(path, error instanceof Error ? error.message : 'it cannot be read')
  }
}

const unusable = (name: string, why: string): Refusal =>
  new Refusal('invalid-settings', `STYLES_DIR: “${name}” cannot be used: ${why}.`)
