/** Synthetic articles of about 1.9 KB of JSON, the same for the same number. */
import type { Draft } from '../schemas/article.ts'

const families = ['Khan', 'Smith', 'Müller', 'García', 'Okonkwo', 'Nguyễn', 'Ito', 'Řehůřek', 'Silva', 'Berg']
const givens = ['Ann', 'Jean-Paul', 'Éva', 'Jan', 'Ada', 'Jun', 'Maria', 'T. R.']
const syllables = [
  'ba',
  'cor',
  'del',
  'fin',
  'gra',
  'hy',
  'lo',
  'mer',
  'nu',
  'pla',
  'ri',
  'sto',
  'tra',
  'ul',
  'vi',
  'xen',
]
const vocabulary = 20_000

/** The nth word of an invented language, by how common it is. */
export function word(rank: number): string {
  let out = ''
  for (let n = rank + 16; n > 0; n = Math.floor(n / 16)) out += syllables[n % 16]
  return out
}

/** Small, seeded, and good enough to spread words (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export const syntheticDoi = (n: number): string => `10.5555/synthetic.${n}`

export function synthetic(n: number): Draft & { doi: string } {
  const next = random(n + 1)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T // the lists are not empty
  const number = (limit: number) => Math.floor(next() * limit)
  // Words of natural language follow Zipf's law: few are common, most are rare.
  const sentence = (words: number) =>
    Array.from({ length: words }, () => word(Math.floor(vocabulary ** next()) - 1)).join(' ')
  const pad = (value: number) => String(value).padStart(2, '0')
  const year = 1990 + number(35)
  return {
    doi: syntheticDoi(n),
    type: 'research-article',
    title: sentence(11),
    abstracts: [{ sections: [{ paragraphs: [`${sentence(70)}.`, `${sentence(50)}.`] }] }],
    contributors: Array.from({ length: 3 }, (_, i) => ({
      kind: 'person' as const,
      role: 'author' as const,
      family: pick(families),
      given: pick(givens),
      affiliations: ['aff1'],
      ...(i === 0 && { corresponding: true, email: `author${n}@example.org`, orcid: '0000-0002-1825-0097' }),
    })),
    affiliations: [
      { id: 'aff1', name: `Institute of ${sentence(2)} studies`, city: 'Ghent', country: 'Belgium', countryCode: 'BE' },
    ],
    journal: {
      title: `Journal of ${word(number(300))} research`,
      issn: { electronic: '2434-561X' },
      publisher: { name: 'Example Press' },
    },
    volume: String(1 + number(60)),
    issue: String(1 + number(12)),
    pages: { first: String(1 + number(900)), last: String(900 + number(900)) },
    dates: {
      received: `${year}-01-${pad(1 + number(28))}`,
      accepted: `${year}-05-${pad(1 + number(28))}`,
      publishedOnline: `${year}-06-${pad(1 + number(28))}`,
    },
    licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/', spdx: 'CC-BY-4.0' }],
    keywords: [{ vocabulary: 'author', terms: [sentence(1), sentence(2), sentence(2)] }],
    language: 'en',
  }
}
