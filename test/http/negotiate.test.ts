import t from 'tap'
import { negotiate, splitOutsideQuotes } from '../../src/http/negotiate.ts'

const offers = [
  { types: ['application/json'] },
  { types: ['application/vnd.citationstyles.csl+json', 'application/citeproc+json'] },
  { types: ['application/x-bibtex', 'text/x-bibtex'] },
  { types: ['text/html'] },
]
const json = 'application/json'
const csl = 'application/vnd.citationstyles.csl+json'
const bibtex = 'application/x-bibtex'

t.test('Accept headers, those of the standard and those that clients send', async (t) => {
  const cases: readonly (readonly [accept: string | undefined, chosen: string | undefined])[] = [
    [undefined, json],
    ['', json],
    ['*/*', json],
    ['application/*', json],
    ['text/*', 'text/html'],
    ['text/x-bibtex', bibtex],
    ['APPLICATION/X-BIBTEX', bibtex],
    ['application/x-bibtex; charset=utf-8', bibtex],
    ['application/x-bibtex;q=0.5, application/json;q=0.4', bibtex],
    ['application/x-bibtex, */*', bibtex],
    ['*/*, application/x-bibtex', bibtex],
    ['application/*;q=0.9, application/x-bibtex;q=0.1', json],
    ['application/json;q=0, */*', csl],
    ['application/json;q=0.0, application/*;q=0.5', csl],
    ['application/xml', undefined],
    ['application/json;q=0', undefined],
    [
      'application/vnd.datacite.datacite+json, application/vnd.crossref.unixref+xml, application/vnd.citationstyles.csl+json',
      csl,
    ],
    ['transform/application/vnd.citationstyles.csl+json', json],
    ['garbage', json],
    [', ,', json],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['text/x-bibliography; style = apa; locale = en-US', undefined],
    ['application/json;profile="a,b;c";q=0.2, application/x-bibtex;q=0.3', bibtex],
    ['application/json;q=nonsense', json],
    ['application/json;q=1.0000', json],
    [`${'x/y,'.repeat(5000)}application/x-bibtex`, undefined],
  ]
  for (const [accept, chosen] of cases)
    t.equal(negotiate(accept, offers)?.types[0], chosen, String(accept).slice(0, 90))
})

t.test('a separator inside quotation marks is text', async (t) => {
  t.strictSame(splitOutsideQuotes('a;b="c;d\\";e";f', ';'), ['a', 'b="c;d\\";e"', 'f'])
})
