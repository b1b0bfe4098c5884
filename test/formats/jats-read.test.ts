/** What files of publishers have that our own have not: nothing of it is lost, and nothing keeps the article out. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { jats } from '../../src/formats/jats.ts'
import { lostLeaves, sourceLeaves } from '../judges/source-leaves.ts'

const source = readFileSync(new URL('../fixtures/jats/doubtful.xml', import.meta.url), 'utf8')

t.test('a file with faults', async (t) => {
  const [reading] = jats.read(source)
  if (reading === undefined || 'refusal' in reading) throw new Error('no draft')
  const { article } = admit(reading.draft)
  t.match(article, {
    title: 'Roots ρ in <i>Ficus</i>',
    contributors: [{ family: 'Roy', email: 'mina@example.org' }, { family: 'Sen' }, { family: 'Das' }],
    affiliations: [{ literal: 'Institute A, Delhi' }, { literal: 'Institute B, Pune' }],
    abstracts: [{ sections: [{ paragraphs: ['See the data.'] }] }],
    keywords: [{ vocabulary: 'thesaurus', terms: ['Roots', 'Plants', 'Trees'] }],
    references: [
      { doi: '10.5555/cited', unstructured: 'Yang WD Hake S: J Test doi: 10.5555/cited' },
      { containerTitle: 'Book', url: 'https://example.org/book' },
    ],
  })
  t.equal(article.contributors?.[0]?.orcid, undefined)
  t.equal(article.contributors?.[1]?.email, undefined, 'of two addresses nobody says whose they are')
  t.equal(article.abstracts?.[0]?.kind, undefined)
  t.equal(article.journal?.issn, undefined)
  const left = new Map((article.unmapped ?? []).map(({ path, value }) => [path, value]))
  for (const [path, value] of [
    ['/contributors/0/orcid', '0000-0002-2002-631'],
    ['/journal/issn/electronic', '2643-0912'],
    ['front/article-meta/abstract/ext-link/@href', 'https://example.org/data'],
    ['front/article-meta/funding-group/award-group/principal-award-recipient', 'Roy Mina'],
    ['back/ack', 'We thank Ada.'],
    ['back/fn-group/fn[@fn-type="conflict"]', 'None.'],
  ] as const) {
    t.equal(left.get(path), value, path)
  }
  const codes = reading.notes.map(({ code }) => code)
  t.strictSame(codes.sort(), ['heading-left-out', 'issn-checksum', 'orcid-syntax'])
  t.strictSame(lostLeaves(sourceLeaves(source, jats), [reading]), [])
})
