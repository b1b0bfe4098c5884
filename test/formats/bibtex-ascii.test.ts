import fc from 'fast-check'
import t from 'tap'
import type { Article } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { bibtex } from '../../src/formats/bibtex.ts'
import { bibtexAscii } from '../../src/formats/bibtex-ascii.ts'
import { lessened } from '../../src/formats/losses.ts'
import { escapeAscii, latexToText, spelled } from '../../src/text/latex.ts'
import { article } from '../arbitraries.ts'

const letters: readonly (readonly [what: string, text: string, latex: string, said?: string])[] = [
  ['an accent without a blank', 'Éva Müller', '{\\\'E}va M{\\"u}ller'],
  ['an accent that is a word', 'Řehůřek', '{\\v{R}}eh{\\r{u}}{\\v{r}}ek'],
  ['an accent over i', 'naïve', 'na{\\"i}ve'],
  ['two accents on one letter', 'Nguyễn', 'Nguy{\\~{\\^e}}n'],
  ['accents that came apart', 'e\u0301tude', "{\\'e}tude"],
  ['a dotless letter under an accent', 'Domı\u0301nguez, ȷ\u0302', "Dom{\\'i}nguez, {\\^j}", 'Domínguez, ĵ'],
  ['a dotless letter', 'Işık', 'I{\\c{s}}{\\i}k'],
  ['letters of their own', 'Łódź, Straße, Ærø', "{\\L}{\\'o}d{\\'z}, Stra{\\ss}e, {\\AE}r{\\o}"],
  ['ligatures come apart', 'ﬁeld', 'field', 'field'],
  ['a Greek letter', 'β-carotene', '\\ensuremath{\\beta}-carotene'],
  ['a root that has no argument', '√s', '\\ensuremath{\\surd}s'],
  ['a Greek word', 'Αθήνα', 'Athina', 'Athina'],
  ['Cyrillic', 'Москва, Щукин', 'Moskva, Shchukin', 'Moskva, Shchukin'],
  ['what LaTeX has no word for', '王', '[U+738B]', '[U+738B]'],
  ['a mark that LaTeX does not have', 'Thảo', 'Thao', 'Thao'],
  ['quotation marks and dashes', '“a” – O’Neill', "{``}a{''} {--} O'Neill", "“a” – O'Neill"],
  ['invisible characters', 'a\u00adb\u200bc', 'abc', 'abc'],
  ['what is no mark does not become one', '＜i＞', '[U+FF1C]i[U+FF1E]', '[U+FF1C]i[U+FF1E]'],
  ['characters of LaTeX', 'é & 5%', "{\\'e} \\& 5\\%"],
]
for (const [what, text, latex, said = text.normalize('NFC')] of letters) {
  t.test(what, async (t) => {
    t.equal(escapeAscii(text), latex)
    t.equal(spelled(text), said)
    t.equal(latexToText(latex), said)
  })
}

t.test('of any article there is nothing but ASCII, and it reads as what is declared', async (t) => {
  // Signs of sums and roots read back as mathematics.
  const operators = /[∑∏∫√]/
  fc.assert(
    fc.property(article(), (one) => {
      const text = bibtexAscii.write(one)
      if (!/^[\n -~]*$/.test(text)) throw new Error(text)
      if (operators.test(JSON.stringify(one).normalize('NFKC'))) return
      const [reading] = bibtex.read(text)
      if (!reading || 'refusal' in reading) throw new Error('not read back')
      t.strictSame(admit(reading.draft).article, lessened(one, bibtexAscii), text)
    }),
    { numRuns: 120, seed: 6 },
  )
})

t.test('addresses are percent-encoded, the key is that of every other format', async (t) => {
  const one: Article = {
    doi: '10.5555/Über',
    contributors: [{ kind: 'person', role: 'author', family: 'Жуйков' }],
    links: [{ url: 'https://example.org/é', kind: 'pdf' }],
  }
  const text = bibtexAscii.write(one)
  t.match(text, 'doi = {https://doi.org/10.5555/%C3%9Cber}')
  t.match(text, 'url=https://example.org/\\%C3\\%A9')
  t.equal(text.split('\n')[0], bibtex.write(one).split('\n')[0])
  t.match(bibtexAscii.write({ doi: '10.1002/(SICI)1-8<1::AID>3.0' }), 'doi = {10.1002/(SICI)1-8<1::AID>3.0}')
})
