import { equal } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import Type from 'typebox'
import { isBare } from '../../../src/formats/bibtex/bare.ts'
import { isSimpleName } from '../../../src/formats/bibtex/names.ts'
import { formatNotation, parseNotation } from '../../../src/formats/bibtex/notation.ts'
import { escapeAscii, escapeLatex, richToLatex } from '../../../src/text/latex.ts'

t.test('plain words are bare', async (t) => {
  for (const text of [
    'aff1',
    'Ghent University',
    '0000-0002-1825-0097',
    "O'Neill",
    'https://example.org/a?b:c@d(e)!',
  ]) {
    t.ok(isBare(text), text)
  }
})

t.test('whatever LaTeX, a list or an annotation would take for something is not', async (t) => {
  for (const sign of '\\{}$&%#_~^`<,;="\t\n\r\f\v\0é\u00a0') t.notOk(isBare(`a${sign}b`), JSON.stringify(sign))
  for (const text of ['', ' a', 'a ', 'a  b', 'a--b', "a''b"]) t.notOk(isBare(text), JSON.stringify(text))
})

t.test('a bare text is what every way of escaping leaves as it is', async () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab -\'?!.:;,=<>&{}$%"`@/\\~\té') })
  const list = Type.Array(Type.String())
  fc.assert(
    fc.property(text, (value) => {
      if (!isBare(value)) return
      for (const written of [escapeLatex, escapeAscii, richToLatex]) equal(written(value), value)
      equal(formatNotation([value, value], list, escapeLatex), `${value}, ${value}`)
      equal(JSON.stringify(parseNotation(`${value}, ${value}`, list)), JSON.stringify([value, value]))
    }),
    { numRuns: 5000 },
  )
})

t.test('a name of three letters is as plain as any, but for the word that parts names', async (t) => {
  for (const [family, given] of [
    ['Ito', 'Ann'],
    ['Li', 'Jun'],
    ['Berg', 'Éva'],
  ] as const)
    t.ok(isSimpleName(family, given))
  for (const [family, given] of [
    ['And', 'Ann'],
    ['Ito', 'AND'],
    ['Berg', 'and'],
  ] as const)
    t.notOk(isSimpleName(family, given))
})
