/** Whether a page is about one article: what speaks for it against what speaks for a list, guidelines or news. */

import type { Draft } from '../../../schemas/article.ts'
import { readPlace } from './citation.ts'
import { doisIn } from './doi.ts'
import { type Line, label } from './lines.ts'
import { abstractHeadings, abstractSections } from './words.ts'

interface Sign {
  readonly what: string
  readonly weight: number
  readonly pattern: RegExp
  /** Only in a line of its own, not in a menu. */
  readonly alone?: true
}

const against: readonly Sign[] = [
  {
    what: 'guidelines for authors',
    weight: 3,
    alone: true,
    pattern:
      /^(?:(?:author|submission|manuscript) guidelines|(?:guidelines|instructions|information|guide|advice) (?:for|to) (?:authors|contributors)|submission preparation checklist|preparing your manuscript|manuscript preparation|checkliste für beitragseinreichungen|richtlinien für autor.*|autor(?:innen)?richtlinien|hinweise (?:für autor|zur manuskript).*|instrucciones (?:a|para) (?:los )?autores|normas (?:de publicación|para autores)|directrices para autores.*|diretrizes para autores|instruções aos autores|consignes aux auteurs|directives aux auteurs|recommandations aux auteurs|norme per gli autori|yazım kuralları|правила для авторов|投稿须知|投稿規程|投稿指南|투고규정|投稿规定|lista de comprobación.*|about the journal|editorial policies|peer review process|aims (?:and|&) scope)$/iu,
  },
  {
    what: 'guidelines for authors',
    weight: 3,
    pattern:
      /manuscripts? (?:should|must) be (?:submitted|typed|prepared|written)|authors (?:should|must|are (?:asked|requested|invited)) (?:to )?submit|submissions? may be returned|beiträge können an autor|las? contribuci|información aún no disponible/iu,
  },
  {
    what: 'search results',
    weight: 4,
    pattern:
      /\b(?:search results|showing (?:results )?\d+ ?(?:-|–|to) ?\d+ of|\d[\d,.]* results? (?:found|for)|results \d+ ?[-–] ?\d+ of|refine (?:your )?search|sort by:? ?(?:relevance|date)|no results found|suchergebnisse|resultados de (?:la )?búsqueda|résultats de (?:la )?recherche|检索结果)\b/iu,
  },
  {
    what: 'a press release',
    weight: 5,
    pattern:
      /pressemitteilung|press release|news release|comunicado de prensa|communiqué de presse|comunicato stampa|basın bülteni|пресс-релиз|eurekalert|media contact|for immediate release|pressekontakt/iu,
  },
  {
    what: 'a news report',
    weight: 3,
    pattern:
      /^(?:more information|journal information|provided by|explore further)\s?:|this document is subject to copyright|phys\.org|sciencedaily|originalpublikation|original publication:|story source|let us know if there is a problem/iu,
  },
  {
    what: 'a table of contents',
    weight: 4,
    alone: true,
    pattern:
      /^(?:table of contents|contents|inhaltsverzeichnis|inhalt|tabla de contenidos?|sumario|sumário|table des matières|sommaire|indice|içindekiler|содержание|目录|目次|목차|in this issue|issue contents|front matter|all articles|sessions|full issue|complete issue|número completo|vollständige ausgabe|numéro complet|fascicolo completo|весь выпуск|edição completa)$/iu,
  },
]

/** Why the page is no article, or nothing. */
export function notArticle(
  lines: readonly Line[],
  draft: Draft,
  hasMoreKeywords: boolean,
  suspicion: string | undefined,
): string | undefined {
  if (draft.title === undefined) {
    const looks = suspicion === undefined ? '' : `, and it looks like ${suspicion}`
    return `no title could be told from the rest of the page${looks}`
  }
  const found = new Map<string, number>()
  for (const line of lines.slice(0, 3000))
    for (const { what, weight, pattern, alone } of against)
      if (!(alone && line.bullet) && !isOwnContents(lines, line) && pattern.test(alone ? label(line.text) : line.text))
        found.set(what, Math.max(found.get(what) ?? 0, weight))
  if (isListOfArticles(lines)) found.set('a list of articles', 5)
  if (suspicion !== undefined) found.set(suspicion, 4)
  const signs = [...found].sort((a, b) => b[1] - a[1])
  const minus = signs.reduce((sum, [, weight]) => sum + weight, 0)
  const plus = weigh(draft, hasMoreKeywords)
  if (plus - minus >= 2 && saysOfItself(draft, hasMoreKeywords)) return undefined
  const [worst] = signs
  return worst
    ? `the page looks like ${worst[0]}, not like one article`
    : 'the page shows too little of an article: no authors, dates, DOI or abstract'
}

/** A list of names under a line is found in any text; an article says something of itself too. */
const saysOfItself = ({ doi, abstracts, keywords, dates, volume, issue, licences }: Draft, hasMoreKeywords: boolean) =>
  [doi, abstracts, keywords, dates, volume, issue, licences].some((value) => value !== undefined) || hasMoreKeywords

/** “Contents” over the sections of this one article. */
const isOwnContents = (lines: readonly Line[], line: Line) =>
  /^(?:table of )?contents$/.test(label(line.text)) &&
  lines.slice(line.at + 1, line.at + 4).some(({ text }) => isSection(label(text)))

const isSection = (name: string) =>
  abstractHeadings.has(name) ||
  abstractSections.has(name) ||
  /^(?:pdf ?\/ ?epub|full article|figures|references)$/.test(name)

function weigh(draft: Draft, hasMoreKeywords: boolean): number {
  const { contributors = [], dates } = draft
  const signs: readonly (readonly [there: unknown, weight: number])[] = [
    [draft.doi, 2],
    [draft.abstracts, 2],
    [draft.keywords ?? hasMoreKeywords, 1.5],
    [dates?.received ?? dates?.accepted, 2],
    [draft.volume ?? draft.issue, 1],
    [contributors.length === 1, 1],
    [contributors.length > 1, 2],
    [draft.heading, 1],
    [draft.affiliations, 1],
  ]
  return signs.reduce((sum, [there, weight]) => sum + (there ? weight : 0), 0)
}

/** Many DOIs or many places in volumes outside any reference list. */
function isListOfArticles(lines: readonly Line[]): boolean {
  const own = lines.filter((line) => !line.foreign && line.text.length < 400)
  const dois = new Set(
    own.flatMap(({ text }) => (text.length < 160 ? doisIn(text) : [])).map((doi) => doi.toLowerCase()),
  )
  const files = own.filter(({ text }) => /\b(?:pdf|html|full text|abstract)\b/i.test(text) && text.length < 200).length
  const spans = own.filter(
    ({ text }) => text.length < 80 && /\b\d{1,4}\s?[-–]\s?\d{1,4}$/.test(text) && !/\d{4}-\d{4}$/.test(text),
  ).length
  const places = own.filter(
    ({ text }) => text.length < 200 && /\d{4}/.test(text) && readPlace(text)?.first !== undefined,
  ).length
  const bareSpans = own.filter(({ text }) => /^(?:pp?\. ?)?\d{1,4}\s?[-–]\s?\d{1,4}$/.test(text)).length
  return bareSpans > 3 || dois.size > 6 || files > 20 || spans > 8 || places > 15
}
