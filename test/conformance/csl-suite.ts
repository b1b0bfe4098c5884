/**
 * The test-suite of the CSL project as a ratchet: what citeproc-js answers, and what our output layer makes of it. What
 * is known to fail stands in csl-suite-failures.json with its reason; nothing may be added to it by accident.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'
import { createCatalogue } from '../../src/styles/catalogue.ts'
import { formatRuns, forms } from '../../src/styles/forms.ts'
import { runsOf } from '../../src/styles/runs.ts'

const suite = new URL('../../../shared/corpora/csl/test-suite-humans', import.meta.url).pathname

/** Why the suite cannot be run; false where it can. */
export const absent: string | false = existsSync(suite) ? false : 'no test-suite at ../shared/corpora/csl'

/** Fixtures that fail, each with the reason. */
export const knownFailures: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('./csl-suite-failures.json', import.meta.url), 'utf8'),
)

export interface SuiteResult {
  readonly fixture: string
  /** Whether citeproc-js answers as the suite expects. */
  readonly engine: boolean
  /** Whether our HTML and text say the same, character by character, in the marks we have. */
  readonly output: boolean
  readonly got: string
  readonly expected: string
}

/** The row of the suite for a table of judges: what fails and is not known to, or is known to and does not. */
export function suiteVerdict() {
  const results = [...runSuite()]
  const passed = results.filter(({ output }) => output).length
  const faults = results.flatMap(({ fixture, engine, output }) => {
    if (engine && !output) return [`${fixture}: our output says something else`]
    const isKnown = fixture in knownFailures
    if (engine === isKnown) return [engine ? `${fixture} passes now: take it off the list` : `${fixture} fails`]
    return []
  })
  const remark = [`${passed} of ${results.length} pass`, ...faults.slice(0, 3)].join(' · ')
  return { format: 'citations', judge: 'test-suite of CSL', records: results.length, failures: faults.length, remark }
}

type Sections = Readonly<Record<string, string>>
type Citation = readonly [citation: object, before: readonly object[], after: readonly object[]]

/** The engine as its own test runner uses it; more of it than the service does. */
interface SuiteEngine {
  updateItems(ids: readonly string[], keepOrder?: boolean): void
  makeBibliography(section?: object): readonly [{ readonly bibstart: string; readonly bibend: string }, string[]]
  makeCitationCluster(cites: readonly object[]): string
  processCitationCluster(...citation: Citation): readonly [object, readonly (readonly [number, string, string])[]]
  appendCitationCluster(citation: object): readonly (readonly [number, string])[]
}

export function* runSuite(): Generator<SuiteResult> {
  const catalogue = createCatalogue()
  const { Engine } = createRequire(import.meta.url)('citeproc')
  for (const file of readdirSync(suite).filter((name) => name.endsWith('.txt'))) {
    const sections = sectionsOf(readFileSync(join(suite, file), 'utf8'))
    const items = new Map<string, object>()
    for (const item of listOf(sections.INPUT)) items.set(String((item as { id: unknown }).id), item) // INPUT is items
    const system = {
      retrieveLocale: (tag: string) => catalogue.localeDocument(tag),
      retrieveItem: (id: string) => items.get(id),
    }
    const expected = (sections.RESULT ?? '').trim()
    let got: string
    try {
      got = answer(new Engine(system, sections.CSL), sections, [...items.keys()]).trim()
    } catch (error) {
      got = String(error)
    }
    const engine = got === expected
    yield { fixture: file.slice(0, -'.txt'.length), engine, output: engine && isKept(expected), got, expected }
  }
}

function sectionsOf(text: string): Sections {
  const found = text.matchAll(/^>>=+ ([A-Z0-9-]+) =+>>\n([\s\S]*?)\n?^<<=+ \1 =+<</gm)
  return Object.fromEntries([...found].map(([, name = '', body = '']) => [name, body]))
}

const listOf = (json: string | undefined): readonly object[] => (json === undefined ? [] : JSON.parse(json))

function answer(engine: SuiteEngine, sections: Sections, ids: readonly string[]): string {
  const mode = (sections.MODE ?? 'citation').trim()
  const entries = sections.BIBENTRIES
  if (entries) for (const list of JSON.parse(entries)) engine.updateItems(list)
  else if (!sections.CITATIONS) engine.updateItems(ids, mode === 'bibliography-nosort')
  const citations = citationsOf(engine, sections, ids)
  if (!mode.startsWith('bibliography')) return citations
  const section = sections.BIBSECTION
  const [{ bibstart, bibend }, made] = engine.makeBibliography(section ? JSON.parse(section) : undefined)
  return bibstart + made.join('') + bibend
}

function citationsOf(engine: SuiteEngine, sections: Sections, ids: readonly string[]): string {
  if (sections.CITATIONS) return inOrder(engine, JSON.parse(sections.CITATIONS))
  const lists: readonly (readonly object[])[] = sections['CITATION-ITEMS']
    ? JSON.parse(sections['CITATION-ITEMS'])
    : [ids.map((id) => ({ id }))]
  return lists.map((cites) => engine.makeCitationCluster(cites)).join('\n')
}

/** The citations as the text stands in the end; `>>` marks those that the last change touched. */
function inOrder(engine: SuiteEngine, citations: readonly Citation[]): string {
  const texts = new Map<string, { text: string; touched: boolean }>()
  let order: readonly string[] = []
  for (const [citation, before, after] of citations) {
    for (const each of texts.values()) each.touched = false
    const [, changes] = engine.processCitationCluster(citation, before, after)
    const idAt = (part: readonly object[]) => part.map((pair) => String((pair as readonly unknown[])[0])) // [id, note]
    order = [...idAt(before), String((citation as { citationID?: string }).citationID), ...idAt(after)] // given in the suite
    for (const [, text, id] of changes) texts.set(id, { text, touched: true })
  }
  return order
    .map((id, at) => {
      const { text = '', touched = false } = texts.get(id) ?? {}
      return `${touched ? '>>' : '..'}[${at}] ${text}`
    })
    .join('\n')
}

/** Whether our HTML says of every character what the engine’s does, and our text has the same characters. */
function isKept(html: string): boolean {
  const runs = runsOf(html)
  const ours = formatRuns(runs, forms.html)
  const want = characters(html)
  const plain = want.map(({ character }) => character).join('')
  return (
    JSON.stringify(characters(ours)) === JSON.stringify(want) &&
    formatRuns(runs, forms.text) === plain &&
    !/<(?!\/?(?:i|b|sub|sup|a|span)\b)/.test(ours)
  )
}

interface Character {
  readonly character: string
  readonly marks: string
}

/** What a browser shows: each character with the marks it stands in, one blank between words. */
function characters(html: string): Character[] {
  const found: Character[] = []
  const visit = (node: DefaultTreeAdapterMap['node'], marks: ReadonlySet<string>): void => {
    if ('value' in node) for (const character of node.value) push(found, character, marks)
    if (!('childNodes' in node)) return
    const isBlock = node.nodeName === 'div'
    if (isBlock) push(found, ' ', new Set())
    for (const child of node.childNodes) visit(child, withMarks(node, marks))
    if (isBlock) push(found, ' ', new Set())
  }
  visit(parseFragment(html), new Set())
  if (found.at(-1)?.character === ' ') found.pop()
  // The marks of a blank are not seen.
  return found.map((each) => (each.character === ' ' ? { character: ' ', marks: '' } : each))
}

function push(found: Character[], character: string, marks: ReadonlySet<string>): void {
  const isBlank = /[ \t\r\n]/.test(character)
  if (isBlank && (found.length === 0 || found.at(-1)?.character === ' ')) return
  found.push({ character: isBlank ? ' ' : character, marks: [...marks].sort().join(' ') })
}

/** Marks that end within a mark: the engine’s `normal` within italics. */
const rules: readonly (readonly [RegExp, 'add' | 'delete', string])[] = [
  [/small-caps/, 'add', 'sc'],
  [/font-variant: *normal/, 'delete', 'sc'],
  [/font-style: *normal/, 'delete', 'i'],
  [/font-weight: *normal/, 'delete', 'b'],
  // The engine’s own word for it, which no browser knows.
  [/baseline/, 'delete', 'sup'],
  [/baseline/, 'delete', 'sub'],
]

function withMarks(node: DefaultTreeAdapterMap['node'], marks: ReadonlySet<string>): ReadonlySet<string> {
  const within = new Set(marks)
  if (['i', 'b', 'sub', 'sup'].includes(node.nodeName)) within.add(node.nodeName)
  if (node.nodeName === 'em') within.add('i')
  const style = 'attrs' in node ? (node.attrs.find(({ name }) => name === 'style')?.value ?? '') : ''
  for (const [pattern, act, mark] of rules) if (pattern.test(style)) within[act](mark)
  return within
}
