import fc from 'fast-check'
import t from 'tap'
import type { Article } from '../../../schemas/article.ts'
import { admit } from '../../../src/article/admit.ts'
import { citationDate, yearOf } from '../../../src/article/citation-date.ts'
import { isInJournal } from '../../../src/formats/bibtex/write.ts'
import { bibtex } from '../../../src/formats/bibtex.ts'
import { bibtexAscii } from '../../../src/formats/bibtex-ascii.ts'
import { article } from '../../arbitraries.ts'
import { corners } from '../../corners.ts'
import { parsers, type Standard } from '../../judges/bibtex-parsers.ts'

// Citation.js tells of every entry that it does not know a field of.
t.before(() => {
  console.warn = () => {}
})

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

/** What the record says; a year in words, and the numbers of what is not in a journal, each parser takes its own way. */
function expected(one: Article): Partial<Standard> {
  const date = citationDate(one)
  const isDated = date === undefined || typeof date === 'string' || 'year' in date
  const { volume = '', issue = '' } = one
  const isPlain = (text: string) => /^[ -~]*$/.test(text)
  return {
    type: isInJournal(one) ? 'article' : 'misc',
    ...(isDated && { year: date === undefined ? '' : String(yearOf(date)).padStart(4, '0') }),
    ...(isInJournal(one) && isPlain(volume) && { volume: bare(volume) }),
    ...(isInJournal(one) && isPlain(issue) && { number: bare(issue) }),
    ...(isPlain(one.doi ?? '') && { doi: one.doi ?? '' }),
  }
}

function compare(one: Article, text: string): void {
  const names = one.contributors?.filter(({ role }) => role === 'author').length ?? 0
  for (const [program, read] of Object.entries(parsers)) {
    const found = read(text)
    for (const [field, value] of Object.entries(expected(one))) {
      const said = String(found[field as keyof Standard]) // keys of the same shape
      const isSame = field === 'year' ? Number(said || 'NaN') === Number(value || 'NaN') : said === value
      if (!isSame && !(said === '' && value === ''))
        throw new Error(`${program}: ${field} is ${said}, not ${value}\n${text}`)
    }
    if (found.names !== undefined && found.names !== names)
      throw new Error(`${program}: ${found.names} authors of ${names}\n${text}`)
  }
}

for (const codec of [bibtex, bibtexAscii]) {
  t.test(`${codec.name}: three parsers read the same from any article`, async () => {
    fc.assert(
      fc.property(article(), (one) => compare(one, codec.write(one))),
      { numRuns: 120, seed: 4 },
    )
  })
  for (const [trait, draft] of Object.entries(corners)) {
    t.test(`${codec.name}: ${trait}`, async () => {
      const one = admit(draft).article
      compare(one, codec.write(one))
    })
  }
}
