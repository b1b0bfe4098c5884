import fc from 'fast-check'
import t from 'tap'
import type { Article, Contributor } from '../../schemas/article.ts'
import { citekey } from '../../src/article/citekey.ts'
import { article } from '../arbitraries.ts'

const person = (family: string): Contributor => ({ kind: 'person', role: 'author', family, given: 'A.' })
const by = (family: string, rest: Article = {}): Article => ({
  contributors: [person(family)],
  dates: { published: '2024-03' },
  ...rest,
})

const keys: readonly (readonly [what: string, article: Article, key: string])[] = [
  ['family and year', by('Smith'), 'smith2024'],
  ['accents fall away', by('Řehůřek'), 'rehurek2024'],
  ['letters without accents are spelled', by('Łukaß-Østergård'), 'lukassostergard2024'],
  ['several words are one', by("d'Or García"), 'dorgarcia2024'],
  ['Cyrillic is romanised', by('Иванов'), 'ivanov2024'],
  ['no year', by('Smith', { dates: {} }), 'smithnd'],
  ['the earliest year', by('Smith', { dates: { publishedOnline: '2023-12-30', publishedPrint: '2024' } }), 'smith2023'],
  ['a script without ASCII: the title', by('王', { title: 'The <i>growth</i> of cells' }), 'growth2024'],
  ['nothing in ASCII: the DOI', by('王', { title: '東京', doi: '10.1/AB(c)/d' }), 'AB-c-d'],
  ['nothing at all', {}, 'articlend'],
  ['no author: the title', { title: 'On the growth of cells', dates: { published: '1999' } }, 'growth1999'],
  ['one-letter family', by('N.'), 'n2024'],
  [
    'a body',
    {
      contributors: [{ kind: 'group', role: 'author', name: 'The ATLAS Collaboration' }],
      dates: { published: '2012' },
    },
    'atlas2012',
  ],
]
for (const [what, value, key] of keys) t.test(what, async (t) => t.equal(citekey(value), key))

t.test('every key holds only characters that every reader takes', async () => {
  fc.assert(
    fc.property(article(), (value) => /^[A-Za-z0-9_:.-]+$/.test(citekey(value))),
    { numRuns: 200 },
  )
})
