/** 773: the journal, and where in it the article stands. */
import type { Journal } from '../../../../schemas/article.ts'
import { parseDateWords } from '../../../article/date-words.ts'
import { parseIssn } from '../../../article/identifiers.ts'
import { enumeration } from '../host.ts'
import { added, bare, type Context, type Field, fieldsOf, peek, take, takeEach } from './fields.ts'
import { parseLoose, parseParts } from './parts.ts'

export function readHost(context: Context): void {
  for (const field of fieldsOf(context, '773')) {
    readJournal(field, context)
    takeEach(field, 'g', (text) => readPart(text, context))
    readEnumeration(field, context)
  }
}

function readJournal(field: Field, context: Context): void {
  const { draft, isOurs } = context
  const journal: Journal = draft.journal ?? {}
  if (journal.title !== undefined) return
  const title = take(field, 't')
  if (title !== undefined) journal.title = bare(title, context)
  const short = take(field, 'p')
  if (short !== undefined) journal.abbreviatedTitles = added(journal.abbreviatedTitles, { title: short })
  takeEach(field, 'o', (text) => addIdentifier(journal, text, isOurs))
  takeEach(field, 'x', (text) => addIssn(journal, text, undefined))
  if (isOurs) readImprint(field, journal)
  if (peek(field, '7') === 'nnas') take(field, '7')
  if (Object.keys(journal).length > 0) draft.journal = journal
}

/** In our own records $d repeats 264, and stands alone nowhere. */
function readImprint(field: Field, _journal: Journal): void {
  take(field, 'd')
}

const media: readonly (readonly [string, 'print' | 'electronic' | 'linking' | 'unspecified'])[] = [
  ['ISSN (print): ', 'print'],
  ['ISSN (electronic): ', 'electronic'],
  ['ISSN-L: ', 'linking'],
  ['ISSN: ', 'unspecified'],
]

function addIdentifier(journal: Journal, text: string, isOurs: boolean): boolean {
  const medium = media.find(([label]) => text.startsWith(label))
  if (medium !== undefined) return addIssn(journal, text.slice(medium[0].length), medium[1])
  const [, type, value] = /^(?:\(([^()]{1,30})\)|([^:]{1,100}): )(.+)$/.exec(text)?.slice(0) ?? []
  const colon = text.indexOf(': ')
  if (isOurs && colon > 0) {
    journal.identifiers = added(journal.identifiers, { type: text.slice(0, colon), value: text.slice(colon + 2) })
    return true
  }
  const rest = /^\([^()]{1,30}\)(.+)$/.exec(text)?.[1]
  if (type === undefined || rest === undefined || value !== undefined) return false
  journal.identifiers = added(journal.identifiers, { type, value: rest })
  return true
}

/** The main ISSN has no medium, unless another subfield gives it one. */
function addIssn(
  journal: Journal,
  text: string,
  medium: 'print' | 'electronic' | 'linking' | 'unspecified' | undefined,
) {
  const parsed = parseIssn(text)
  if (!('value' in parsed)) return false
  const issn = { ...journal.issn }
  const { print, electronic, linking, unspecified = [] } = issn
  if (medium !== undefined && medium !== 'unspecified') issn[medium] = parsed.value
  else if (medium === 'unspecified') issn.unspecified = [...unspecified, parsed.value]
  else if (![print, electronic, linking, ...unspecified].includes(parsed.value)) {
    issn.unspecified = [parsed.value, ...unspecified]
  }
  journal.issn = issn
  return true
}

function readPart(text: string, context: Context): boolean {
  const { draft, isOurs, notes } = context
  const [, label, value] = /^(issue title|special issue): (.+)$/.exec(text) ?? []
  if (value !== undefined) {
    if (label === 'issue title') draft.issueTitle = value
    else draft.specialIssue = value
    return true
  }
  const { title, date, ...parts } = isOurs ? parseParts(text) : parseLoose(text)
  if (!isOurs && title !== undefined) return false
  if (!isOurs) notes.add('parts-understood', '/volume', 'Volume, issue and pages are parts of one line of text.', text)
  for (const [name, said] of Object.entries(parts)) {
    if (draft[name as keyof typeof parts] === undefined) Object.assign(draft, { [name]: said }) // its own keys
  }
  if (date !== undefined) readDate(date, context)
  return true
}

/** The date in brackets is that of the issue, where no other date says the same. */
function readDate(words: string, { draft }: Context): void {
  const date = parseDateWords(words)
  const said = JSON.stringify(date)
  const { issue, publishedPrint, published } = draft.dates ?? {}
  if (date === undefined || [issue, publishedPrint].some((one) => JSON.stringify(one) === said)) return
  if (issue === undefined && JSON.stringify(published) !== said) draft.dates = { ...draft.dates, issue: date }
}

/** $q repeats volume, issue and first page, or says them alone: `12:3<101`. */
function readEnumeration(field: Field, { draft, notes, isOurs }: Context): void {
  const said = peek(field, 'q')
  if (said === undefined) return
  if (draft.volume === undefined) {
    const [, volume, issue, page] = /^([^:<]{1,50})(?::([^<]{1,50}))?(?:<(.{1,50}))?$/.exec(said) ?? []
    if (volume !== undefined) draft.volume = volume
    if (issue !== undefined && draft.issue === undefined) draft.issue = issue
    if (page !== undefined && draft.pages === undefined) draft.pages = { first: page }
  } else if (enumeration(draft) !== said) {
    notes.add('enumeration', '/volume', 'The enumeration says something else than the related parts.', said)
    if (!isOurs) return
  }
  take(field, 'q')
}
