/** How much a text looks like a page about an article: something speaks for it, and it is in no notation of its own. */
import { notationOf } from '../notations.ts'

const signs: readonly RegExp[] = [
  /\bdoi\b|10\.\d{4,9}\//i,
  /\b(?:abstract|summary|resumen|resumo|résumé|zusammenfassung|özet)\b|摘要|要旨|초록|аннотация/iu,
  /\b(?:received|accepted|published|recibido|recebido|reçu|eingegangen|geliş|kabul|поступила)\b|收稿|受付|접수/iu,
  /\b(?:keywords?|key words|palabras clave|palavras-chave|mots-clés|schlüsselwörter|anahtar kelimeler)\b|关键词|キーワード|ключевые слова/iu,
  /\b(?:vol(?:ume)?\.?|issue|cilt|sayı|band|heft)\s?:?\s?\d|\d+\s?\(\d+\)\s?:/i,
  /\b(?:university|institute|department|universidad|universidade|universität|université|üniversitesi)\b|大学|университет/iu,
  /correspond|e-?mail|orcid/i,
]

export function sniffPage(text: string): number {
  const head = text.slice(0, 60_000)
  const count = signs.filter((sign) => sign.test(head)).length
  if (count === 0 || notationOf(head) !== undefined) return 0
  return Math.min(0.6, 0.2 + count * 0.07)
}
