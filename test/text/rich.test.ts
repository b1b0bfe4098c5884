import fc from 'fast-check'
import t from 'tap'
import { richHtml } from '../../src/text/html.ts'
import { escapeRich, formatRich, parseRich, plainText } from '../../src/text/rich.ts'
import { rich } from '../arbitraries.ts'

t.test('writing is canonical: what was written is written again as it was', async (t) => {
  fc.assert(
    fc.property(
      fc.oneof(
        rich,
        fc.string({ unit: 'binary' }),
        fc
          .array(
            fc.constantFrom(
              '<i>',
              '</i>',
              '<b>',
              '</b>',
              '<math>',
              '</math>',
              '<mi>',
              '</mi>',
              '&lt;',
              '&',
              '<',
              'x',
              '<tex>',
              '</tex>',
            ),
          )
          .map((a) => a.join('')),
      ),
      (source) => {
        const once = formatRich(parseRich(source))
        t.equal(formatRich(parseRich(once)), once)
      },
    ),
    { numRuns: 500, seed: 3 },
  )
})

t.test('plain text survives as itself', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      t.equal(plainText(escapeRich(text)), text)
      t.equal(formatRich([text]), escapeRich(text))
    }),
    { numRuns: 300, seed: 4 },
  )
})

t.test('the notation', async (t) => {
  const cases: readonly (readonly [source: string, canonical: string, plain: string])[] = [
    ['H<sub>2</sub>O', 'H<sub>2</sub>O', 'H2O'],
    ['a < b & c', 'a &lt; b &amp; c', 'a < b & c'],
    ['<i>a<b>b</b></i>', '<i>a<b>b</b></i>', 'ab'],
    ['<i>open', '&lt;i&gt;open', '<i>open'],
    ['close</i>', 'close&lt;/i&gt;', 'close</i>'],
    ['<i>a<b>b</i>c</b>', '&lt;i&gt;a<b>b&lt;/i&gt;c</b>', '<i>ab</i>c'],
    ['<em>x</em>', '&lt;em&gt;x&lt;/em&gt;', '<em>x</em>'],
    ['&amp;lt;', '&amp;lt;', '&lt;'],
    ['<tex>x^2 &lt; y</tex>', '<tex>x^2 &lt; y</tex>', 'x^2 < y'],
    ['<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>', '<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>', 'a/b'],
    ['<math xmlns="x" display="block"><m:mi>a</m:mi></math>', '<math display="block"><mi>a</mi></math>', 'a'],
    [
      '<math><mfrac><mi>a</mi></mfrac></math>',
      '&lt;math&gt;&lt;mfrac&gt;&lt;mi&gt;a&lt;/mi&gt;&lt;/mfrac&gt;&lt;/math&gt;',
      '<math><mfrac><mi>a</mi></mfrac></math>',
    ],
    [
      '<math><script>1</script></math>',
      '&lt;math&gt;&lt;script&gt;1&lt;/script&gt;&lt;/math&gt;',
      '<math><script>1</script></math>',
    ],
  ]
  for (const [source, canonical, plain] of cases) {
    t.equal(formatRich(parseRich(source)), canonical, source)
    t.equal(plainText(source), plain, source)
  }
})

t.test('as HTML it holds no element and no attribute that is not ours (T16)', async (t) => {
  t.equal(
    richHtml('<i onclick=x>a</i><script>1</script><sc>b</sc>'),
    '&lt;i onclick=x&gt;a&lt;/i&gt;&lt;script&gt;1&lt;/script&gt;<span class="sc">b</span>',
  )
  t.notMatch(richHtml('<math onload="x" href="javascript:1"><mi href="javascript:1">a</mi></math>'), /onload|href/)
})

t.test('mathematics keeps only the attributes and values that its DTD knows', async (t) => {
  t.equal(
    formatRich(
      parseRich(
        '<math display="block" altText="x"><mi width="2" mathvariant="bold">a</mi><mo stretchy="maybe">+</mo></math>',
      ),
    ),
    '<math display="block"><mi mathvariant="bold">a</mi><mo>+</mo></math>',
  )
})

t.test('a long hostile text takes no time to speak of (T12)', async (t) => {
  for (const piece of ['<math', '<i>', '<tex>', '&', '<math><mi>', '</i>']) {
    const start = performance.now()
    parseRich(`${piece.repeat(20_000)}</math>`)
    t.ok(performance.now() - start < 2000, `${piece} took ${performance.now() - start} ms`)
  }
})
