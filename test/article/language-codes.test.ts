import t from 'tap'
import { nonFiling } from '../../src/article/initial-article.ts'
import { bibliographicLanguage, primaryLanguage, terminologicalLanguage } from '../../src/article/language-codes.ts'

t.test('a tag has a code of libraries and a code of ISO 639-3', async (t) => {
  for (const [tag, bibliographic, terminological] of [
    ['en', 'eng', 'eng'],
    ['de-AT', 'ger', 'deu'],
    ['zh-Hans', 'chi', 'zho'],
    ['pt-BR', 'por', 'por'],
    ['FR', 'fre', 'fra'],
    ['deu', 'ger', 'deu'],
    ['ger', 'ger', 'deu'],
    ['sr-Latn', 'srp', 'srp'],
    ['mul', 'mul', 'mul'],
  ] as const) {
    t.equal(bibliographicLanguage(tag), bibliographic, tag)
    t.equal(terminologicalLanguage(tag), terminological, tag)
  }
})

t.test('a language without such codes stays what it is', async (t) => {
  t.equal(bibliographicLanguage('gsw-CH'), undefined)
  t.equal(terminologicalLanguage('gsw-CH'), 'gsw')
  t.equal(primaryLanguage('gsw-CH'), 'gsw')
})

t.test('an article at the beginning of a title is known by the language', async (t) => {
  const passed = (title: string, language?: string) => title.slice(nonFiling(title, language))
  t.equal(passed('The origin', 'en-GB'), 'origin')
  t.equal(passed('The origin'), 'The origin')
  t.equal(passed('Theory', 'en'), 'Theory')
  t.equal(passed('A priori knowledge', 'en'), 'A priori knowledge')
  t.equal(passed('A 12-year study', 'en'), 'A 12-year study')
  t.equal(passed('L’eau', 'fr'), 'eau')
  t.equal(passed('Die Wahlverwandtschaften', 'de'), 'Wahlverwandtschaften')
})
