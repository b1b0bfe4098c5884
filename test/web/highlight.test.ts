/** Marks of a search: which words, where, and that nothing else comes into the page. */
import t from 'tap'
import { parseQuery } from '../../src/library/query-language.ts'
import { hintsOf, soughtWords } from '../../src/library/sought.ts'
import { createFinder, marked, markedRich, passage } from '../../src/web/highlight.ts'

const finderOf = (query: string, field = 'title') => createFinder(soughtWords(parseQuery(query)), field)

t.test('words are marked as the index folds them', async (t) => {
  for (const [query, text, out] of [
    ['tidal', 'Tidal clocks', '<mark>Tidal</mark> clocks'],
    ['muller', 'By Müller', 'By <mark>Müller</mark>'],
    ['clock*', 'Clocks and clock', '<mark>Clocks</mark> and <mark>clock</mark>'],
    ['clock', 'Clocks and clock', 'Clocks and <mark>clock</mark>'],
    ['"tidal clocks"', 'tidal clocks', '<mark>tidal</mark> <mark>clocks</mark>'],
    ['tidal OR lunar', 'Lunar, not solar', '<mark>Lunar</mark>, not solar'],
    ['tidal -lunar', 'tidal lunar', '<mark>tidal</mark> lunar'],
    ['title:tidal', 'tidal', '<mark>tidal</mark>'],
    ['author:tidal', 'tidal', 'tidal'],
    ['潮汐', '基于潮汐预测', '基于<mark>潮汐</mark>预测'],
    ['year:2020', '2020', '2020'],
  ] as const) {
    t.equal(marked(text, finderOf(query)), out, query)
  }
})

t.test('text stays text', async (t) => {
  t.equal(marked('<b>&"', finderOf('b')), '&lt;<mark>b</mark>&gt;&amp;"')
  t.equal(marked('<b>', undefined), '&lt;b&gt;')
  t.equal(
    markedRich('CO<sub>2</sub> &lt;b&gt; air', finderOf('air b')),
    'CO<sub>2</sub> &lt;<mark>b</mark>&gt; <mark>air</mark>',
  )
})

t.test('a passage is the one that has most of the words, in whole words', async (t) => {
  const far = `${'Nothing to see here. '.repeat(40)}Clocks of tidal isopods run on.${' More of nothing.'.repeat(40)}`
  const out = passage([far], finderOf('tidal clocks isopods', 'abstract'))
  t.match(out, '<mark>Clocks</mark> of <mark>tidal</mark> <mark>isopods</mark>')
  t.match(out, /^… .* …$/)
  t.ok(out.replace(/<\/?mark>/g, '').length < 300)
  t.equal(passage(['Short.'], undefined), 'Short.')
  t.match(passage(['x'.repeat(1000)], undefined), /^x+ …$/)
})

t.test('what was not understood is said, and nothing is said of what was', async (t) => {
  for (const query of [
    'tidal clocks',
    'title:tidal year:2020..',
    'https://doi.org/10.5555/a',
    '"a b"',
    '(a OR b)',
    '',
  ]) {
    t.strictSame(hintsOf(query), [], query)
  }
  t.match(hintsOf('autor:Berg')[0], /no field “autor”.*author:/)
  t.match(hintsOf('year:soon')[0], /could not be understood/)
  t.match(hintsOf('"tidal')[0], /not closed/)
  t.match(hintsOf('(tidal')[0], /not closed/)
  t.match(hintsOf('tidal)')[0], /not opened/)
})
