/** JSON-LD as it stands in pages: with comments around it, raw line ends in its texts, or a comma too many. */

export function parseData(script: string): unknown {
  const source = script
    .trim()
    .replace(/^(?:\/\/)?\s*(?:<!--|<!\[CDATA\[)\s*/, '')
    .replace(/\s*(?:\/\/)?\s*(?:-->|\]\]>)\s*$/, '')
    .replace(/;\s*$/, '')
  return (
    tryParse(source) ??
    tryParse(withoutLineEnds(source)) ??
    tryParse(withoutLineEnds(source).replace(/,\s*([\]}])/g, '$1'))
  )
}

/** Control characters are white space between values, and forbidden within texts (RFC 8259, 7). */
const withoutLineEnds = (source: string): string => source.replace(/[\x00-\x1f]+/g, ' ')

function tryParse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value ?? undefined
  } catch {
    return undefined
  }
}
