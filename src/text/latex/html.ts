/**
 * HTML and JATS that registries leave in BibTeX: `{Growth of <i>E. coli</i> &amp; others}`, escaped once or twice more,
 * or as the mathematics `$\less$i$\greater$`. In LaTeX a bare `&` is an error and our writer never leaves such a tag
 * bare, so all of them can only be leftovers.
 */
import { entities } from '../entities.ts'

/** Of LaTeX’s own characters, what stands for them as text. */
const inLatex: Readonly<Record<string, string>> = {
  '&': '\\&',
  '<': '\\textless{}',
  '\u00a0': '~',
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}
const xmlNames: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** A tag’s command; one that says nothing here is left out, with a blank where words would run together. */
const commands: Readonly<Record<string, string>> = {
  i: 'textit',
  em: 'textit',
  italic: 'textit',
  b: 'textbf',
  strong: 'textbf',
  bold: 'textbf',
  u: 'underline',
  underline: 'underline',
  sub: 'textsubscript',
  sup: 'textsuperscript',
  sc: 'textsc',
  scp: 'textsc',
  tt: 'texttt',
  code: 'texttt',
  monospace: 'texttt',
}
const silent = 'p|br|div|span|sec|title|list|list-item|label'
const known = `${Object.keys(commands).join('|')}|${silent}`

/** What our writer must not leave bare, since it would be read as mark-up. */
export const bareTag = `<(?=\\/?(?:(?:jats|mml):)?(?:${known}|math)[\\s/>])`

const tag = new RegExp(`<(\\/?)(?:jats:)?(${known})(?:\\s[^<>]{0,500})?\\/?>`, 'gi')
const escapedTag = new RegExp(
  `(?<!\\\\)&(?:amp;){0,3}lt;(\\/?(?:jats:)?(?:${known})(?:\\s[^<>&]{0,200})?\\/?)&(?:amp;){0,3}gt;`,
  'gi',
)
const smallCaps = /^<span\s[^<>]*small-caps/i

/** The same text with tags as commands and entities as characters. */
export function withoutHtml(source: string): string {
  if (!source.includes('<') && !source.includes('&') && !source.includes('\\greater')) return source
  let text = source.includes('$\\greater') ? source.replace(/\$\\less\$/g, '<').replace(/\$\\greater\$/g, '>') : source
  if (text.includes('lt;')) text = text.replace(escapedTag, '<$1>')
  if (text.includes('<') && isNested(text)) text = withCommands(text)
  return text.includes('&') ? text.replace(/(?<!\\)&(#x?[0-9a-f]{1,6}|[a-z][a-z0-9]{1,10});/gi, toCharacter) : text
}

function withCommands(text: string): string {
  const open: string[] = []
  return text.replace(tag, (whole, slash: string, name: string) => {
    const command = commands[name.toLowerCase()] ?? (smallCaps.test(whole) ? 'textsc' : undefined)
    if (whole.endsWith('/>') || single.test(name)) return closing(name)
    if (slash !== '') return open.pop() ?? ' '
    open.push(command === undefined ? closing(name) : '}')
    return command === undefined ? closing(name) : `\\${command}{`
  })
}

/** Blocks part words, spans do not. */
const closing = (name: string): string => (/^(?:span|label)$/i.test(name) ? '' : ' ')

function toCharacter(whole: string, name: string): string {
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  const isCode = name.startsWith('#') && code > 0x1f && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
  const character = isCode
    ? String.fromCodePoint(code)
    : ((Object.hasOwn(xmlNames, name) ? xmlNames[name] : undefined) ?? entities.get(name))
  return character === undefined ? whole : (inLatex[character] ?? character)
}

/** Tags that often stand alone. */
const single = /^(?:br|p|label)$/i

/** Whether every tag has its partner; otherwise they may be anything. */
function isNested(source: string): boolean {
  const open: string[] = []
  for (const [whole, slash, name = ''] of source.matchAll(tag)) {
    if (whole.endsWith('/>') || single.test(name)) continue
    if (slash === '') open.push(name.toLowerCase())
    else if (open.pop() !== name.toLowerCase()) return false
  }
  return open.length === 0
}
