/** A strict reader of empty HTML elements, one a line: their names and attributes, decoded. */
export interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

export function parseTags(text: string): Tag[] {
  if (!text.endsWith('\n')) throw new Error('The last line is not ended')
  return text.slice(0, -1).split('\n').map(parseTag)
}

function parseTag(line: string): Tag {
  const [, name = '', list = ''] = /^<(meta|span)((?: [a-z:]+="[^"<>]*")+)>(?:<\/span>)?$/.exec(line) ?? []
  if (name === '' || line.endsWith('</span>') !== (name === 'span')) throw new Error(`No element: ${line}`)
  const attributes: Record<string, string> = {}
  for (const [, key = '', value = ''] of list.matchAll(/ ([a-z:]+)="([^"]*)"/g)) attributes[key] = decode(value)
  return { name, attributes }
}

function decode(value: string): string {
  if (/[\p{Cc}\u2028\u2029\p{Cs}]/u.test(value)) throw new Error(`A control character in ${JSON.stringify(value)}`)
  return value.replace(/&([^;]*);?/g, (whole, name: string) => {
    const character = entities[name]
    if (character === undefined) throw new Error(`${whole} in ${value}`)
    return character
  })
}
