import { readFileSync } from 'node:fs'
import t from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { createVerification } from '../../src/verify/verify.ts'
import { judgeJats } from '../judges/jats-dtd.ts'

const document = readFileSync(new URL('../fixtures/jats/written.xml', import.meta.url), 'utf8')
const { judge, assert, covers } = createVerification()

t.test('it judges as libxml2 does with the DTD’s own files', async (t) => {
  const damages: readonly (readonly [from: string | RegExp, to: string, pointer: string])[] = [
    ['<volume>', '<issue>9</issue><volume>', ''],
    [/<article-title>/, '<article-title><sec/>', '/title'],
    [/<contrib-group>/, '<contrib-group><year>1</year>', '/contributors'],
    [/rid="aff1"/, 'rid="nowhere"', '/contributors'],
    [/<permissions>/, '<permissions><p/>', '/licences'],
  ]
  t.strictSame(judge('jats', document), [])
  t.strictSame(judgeJats(document), [])
  for (const [from, to, pointer] of damages) {
    const damaged = document.replace(from, to)
    t.not(damaged, document, String(from))
    const findings = judge('jats', damaged)
    t.ok(findings.length > 0, to)
    t.ok(judgeJats(damaged).length > 0, to)
    if (pointer !== '')
      t.ok(
        findings.some((finding) => finding.pointer === pointer),
        `${to}: ${JSON.stringify(findings)}`,
      )
    t.throws(() => assert('jats', damaged), Refusal)
  }
})

t.test('what is no JATS is told, and what has no judge passes', async (t) => {
  t.match(judge('jats', '<article/>'), [{ code: 'jats-invalid', message: /DOCTYPE/ }])
  t.match(judge('jats', document.replace('</article>', '')), [{ code: 'jats-invalid' }])
  t.strictSame(judge('bibtex', 'anything'), [])
  t.strictSame([covers('jats'), covers('bibtex')], [true, false])
})
