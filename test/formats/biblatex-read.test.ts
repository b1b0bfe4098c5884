import { readFileSync } from 'node:fs'
import t from 'tap'
import { biblatex } from '../../src/formats/biblatex.ts'
import { bibtex } from '../../src/formats/bibtex.ts'

const text = readFileSync(new URL('../fixtures/biblatex/periodical-and-containers.bib', import.meta.url), 'utf8')

t.test('fields are inherited as biblatex hands them on', async (t) => {
  const readings = biblatex.read(text)
  t.strictSame(
    readings.map(({ place }) => place),
    ['rivers', 'tides', 'weir', 'meeting'],
  )
  t.match(readings[1], {
    draft: {
      title: 'Tides',
      subtitle: 'A Reader',
      // Neither the DOI nor the abstract of the issue is the article’s.
      doi: undefined,
      abstracts: undefined,
      translatedTitles: [{ title: 'Gezeiten', language: 'de' }],
      journal: {
        title: 'Journal of Rivers',
        issn: { unspecified: ['2434-561X'] },
        publisher: { name: 'Example Press', place: 'Ghent' },
      },
      dates: { published: '2021-03' },
      language: 'en-GB',
      identifiers: [{ type: 'arxiv', value: '2101.00001' }],
      contributors: [
        { family: 'Beumont', given: 'Simon', droppingParticle: 'de', orcid: '0000-0002-1825-0097' },
        { family: 'Khan', orcid: undefined },
      ],
    },
  })
  t.match(readings[2], {
    draft: {
      title: 'Weirs',
      journal: { title: 'Meeting on Weirs' },
      dates: { published: '2019-05-01/2019-05-03' },
      contributors: [
        { role: 'editor', family: 'Silva' },
        { role: 'other', family: 'Ito' },
      ],
    },
    notes: [{ code: 'inherited' }, { code: 'entry-type' }, { code: 'booktitle' }, { code: 'role' }],
  })
})

t.test('what cannot be an ORCID is kept apart', async (t) => {
  const [, tides] = biblatex.read(text)
  const unmapped = tides && 'draft' in tides ? tides.draft.unmapped : []
  t.match(
    unmapped?.find(({ path }) => path === 'tides/author+an:orcid'),
    { value: /0000-0002-1825-0098/ },
  )
})

t.test('it is told from BibTeX by its fields', async (t) => {
  t.ok(biblatex.sniffs(text) > bibtex.sniffs(text))
  const classic = '@article{a,\n  journal = {J},\n  year = 2020\n}'
  t.ok(bibtex.sniffs(classic) > biblatex.sniffs(classic))
})

t.test('entries that inherit in a circle, or too much, end', async (t) => {
  const circle = '@book{a, crossref = {b}}\n@book{b, crossref = {a}, title = {B}}'
  t.match(biblatex.read(circle), [{ draft: { title: 'B' } }, { draft: { title: 'B' } }])
  const heavy = `@book{p, note2 = {${'x'.repeat(500_000)}}}\n${'@book{c, crossref = {p}}\n'.repeat(5000)}`
  const start = performance.now()
  t.equal(biblatex.read(heavy).length, 5001)
  t.ok(performance.now() - start < 3000)
})
