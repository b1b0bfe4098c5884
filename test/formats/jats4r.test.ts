import fc from 'fast-check'
import t from 'tap'
import { jats } from '../../src/formats/jats.ts'
import { article } from '../arbitraries.ts'
import { judgeJats4r, rules } from '../judges/jats4r.ts'

t.test('what is written follows JATS4R, as far as the record goes', async (t) => {
  fc.assert(
    fc.property(article(), (one) => {
      const document = jats.write(one)
      t.strictSame(judgeJats4r(document), [], document)
    }),
    { numRuns: 150 },
  )
})

/** A document that breaks each rule, in the order of the rules: the judge can fail. */
const broken: readonly string[] = [
  '<permissions><license href="https://a.example/"><license_ref>https://b.example/</license_ref></license></permissions>',
  '<contrib-group><contrib><contrib-id>1</contrib-id></contrib></contrib-group>',
  '<aff><institution-id>1</institution-id></aff>',
  '<contrib-group><contrib><contrib-id contrib-id-type="orcid">0000-0002-1825-0097</contrib-id></contrib></contrib-group>',
  '<xref ref-type="fn" rid="a"/><aff id="a">A</aff>',
  '<xref ref-type="aff" rid="b"/><aff id="a">A</aff>',
  '<aff><sup>1</sup>A</aff>',
  '<aff><country country="Kenya">Kenya</country></aff>',
  '<aff><institution-id institution-id-type="ror">ror.org/02mhbdp94</institution-id></aff>',
  '<contrib-group><contrib><collab> </collab></contrib></contrib-group>',
  '<contrib-group><contrib><role vocab="credit" vocab-term="Software">Software</role></contrib></contrib-group>',
  '<funding-group/><funding-group/>',
  '<funding-group><award-group><funding-source>A</funding-source><funding-source>B</funding-source></award-group></funding-group>',
  '<funding-group><award-group><funding-source><institution-wrap><institution-id institution-id-type="doi">10.13039/100000001</institution-id></institution-wrap></funding-source></award-group></funding-group>',
  '<abstract><sec/></abstract>',
  '<related-object document-id-type="clinical-trial-number"/>',
  '<pub-date iso-8601-date="2024-02-03"><day>3</day><month>3</month><year>2024</year></pub-date>',
  '<pub-id>1</pub-id>',
  '<article-id pub-id-type="doi">https://doi.org/10.5555/1</article-id>',
]

t.test('every rule can be broken', async (t) => {
  t.equal(broken.length, rules.length)
  for (const [n, { rule }] of rules.entries()) {
    const found = judgeJats4r(`<article><front><article-meta>${broken[n]}</article-meta></front></article>`)
    t.ok(
      found.some((fault) => fault.startsWith(rule)),
      rule,
    )
  }
})
