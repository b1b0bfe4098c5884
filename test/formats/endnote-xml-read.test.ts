import { readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { documentOf } from '../../src/formats/codec.ts'
import { endnoteXml } from '../../src/formats/endnote-xml.ts'
import { lessened } from '../../src/formats/losses.ts'
import { sourceFates, sourceLeaves } from '../judges/source-leaves.ts'
import { full, site } from './tagged/sample.ts'

const fixture = readFileSync(new URL('../fixtures/endnote-xml/library.xml', import.meta.url), 'utf8')
const draftOf = (text: string) => {
  const [reading] = endnoteXml.read(text)
  if (!reading || 'refusal' in reading) throw new Error('not read')
  return reading.draft
}

t.test('what was written is read, with its faces', async (t) => {
  const { article } = admit(draftOf(documentOf(endnoteXml, full, site)))
  t.equal(article.title, 'Growth of <i>E. coli</i> in H<sub>2</sub>O &amp; air: A study')
  t.strictSame(article.abstracts?.[0]?.sections, [{ paragraphs: ['Background: We <b>did</b> it.', 'And x &lt; y.'] }])
  t.strictSame(article, lessened(full, endnoteXml))
})

t.test('a library: faces, addresses, media of ISSN, identifiers of PubMed', async (t) => {
  const draft = draftOf(fixture)
  t.match(draft, {
    doi: '10.5555/t.3',
    title: 'Growth of <i>E. coli</i> in H<sub>2</sub>O',
    affiliations: [{ literal: 'Department of Seas, University of X' }, { literal: 'Institute of Z' }],
    journal: { issn: { electronic: '1532-1827', linking: '0028-0836' } },
    keywords: [{ terms: ['Aged, 80 and over'] }],
    dates: { published: '2015-03-03' },
    abstracts: [{ sections: [{ paragraphs: ['One.', 'Two.'] }] }],
    identifiers: [{ type: 'pii' }, { type: 'pmid', value: '25647015' }, { type: 'pmcid', value: 'PMC123' }],
  })
  t.match(draft.unmapped, [{ path: 'urls/pdf-urls/url', value: 'file://localhost/a.pdf' }])
  t.doesNotThrow(() => admit(draft))
  const fates = sourceFates(sourceLeaves(fixture, endnoteXml), endnoteXml.read(fixture))
  t.strictSame(
    fates.filter(({ fate }) => fate === 'lost'),
    [],
  )
})

t.test('another document is not read', async (t) => {
  t.throws(() => endnoteXml.read('<html><body/></html>'), { code: 'unreadable', message: /Line 1/ })
  t.throws(() => endnoteXml.read('<xml><records>'), { code: 'unreadable' })
  t.equal(endnoteXml.sniffs('<article/>'), 0)
})
