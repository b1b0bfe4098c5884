import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { XmlDocument } from 'libxml2-wasm'
import t from 'tap'
import { documentOf } from '../../src/formats/codec.ts'
import { endnoteXml } from '../../src/formats/endnote-xml.ts'
import { article } from '../arbitraries.ts'
import { endnoteFaults } from '../judges/endnote-xml.ts'
import { articleOf, crowded, full, hostileArticle, sici, site } from './tagged/sample.ts'

const written = (draft: Parameters<typeof articleOf>[0]) => endnoteXml.write(articleOf(draft), site)
/** The texts at a path of a record. */
function texts(record: string, path: string): string[] {
  const document = XmlDocument.fromString(record)
  const found = document.root.find(path).map(({ content }) => content)
  document.dispose()
  return found
}

t.test('every field of EndNote has its part', async (t) => {
  const record = endnoteXml.write(full, site)
  const at = (path: string) => texts(record, path)
  t.same(at('ref-type'), ['17'])
  t.same(at('contributors/authors/author'), [
    'van der Berg, Jan, Jr.',
    'García Márquez, Ana María',
    'Tide Study Group Lund,',
    'Madonna',
  ])
  t.same(at('contributors/secondary-authors/author'), ['Ito, K.'])
  t.same(at('auth-address'), ['Dept of Y, University of X, Town, Chile\nInstitute of Z; Room 5, Berlin'])
  t.same(at('titles/*'), [
    'Growth of E. coli in H2O & air: A study',
    'Journal of Tides',
    'J. Tides',
    'Growth',
    'Crecimiento',
  ])
  t.same(at('periodical/*'), ['Journal of Tides', 'J. Tides'])
  t.same([...at('pages'), ...at('volume'), ...at('number')], ['297-301', '30', '5 Suppl. 1'])
  t.same(at('keywords/keyword'), ['tides, ebb', 'clock'])
  t.same([...at('dates/year'), ...at('dates/pub-dates/date')], ['2024', 'March 5'])
  t.same([...at('publisher'), ...at('pub-location'), ...at('isbn')], ['Shore Press', 'Bergen', '1476-4687'])
  t.same(at('electronic-resource-num'), [sici])
  t.same(at('abstract'), ['Background: We did it.\nAnd x < y.'])
  t.same([...at('accession-num'), ...at('custom2'), ...at('custom7')], ['12345', 'PMC99', 'e77'])
  t.same(at('urls/pdf-urls/url'), ['https://example.org/a.pdf'])
  t.same(at('urls/related-urls/url'), ['https://example.org/a?x=1&y=2'])
  t.match(at('notes')[0], /^Retracted: https:\/\/doi\.org\/10\.5555\/notice \(2025-01-01\)\n/)
  t.match(at('notes')[0], /Received 2023-11-02; Revised 2023-12-01; Revised 2024-01; Accepted 2024-01-09/)
})

t.test('any article is a record of the content models, alone and framed', async (t) => {
  fc.assert(
    fc.property(article(), (one) => {
      const faults = endnoteFaults(endnoteXml.write(one, site))
      if (faults.length > 0) throw new Error(faults.join('; '))
    }),
    { numRuns: 150, seed: 13 },
  )
  t.same(endnoteFaults(documentOf(endnoteXml, full, site)), [])
  const [head, between, tail] = endnoteXml.frame
  const record = endnoteXml.write(full, site)
  t.same(endnoteFaults(head + [record, record].join(between) + tail), [])
})

t.test('marks become faces; what has no face becomes text', async (t) => {
  const record = written({ title: 'A<i>b<sup>c</sup></i><sc>D</sc><tex>x^2</tex>', shortTitle: '<o>E</o> &lt;i&gt;' })
  t.match(record, /<style face="italic superscript" font="default" size="100%">c<\/style>/)
  t.same(texts(record, 'titles/*'), ['AbcDx^2', 'E <i>'])
})

t.test('what no encoding can hold, and what would end an element, does no harm', async (t) => {
  const record = endnoteXml.write(hostileArticle, site)
  t.same(endnoteFaults(record), [])
  t.notMatch(record, /<script>/)
})

t.test('dates keep their precision', async (t) => {
  const dateOf = (published: string) => texts(written({ dates: { published } }), 'dates/*')
  t.same(dateOf('2024'), ['2024'])
  t.same(dateOf('2024-03'), ['2024', 'March'])
  t.same(dateOf('2024-22'), ['2024', 'Summer'])
  t.same(texts(written({ dates: { published: { literal: 'n.d.' } } }), 'dates'), [])
})

t.test('five thousand authors are five thousand elements', async (t) => {
  t.equal(texts(endnoteXml.write(crowded(5000), site), 'contributors/authors/author').length, 5000)
})

const bibutils = spawnSync('endx2xml', ['--version']).error === undefined
t.test('bibutils reads it', { skip: !bibutils && 'bibutils is not installed' }, async (t) => {
  const { stdout } = spawnSync('endx2xml', [], { input: documentOf(endnoteXml, full, site), encoding: 'utf8' })
  for (const part of [
    '<namePart type="family">García Márquez</namePart>',
    '<title>Journal of Tides</title>',
    '<identifier type="issn">1476-4687</identifier>',
  ]) {
    t.ok(stdout.includes(part), part)
  }
})
