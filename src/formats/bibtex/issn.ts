/** ISSNs by medium: fields of their own where it is known, labels behind them in files of others. */
import type { Journal } from '../../../schemas/article.ts'
import { parseIssn } from '../../article/identifiers.ts'
import { latexToText } from '../../text/latex.ts'
import type { Sink, Source } from './row.ts'

type Issn = NonNullable<Journal['issn']>

/** `issn` is the one to cite by, electronic first; which medium each belongs to is said in fields of their own. */
export function writeIssn({ print, electronic, linking, unspecified }: Issn, { put }: Sink): void {
  const isTyped = print !== undefined || electronic !== undefined || linking !== undefined
  put('issn', electronic ?? print ?? linking ?? unspecified?.join(', ') ?? '')
  if (electronic !== undefined) put('eissn', electronic)
  if (print !== undefined) put('pissn', print)
  if (linking !== undefined) put('issnl', linking)
  if (isTyped && unspecified) put('otherissn', unspecified.join(', '))
}

export function readIssn(source: Source): Issn | undefined {
  const issn: Issn = {}
  for (const [field, medium] of issnFields) {
    const value = source.take(field)
    if (value === undefined) continue
    const text = latexToText(value)
    const { found, rest } = issnsIn(text)
    if (rest !== '') {
      source.note('issn', '/journal/issn', 'This is no ISSN, or one with a slip; it is kept apart.', rest)
      source.keep(field, text)
    }
    for (const { value: one, label } of found) addIssn(issn, one, medium ?? label, field === 'issn')
  }
  return Object.keys(issn).length > 0 ? issn : undefined
}

type Medium = Exclude<keyof Issn, 'unspecified'>

/** Fields of one medium come before `issn`, which repeats one of them. */
const issnFields: readonly (readonly [field: string, medium: Medium | undefined])[] = [
  ['eissn', 'electronic'],
  ['e-issn', 'electronic'],
  ['electronic-issn', 'electronic'],
  ['print-issn', 'print'],
  ['issn-linking', 'linking'],
  ['linking-issn', 'linking'],
  ['pissn', 'print'],
  ['issnl', 'linking'],
  ['issn-l', 'linking'],
  ['issn', undefined],
  ['otherissn', undefined],
]

function addIssn(issn: Issn, value: string, medium: Medium | undefined, repeats: boolean): void {
  const isSaid = value === issn.print || value === issn.electronic || value === issn.linking
  if (medium !== undefined && issn[medium] === undefined) issn[medium] = value
  else if (!repeats || !isSaid) issn.unspecified = [...(issn.unspecified ?? []), value]
}

const issnLabel = /^(?:\(?(print|paper|electronic|online|linking|p-?|e-?)\)?)[:.]?$/i
const media: Readonly<Record<string, Medium>> = { p: 'print', e: 'electronic', o: 'electronic', l: 'linking' }

/** The ISSNs of a text, each with the medium that stands behind it: `1468-0394 (Electronic) 0266-4720 (Linking)`. */
function issnsIn(text: string): { found: { value: string; label?: Medium }[]; rest: string } {
  const found: { value: string; label?: Medium }[] = []
  const rest: string[] = []
  for (const word of text.replace(/([0-9xX])\(/g, '$1 (').split(/[\s,;/]+/)) {
    if (word === '' || /^\(?[ep]?-?issn\)?:?$/i.test(word)) continue
    const parsed = parseIssn(word)
    const label = media[issnLabel.exec(word)?.[1]?.[0]?.toLowerCase() ?? '']
    const last = found.at(-1)
    if ('value' in parsed) found.push({ value: parsed.value })
    else if (label !== undefined && last && last.label === undefined) last.label = label
    else rest.push(word)
  }
  return { found, rest: rest.join(' ') }
}
