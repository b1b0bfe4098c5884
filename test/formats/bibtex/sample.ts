/** One article with what a milestone asks of every citation format, and what they find hard. */
import type { Article } from '../../../schemas/article.ts'

export const sample: Article = {
  doi: '10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O',
  type: 'research-article',
  title: 'Growth of <i>E. coli</i> and DNA in H<sub>2</sub>O &amp; the rivers of Western Europe',
  contributors: [
    {
      kind: 'person',
      role: 'author',
      family: 'Berg',
      nonDroppingParticle: 'van der',
      given: 'Jan',
      orcid: '0000-0002-1825-0097',
      affiliations: ['aff1', 'aff2'],
      corresponding: true,
      email: 'jan@example.org',
    },
    { kind: 'person', role: 'author', family: 'King', given: 'Martin Luther', suffix: 'Jr.', affiliations: ['aff2'] },
    { kind: 'group', role: 'author', name: 'The Barnes and Noble Consortium' },
    { kind: 'person', role: 'author', family: 'Madonna' },
  ],
  affiliations: [
    { id: 'aff1', literal: 'Institute of Rivers; Department B, Bergen, Norway', ror: 'https://ror.org/05dxps055' },
    { id: 'aff2', name: 'University of Lakes', city: 'Oslo', country: 'Norway' },
  ],
  journal: {
    title: 'Journal of R&D',
    issn: { print: '0028-0836', electronic: '1476-4687' },
    publisher: { name: 'P & Q', place: 'London' },
  },
  volume: '12',
  issue: '3',
  pages: { first: '635', last: '641' },
  dates: {
    received: '2024-01-18',
    accepted: '2024-02-01',
    publishedOnline: '2024-03-05',
    publishedPrint: '2024-05',
  },
  language: 'en',
  keywords: [{ terms: ['rivers', 'DNA'] }],
  abstracts: [
    {
      sections: [
        { title: 'Background', paragraphs: ['We saw 5% of <tex>x^2</tex>.', 'Twice.'] },
        { title: 'Results', paragraphs: ['Yes.'] },
      ],
    },
  ],
}
