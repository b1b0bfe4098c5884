import fc from 'fast-check'
import t from 'tap'
import { decodeLatex, escapeLatex, latexToRich, latexToText, richToLatex } from '../../src/text/latex.ts'

const decoded: readonly (readonly [latex: string, rich: string])[] = [
  ['{\\v R}eh{\\r u}{\\v r}ek', 'Řehůřek'],
  ["{\\'e} \\'{e} \\'e {\\'{e}} \\' e", 'é é é é é'],
  ['\\"{\\i} \\^\\j \\v{\\i}', 'ï ĵǐ'],
  ['\\ss \\o \\L \\i \\aa{} \\AE', 'ßøŁıå Æ'],
  ['Nguy{\\~{\\^e}}n \\c{S} \\H{o} \\k{a} \\d{s}', 'Nguyễn Ş ő ą ṣ'],
  ["a---b--c ``q'' ?` !`", 'a—b–c “q” ¿ ¡'],
  ['J.~R. \\& 5\\% \\_ \\# \\$ \\{x\\}', 'J.\u00a0R. &amp; 5% _ # $ {x}'],
  ['\\textendash{} \\textquotedblleft x', '– “x'],
  ['\\^{} \\~{} \\textbackslash{} \\textasciitilde{}', '^ ~ \\ ~'],
  ['\\emph{a} {\\it b} {\\bfseries c} \\textsc{d}', '<i>a</i> <i>b</i> <b>c</b> <sc>d</sc>'],
  ['H\\textsubscript{2}O m\\textsuperscript{2}', 'H<sub>2</sub>O m<sup>2</sup>'],
  ['H$_2$O 10$^{-3}$ $\\alpha$-helix $\\pm$1 4$^{th}$', 'H<sub>2</sub>O 10<sup>−3</sup> α-helix ±1 4<sup>th</sup>'],
  ['$x^2 < 3$ \\(2\\) \\ensuremath{\\beta}', '<tex>x^2 &lt; 3</tex> <tex>2</tex> β'],
  ['{\\tt\\char`\\\\let} \\char59 \\char"41', '<tt>\\let</tt> ;A'],
  ['a  b\n c', 'a b c'],
  ['costs $5 only } {', 'costs $5 only  '],
  ['\\href{http://x.org/a_b}{text} \\url{http://x.org/a%20b}', 'text http://x.org/a%20b'],
  ['<i>E. coli</i> &amp; R\\&D', '<i>E. coli</i> &amp; R&amp;D'],
  ['1 <i> 2', '1 &lt;i&gt; 2'],
]
for (const [latex, rich] of decoded) t.test(`reads ${latex}`, async (t) => t.equal(latexToRich(latex), rich))

t.test('an unknown command leaves its argument and is named', async (t) => {
  t.same(decodeLatex('a \\foo{bar} c'), { rich: ['a bar c'], unknown: ['foo'] })
  t.same(decodeLatex('\\foo and {\\bar}').rich, ['\\foo and \\bar'])
})

const escaped: readonly (readonly [text: string, latex: string])[] = [
  [
    'R&D 100% #1 a_b $5 ~x ^2 {y} \\z',
    'R\\&D 100\\% \\#1 a\\_b \\$5 \\textasciitilde{}x \\textasciicircum{}2 \\{y\\} \\textbackslash{}z',
  ],
  ['a lonely } brace', 'a lonely \\textbraceright{} brace'],
  ['a--b  c', 'a-{}-b { }c'],
  ['Řehůřek 東京', 'Řehůřek 東京'],
]
for (const [text, latex] of escaped) t.test(`writes ${text}`, async (t) => t.equal(escapeLatex(text), latex))

t.test('marks become commands, mathematics stays mathematics', async (t) => {
  t.equal(
    richToLatex('<i>a</i> <sc>b</sc> <tex>x^2</tex> <tex>2</tex> <math><msup><mi>x</mi><mn>2</mn></msup></math>'),
    '\\textit{a} \\textsc{b} $x^2$ \\(2\\) x2',
  )
})

t.test('any text comes back', async () => {
  const text = fc.string({ unit: 'grapheme' }).map((s) => s.normalize('NFC').trim())
  fc.assert(fc.property(text, (s) => latexToText(escapeLatex(s)) === s || fc.pre(/^\s|\s$/.test(s))))
  const nasty = fc
    .array(fc.constantFrom(...'\\{}$&%#_~^-`\'"<>/ iab;'), { maxLength: 30 })
    .map((s) => s.join('').trim())
  fc.assert(fc.property(nasty, (s) => latexToText(escapeLatex(s)) === s))
})

t.test('deep and endless input is read in linear time (T12)', async (t) => {
  const hostile = ['{', '$', '\\(', '\\it ', "\\'", '\\url{', '$_{', '{$}', '\\emph', '-', '<i>']
  for (const piece of hostile) {
    const start = performance.now()
    latexToRich(piece.repeat(50_000))
    t.ok(performance.now() - start < 3000, piece)
  }
})
