/**
 * HTML that registries leave in BibTeX: `{Growth of <i>E. coli</i> &amp; others}`. In LaTeX a bare `&` is an error and
 * our writer never leaves such a tag bare, so both can only be leftovers.
 */

const entities: Readonly<Record<string, string>> = {
  amp: '\\&',
  lt: '\\textless{}',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '~',
}
const commands: Readonly<Record<string, string>> = {
  i: 'textit',
  em: 'textit',
  b: 'textbf',
  strong: 'textbf',
  sub: 'textsubscript',
  sup: 'textsuperscript',
  sc: 'textsc',
  scp: 'textsc',
}
const tag = /<(\/?)(i|em|b|strong|sub|sup|scp|sc)>/gi

/** The same text with tags as commands and entities as characters. */
export function withoutHtml(source: string): string {
  const text = source.includes('</') && isNested(source) ? source.replace(tag, toCommand) : source
  return text.includes('&') ? text.replace(/(?<!\\)&(amp|lt|gt|quot|apos|nbsp);/g, toCharacter) : text
}

const toCommand = (_: string, slash: string, name: string): string =>
  slash === '' ? `\\${commands[name.toLowerCase()]}{` : '}'

const toCharacter = (whole: string, name: string): string => entities[name] ?? whole

/** Whether every tag has its partner; otherwise they may be anything. */
function isNested(source: string): boolean {
  const open: string[] = []
  for (const [, slash, name = ''] of source.matchAll(tag)) {
    if (slash === '') open.push(name)
    else if (open.pop() !== name) return false
  }
  return open.length === 0
}
