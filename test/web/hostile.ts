/** A record of which every text would do harm if it came into a page as mark-up, and one of everything that pages show. */

const bad = (name: string): string => `"><script>alert('${name}')</script><img src=x onerror=alert(1)>&lt;b onclick=x`

/** As text of the notation for titles: the signs are characters. */
const rich = (name: string): string =>
  bad(name).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const hostile = {
  doi: '10.5555/"><script>x</script>',
  type: 'research-article',
  heading: bad('heading'),
  title: `Title ${rich('title')} <sc>caps</sc> <o>over</o>`,
  subtitle: rich('subtitle'),
  translatedTitles: [{ title: rich('translated'), language: 'de' }],
  contributors: [
    {
      kind: 'person',
      role: 'author',
      family: bad('family'),
      given: 'A',
      affiliations: ['a1'],
      orcid: '0000-0002-1825-0097',
    },
    { kind: 'group', role: 'editor', name: bad('group') },
    { kind: 'literal', role: 'author', literal: bad('literal'), corresponding: true, email: "a'b@example.org" },
  ],
  affiliations: [{ id: 'a1', literal: bad('place'), ror: 'https://ror.org/05dxps055' }],
  journal: { title: bad('journal'), publisher: { name: bad('publisher') } },
  volume: bad('volume'),
  issue: bad('issue'),
  pages: { first: bad('page') },
  dates: { received: '2023-01-02', accepted: { literal: bad('date') }, publishedOnline: '2023-05' },
  abstracts: [
    { kind: bad('kind'), language: 'en', sections: [{ title: rich('section'), paragraphs: [rich('paragraph')] }] },
  ],
  keywords: [{ vocabulary: bad('vocabulary'), terms: [rich('term')] }],
  licences: [{ url: 'https://example.org/"><script>', text: bad('licence') }],
  copyright: { statement: bad('copyright') },
  funding: [{ funder: { name: bad('funder') }, awards: [bad('award')] }],
  fundingStatement: bad('statement'),
  subjects: [bad('subject')],
  links: [{ kind: 'pdf', url: "https://example.org/'onmouseover=alert(1)//" }],
  references: [
    { unstructured: rich('reference') },
    { authors: [{ literal: bad('name') }], title: rich('work'), doi: '10.5555/"><script>y' },
  ],
  relations: [
    { type: 'corrected-by', url: 'https://example.org/"><script>' },
    { type: 'other', label: bad('label') },
  ],
  identifiers: [{ type: bad('type'), value: bad('value') }],
}

/** As a query. */
export const hostileQuery = bad('query')
