/** The dates of an article, by the words that stand before them. */
import type { ArticleDate, Dates } from '../../../schemas/article.ts'
import { dateAtStart } from '../../article/date.ts'
import type { Line } from './lines.ts'

type Event =
  | 'received'
  | 'revised'
  | 'accepted'
  | 'publishedOnline'
  | 'publishedPrint'
  | 'published'
  | 'posted'
  | 'issue'
  | 'none'

// Longer wordings win over shorter ones wherever they stand in the table.
const wordings: readonly (readonly [event: Event, words: string])[] = [
  [
    'received',
    'received|submission received|date received|manuscript received|original received|submitted|submission date|date submitted|date of submission|received for publication|eingegangen am|eingegangen|bei der redaktion eingegangen|eingereicht|manuskript eingereicht|recibido|fecha de recepción|recepción|recibido el|enviado|recebido|data de recebimento|submetido|data de submissão|reçu|reçu le|soumis|ricevuto|geliş tarihi|geliş|gönderilme tarihi|gönderim tarihi|başvuru tarihi|alındı|дата поступления|поступила в редакцию|поступила|получена|получено|статья поступила|надійшла|wpłynęło|otrzymano|primljeno|ontvangen|收稿日期|收稿|投稿日|受付日|受付|原稿受付|원고접수일|원고접수|투고일|접수일|접수',
  ],
  [
    'revised',
    'revised|received in revised form|in revised form|revision received|manuscript revised|manuscript received in revised form|revised version received|received revised|resubmitted|date revised|revisado|corregido|revidado|reformulado|révisé|revu|reçu sous la forme révisée|überarbeitet|revidiert|revision eingegangen|düzeltme tarihi|düzeltme|revizyon|после доработки|доработана|после рецензирования|修回日期|修回|修订日期|修改稿收到日期|改訂|수정일|심사완료일|심사일',
  ],
  [
    'accepted',
    'accepted|approved|manuscript accepted|accepted for publication|accepted after revision|accepted in revised form|accepted in final form|acceptance date|date accepted|date of acceptance|angenommen|angenommen am|zur veröffentlichung angenommen|akzeptiert|aceptado|fecha de aceptación|aceptación|aprobación|aprobado|aceito|aprovado|data de aceite|data de aprovação|accepté|accepté le|accettato|kabul tarihi|kabul|kabul edilme tarihi|принята к печати|принята к публикации|принята|принято|дата принятия|прийнята|przyjęto|zaakceptowano|prihvaćeno|geaccepteerd|接受日期|录用日期|接受|录用|受理日|受理|採択日|採択|게재확정일|게재확정|게재승인일|채택일',
  ],
  [
    'publishedOnline',
    'published online|article published online|article first published|date of web publication|web publication date|date of online publication|published ahead of print|published online ahead of print|published on line|first online|online:|online :|first published online|article first published online|published online first|version of record online|version of record first published|online published|available online|first available online|online publication date|online publication|publication date (web)|published on web|published (web)|early view|epub|e-pub|epub date|first published|published on the web|online veröffentlicht|online publiziert|erstmals online|publicado en línea|publicado online|publicação online|published electronically|electronically published|publié en ligne|mis en ligne le|mise en ligne le|online seit|pubblicato online|дата публикации онлайн|网络出版日期|网络首发日期|网络出版|在线出版日期|公開日|온라인 게재일|on-line first|published as advance online|advance access publication|advance publication|advance access|accepted manuscript online|published electronically on',
  ],
  ['publishedPrint', 'published in print|published print|print publication date|print publication|printed'],
  [
    'published',
    'published|published/copyright|article publication date|publicação nesta coleção|publicación en esta colección|publication in this collection|published on|date of publication|publication date|date published|publication|published date|published in|publish date|veröffentlicht|veröffentlicht am|erschienen|erschienen am|online-veröffentlichung|publicado|publicado el|publicado em|fecha de publicación|data de publicação|data da publicação|publié|publié-e|publiée|publié le|date de publication|pubblicato|pubblicato il|data di pubblicazione|yayımlanma tarihi|yayın tarihi|yayınlanma tarihi|yayımlanma|опубликован|опубликована|опубликовано|дата публикации|опублікована|opublikowano|data publikacji|objavljeno|gepubliceerd|出版日期|发布日期|刊出日期|发表日期|发行日|発行日|発行|出版日|게재일|발행일|출판일|출간일|version of record',
  ],
  ['posted', 'posted|date posted|posted online|posted date|online posted|preprint posted'],
  [
    'issue',
    'issue online|issue date|issue published|issue publication date|issue release date|data do fascículo|fecha del número|cover date|date of issue|published in issue',
  ],
  // Dates of other things, known so that a shorter wording within is not taken for the article's.
  [
    'none',
    'last updated|last revised|last modified|updated|accessed|retrieved|this version|first available|collection|article published|pubmed published|page published|originally published|previously published|revised in|data published|copyright',
  ],
]

const events: ReadonlyMap<string, Event> = new Map(
  wordings.flatMap(([event, words]) => words.split('|').map((word) => [word, event] as const)),
)
/** The event that exactly these words name, in small letters: for sources that set the words apart from the date. */
export const eventNamed = (words: string): Event | undefined => events.get(words)

const wording = new RegExp(
  [...events.keys()]
    .sort((a, b) => b.length - a.length)
    .map((word) => {
      const source = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, ' {1,2}')
      return /^[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(word) ? `(?<![\\p{L}-])${source}(?!\\p{L})` : source
    })
    .join('|'),
  'giu',
)
const filler =
  /^(?:[\s:：.,;·|—–)）(/-]|date\b|on\b|online\b|am\b|le\b|el\b|em\b|il\b|den\b|the\b|at\b|as\b|in final form\b|by the editors?\b|web\b|tarihi\b|日期|日|で){1,8}/iu

export interface DatedEvent {
  readonly event: Event
  readonly date: ArticleDate
  readonly at: number
}

/** “First Online: 26 July 2016”, and hardly more. */
export function isDated(text: string): boolean {
  const [first] = text.length > 100 ? [] : text.matchAll(wording)
  if (first === undefined || first.index > 0) return false
  const after = text.slice(first[0].length).replace(filler, '')
  const date = dateAtStart(after)
  return date !== undefined && after.length < date.length + 15
}

/** Every dated event of the page's own lines, in order. */
export function findEvents(lines: readonly Line[]): DatedEvent[] {
  const found: DatedEvent[] = []
  for (const line of lines) {
    if (line.foreign || (line.bullet && line.text.length > 150)) continue
    found.push(...eventsIn(line, lines[line.at + 1]))
  }
  return found
}

function eventsIn(line: Line, next: Line | undefined): DatedEvent[] {
  const out: DatedEvent[] = []
  for (const match of line.text.matchAll(wording)) {
    const event = events.get(match[0].toLowerCase().replace(/ {2}/g, ' '))
    if (event === undefined || !isLabel(line.text, match[0], match.index, out.length > 0)) continue
    const rest = line.text.slice(match.index + match[0].length, match.index + match[0].length + 90)
    const after = rest.replace(/^ by [^:\d]{3,60}:|^ as an? [^:\d]{3,40} on(?= )/, '').replace(filler, '')
    const isWholeLine = match.index === 0 && after.trim() === ''
    const date = dateAtStart(isWholeLine ? (next?.text ?? '') : after)
    if (!date || (isWholeLine && (next?.text.length ?? 0) > date.length + 30)) continue
    if (event !== 'none') out.push({ event, date: date.date, at: line.at })
  }
  return out
}

// “received” in running prose is no label: a label begins its line, or is capitalised, or follows another one.
function isLabel(line: string, word: string, index: number, another: boolean): boolean {
  if (word.startsWith('mis')) return true
  if (index === 0 || another || !/^\p{Ll}/u.test(word) || !/\p{Script=Latin}/u.test(word))
    return index < 400 || line.length < 800
  return line.length < 120 && /[|•·,;:(–-] ?$/.test(line.slice(0, index))
}

/** What the events say; the first of a kind holds, revisions are kept all. */
export function datesOf(found: readonly DatedEvent[]): Dates {
  const dates: Dates = {}
  for (const { event, date } of found) {
    if (event === 'none') continue
    if (event === 'revised') {
      const revised = dates.revised ?? []
      if (!revised.some((known) => JSON.stringify(known) === JSON.stringify(date))) dates.revised = [...revised, date]
    } else dates[event] ??= date
  }
  return dates
}
