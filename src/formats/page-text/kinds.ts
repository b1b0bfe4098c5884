/** Names journals print for kinds of articles, and the type each one certainly is. */
import type { ArticleType } from '../../../schemas/article.ts'
import type { Line } from './lines.ts'
import { label } from './lines.ts'
import { sectionHeadings } from './words.ts'

// '' : a printed heading that does not say one of our types for certain.
const rows: readonly (readonly [type: ArticleType | '', names: string])[] = [
  [
    'research-article',
    'research article|research articles|original article|original articles|original research|original research article|research|original paper|original papers|full paper|full papers|regular article|research paper|original investigation|original contribution|full research paper|full length article|full-length article|original research paper|clinical research article|basic research|clinical research|research report|regular paper|original scientific paper|primary research article|araştırma makalesi|artículo original|artículos originales|artigo original|artigos originais|article original|articles originaux|originalarbeit|originalarbeiten|оригинальная статья|оригинальные статьи|artículo científico|artículos científicos|artigo científico|artigos científicos|artículo de investigación científica|artículo original de investigación|статьи оригинальные|artículo de investigación|artigo de pesquisa|artículos de investigación|原著|原著論文|研究论文|연구논문|원저|научная статья|orijinal araştırma|özgün araştırma|articolo originale|research-article|articolo scientifico|original communication',
  ],
  [
    'case-report',
    'case report|case reports|case study|case studies|case series|clinical case|olgu sunumu|caso clínico|relato de caso|reporte de caso|fallbericht|cas clinique|病例报告|症例報告|증례|case report and review',
  ],
  [
    'review-article',
    'review|reviews|review article|review articles|mini review|minireview|mini-review|literature review|focused review|artículo de revisión|artigo de revisão|revisión|derleme|derleme makale|article de synthèse|übersichtsarbeit|übersicht|обзор|обзорная статья|综述|総説|종설|narrative review|critical review|invited review|topical review|progress article|state of the art review|perspective review',
  ],
  [
    'systematic-review',
    'systematic review|systematic reviews|systematic review and meta-analysis|meta-analysis|scoping review',
  ],
  [
    'brief-report',
    'brief report|brief reports|short report|brief communication|brief communications|short communication|short communications|short paper|brief research report|comunicación breve|comunicação breve|kurzmitteilung|短报|短報|short article|short note|research note|brief article|short contribution',
  ],
  ['rapid-communication', 'rapid communication|rapid communications|rapid report|fast track communication'],
  ['data-paper', 'data paper|data note|data descriptor|data article|data report|data in brief'],
  [
    'methods-article',
    'method|methods|methodology|methodology article|methods article|method article|technical note|protocol paper|methods paper|tools and resources|software|software article|software tool article|technical report|technical article|application note',
  ],
  ['protocol', 'protocol|study protocol|registered report protocol'],
  ['clinical-trial', 'clinical trial|randomized controlled trial'],
  ['editorial', 'editorial|editorials|editoryal|éditorial|guest editorial|редакционная статья'],
  [
    'letter',
    'letter to the editor|letters to the editor|carta al editor|carta ao editor|lettre à la rédaction|leserbrief',
  ],
  ['reply', "reply|authors’ reply|authors' reply|response"],
  ['discussion', 'discussion paper'],
  [
    'article-commentary',
    'commentary|comment|comments|perspective|perspectives|viewpoint|opinion|opinion article|comentario|kommentar|news & views|news and views|invited commentary|debate|point of view',
  ],
  [
    'book-review',
    'book review|book reviews|reseña|reseñas|resenha|resenhas|rezension|rezensionen|kitap incelemesi|compte rendu|comptes rendus|recensione|書評|书评|рецензия|reseña bibliográfica|review of book',
  ],
  ['meeting-report', 'meeting report|conference report'],
  ['news', 'news|research news|news feature|news item'],
  ['obituary', 'obituary|in memoriam|nachruf'],
  ['introduction', 'introduction to the special issue'],
  ['correction', 'correction|erratum|corrigendum|author correction|publisher correction|errata|düzeltme'],
  ['retraction', 'retraction|retraction note'],
  [
    '',
    'journal article|article|articles|artículo|artículos|artigo|artigos|aufsatz|aufsätze|beiträge|makale|makaleler|статья|статьи|论文|論文|논문|communication|communications|paper|letter|letters|note|notes|report|reports|focus|feature|feature article|essay|essays|interview|new results|confirmatory results|contradictory results|research letter|insight|spotlight|forum|highlight|contribution|contributed paper|special issue article|invited article|regular articles|open forum|dossier|dossiê|sección general|miscelánea|varia|ensayo|ensaios|ensaio|proceedings|proceedings paper|conference paper|papers|full communication|edge article|peer reviewed article|peer-reviewed article|peer-reviewed articles|tutorial|science policy|hypothesis and theory|hypothesis|clinical study|clinical article|original language article|other|position paper|policy brief|practice|research and theory|editor’s choice|special article|guideline|consensus statement|primer|preprint|working paper|estudios|estudos|temas|clinical practice|education|question and answer|poster|abstracts|translation|classics|minireviews',
  ],
]

const kinds: ReadonlyMap<string, ArticleType | ''> = new Map(
  rows.flatMap(([type, names]) => names.split('|').map((name) => [name, type] as const)),
)

export interface Kind {
  readonly heading: string
  readonly type: ArticleType | undefined
  readonly at: number
}

const access =
  /\s*[|•·,–-]?\s*\b(?:(?:free|open|full|unrestricted) access|open|free|peer[- ]reviewed|OnlineOpen|open access license)\s*$/i
const accessFirst = /^(?:(?:open|free) access[\s|•·,–-]*(?=\p{Lu})|(?:free|open)\s+)/iu

/** The kind a line names, where it names nothing else: “Case Report Open Access”, “Focused Review ARTICLE”. */
export function kindOf(line: Pick<Line, 'text' | 'at'>): Kind | undefined {
  if (line.text.length > 80) return undefined
  const printed = line.text.replace(
    /^(?:article type|type|section|category|journal section|document type)\s*[:：]\s*/i,
    '',
  )
  const stripped = printed
    .replace(access, '')
    .replace(accessFirst, '')
    .replace(/[\s:|]+$/, '')
  // Frontiers sets ARTICLE behind every kind, in capitals.
  const heading = stripped.length > 8 ? stripped.replace(/(?<=[\p{Ll}] )ARTICLE$/u, '').trim() : stripped
  const names = [heading, stripped].map(label)
  const type = names.flatMap(
    (name) => kinds.get(name) ?? (sectionHeadings.has(name) ? undefined : kinds.get(name.replace(/s$/, ''))) ?? [],
  )[0]
  return type === undefined ? undefined : { heading, type: type === '' ? undefined : type, at: line.at }
}

/** The kind in the first cell of a line of cells: “Artículo • Trans/Form/Ação 45 (01)”, “Research Article Apr 18, 2019”. */
export function kindInCells(line: Line): Kind | undefined {
  if (line.text.length > 250) return undefined
  const cell =
    /^([^|•·]{3,50}) ?[|•·] /.exec(line.text)?.[1] ??
    /^(\p{L}[\p{L} -]{3,40}?) ?(?=\p{L}{3,9}\.? \d{1,2}, \d{4}$|\d{1,2} \p{L}{3,9} \d{4}$)/u.exec(line.text)?.[1]
  if (cell !== undefined) return kindOf({ ...line, text: cell.trim() })
  const bracket = /\bdoi: ?\S+ \((\p{L}[\p{L} ]{2,40})\)/iu.exec(line.text)?.[1]
  return bracket === undefined ? undefined : kindOf({ ...line, text: bracket })
}

/** The kind nearest before the title, then nearest after it. */
export function findKind(lines: readonly Line[], titleAt: number, abstractAt: number): Kind | undefined {
  const near = (from: number, to: number) =>
    lines
      .slice(Math.max(0, from), Math.max(0, to))
      .flatMap((line) => (line.foreign ? [] : (kindOf(line) ?? kindInCells(line) ?? [])))
  const before = near(titleAt - 14, titleAt).filter(({ at }) => !(lines[at]?.bullet && isMenu(lines, at)))
  const after = near(titleAt + 1, Math.min(abstractAt, titleAt + 40)).filter(
    ({ at, type }) => (type !== undefined && !isMenu(lines, at)) || at - titleAt < 5,
  )
  const first = before.at(-1)
  // “Article” in a trail of links says less than “Research” right under the title.
  const under = after.find(({ at }) => at - titleAt < 6)
  if (first && first.type === undefined && under?.type !== undefined) return under
  return first ?? after[0] ?? sectionCell(lines)
}

// Three bullets in a row are a menu, where “Article” and “Comments” are buttons.
function isMenu(lines: readonly Line[], at: number): boolean {
  const run = [at - 2, at - 1, at, at + 1, at + 2].map(
    (index) => lines[index]?.bullet === true && (lines[index]?.text.length ?? 99) < 40,
  )
  return [0, 1, 2].some((start) => run.slice(start, start + 3).every(Boolean))
}

/** Open Journal Systems: “Section” over the name of the section. */
function sectionCell(lines: readonly Line[]): Kind | undefined {
  const at = lines.findIndex((line) =>
    /^(?:section|sección|seção|rubrik|rubrique|bölüm|sezione|раздел|journal section|type|article type|issue section|document type)$/i.test(
      line.text,
    ),
  )
  const next = lines[at + 1]
  return at >= 0 && next ? kindOf(next) : undefined
}
