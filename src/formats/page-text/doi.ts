/** The page's own DOI, told from those of references, supplements and data sets. */
import { fold, type Line } from './lines.ts'

const doiPattern = /\b10\.\d{4,9}(?:\.\d{1,9})*\/[^\s"<>«»“”⟨⟩〈〉，。；、]+/g
// Words of buttons that lost the blank before them: 10.1016/j.x.2023.04.016Get rights and content
const glued =
  /(?<=\d)(?:Get|View|Download|Cite|Copy|Copied|Abstract|PDF|Published|Received|Corpus|ISSN|Article|Open|Full).{0,80}$/
// Repositories of data and the funder registry register DOIs too, but no journal articles.
const notArticles = /^10\.(?:5281\/zenodo|6084\/m9|5061\/dryad|13039\/|17632\/|5524\/|17605\/|7910\/dvn)/i

/** All DOIs of a text, in order, without the punctuation around them. */
export function doisIn(text: string): string[] {
  if (!text.includes('10.')) return []
  return [...text.replaceAll('Get rights and content', ' ').matchAll(doiPattern)]
    .map(([match]) => trimDoi(match))
    .filter((doi) => /\/./.test(doi))
}

export function findDoi(lines: readonly Line[], title: Line | undefined, abstractAt: number): string | undefined {
  const foldedTitle = title && fold(title.text)
  let best: { doi: string; score: number } | undefined
  for (const line of lines) {
    if (line.foreign) continue
    for (const doi of doisIn(line.text)) {
      const score = rate(line, doi, foldedTitle, title?.at ?? 0, abstractAt)
      if (score > 0 && (!best || score > best.score)) best = { doi, score }
    }
  }
  return best?.doi
}

function rate(line: Line, doi: string, title: string | undefined, titleAt: number, abstractAt: number): number {
  if (notArticles.test(doi) || /\.(?:s|t|g)\d{3}$|\/(?:suppl|abstract|full|pdf)$/i.test(doi)) return 0
  const { text } = line
  let score = 0
  if (title !== undefined && title.length > 20 && fold(text).includes(title)) score += 5
  if (/\bdoi\b|digital object identifier/i.test(text)) score += 1
  if (text.length < doi.length + 40) score += 2
  if (line.at < abstractAt) score += 2
  if (Math.abs(line.at - titleAt) < 15) score += 1
  // A citation that does not name the title is that of another work.
  if (score < 5 && title !== undefined && text.length > 120 && isCitation(text)) score -= 4
  // A DOI at the end of a long line is that of a cited work, unless the line cites this article.
  if (score < 5 && text.length > 250) score -= 3
  if (/supplement|data ?set|correct|erratum|preprint|version of this|original article|companion|comment/i.test(text))
    score -= 2
  return score
}

const isCitation = (text: string) =>
  !/cite this/i.test(text) && /\((?:19|20)\d{2}\)[.,:]? ["“«]?\p{L}|\. (?:19|20)\d{2};\s?\d/u.test(text)

function trimDoi(match: string): string {
  let doi = match.replace(glued, '')
  for (;;) {
    const last = doi.slice(-1)
    const unbalanced =
      (last === ')' && count(doi, ')') > count(doi, '(')) || (last === ']' && count(doi, ']') > count(doi, '['))
    if (!unbalanced && !/[.,;:'’*|·•†}]/.test(last)) return doi
    doi = doi.slice(0, -1)
  }
}

const count = (text: string, character: string) => text.split(character).length - 1
