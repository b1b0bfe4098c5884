import { createRequire } from 'node:module'
import { parse } from '@retorquere/bibtex-parser'
import t from 'tap'
import { bibtex } from '../../../src/formats/bibtex.ts'
import { sample } from './sample.ts'

// Citation.js has no types; this is the part of its interface that is used here.
interface CitationJs {
  readonly Cite: new (text: string) => { readonly data: readonly Record<string, unknown>[] }
}
const require = createRequire(import.meta.url)
const { Cite } = require('@citation-js/core') as CitationJs
require('@citation-js/plugin-bibtex')

const text = bibtex.write(sample)

t.test('Citation.js reads the standard fields', async (t) => {
  const [item] = new Cite(text).data
  t.match(item, {
    type: 'article-journal',
    title: 'Growth of <i>E. coli</i> and DNA in H<sub>2</sub>O & the rivers of Western Europe',
    author: [
      { given: 'Jan', family: 'Berg', 'non-dropping-particle': 'van der', _orcid: '0000-0002-1825-0097' },
      { given: 'Martin Luther', family: 'King', suffix: 'Jr.' },
      { family: 'The Barnes and Noble Consortium' },
      { family: 'Madonna' },
    ],
    'container-title': 'Journal of R&D',
    issued: { 'date-parts': [[2024, 3, 5]] },
    volume: '12',
    issue: '3',
    page: '635-641',
    DOI: sample.doi,
    ISSN: '1476-4687',
    publisher: 'P & Q',
  })
})

t.test('the parser of Better BibTeX reads the same', async (t) => {
  const { entries, errors } = parse(text, {})
  t.strictSame(errors, [])
  t.match(entries[0]?.fields, {
    author: [
      { lastName: 'Berg', firstName: 'Jan', prefix: 'van der' },
      { lastName: 'King', firstName: 'Martin Luther', suffix: 'Jr.' },
      { name: 'The Barnes and Noble Consortium' },
      { name: 'Madonna' },
    ],
    journal: 'Journal of R&D',
    year: '2024',
    month: '3',
    volume: '12',
    number: '3',
    pages: '635–641',
    doi: sample.doi,
  })
  t.match(entries[0]?.fields.title, /DNA.*Western Europe/)
})
