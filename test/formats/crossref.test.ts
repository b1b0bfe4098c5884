import fc from 'fast-check'
import { XmlDocument } from 'libxml2-wasm'
import t from 'tap'
import { type Article, articleTypes, type Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { documentOf } from '../../src/formats/codec.ts'
import { crossref } from '../../src/formats/crossref.ts'
import { fatesOf } from '../../src/formats/losses.ts'
import { unixref } from '../../src/formats/unixref.ts'
import { article } from '../arbitraries.ts'
import { judgeOrder } from '../judges/crossref-order.ts'
import { absent, brokenAssertions, judgeDeposit } from '../judges/crossref-xsd.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const policy = { crossmarkPolicy: '10.5555/policy' }
const sici = '10.1002/(SICI)1096-911X(199805)30:5<297::AID-MPO7>3.0.CO;2-A'
const written = (draft: Draft, options?: object) =>
  crossref.write(
    admit({ doi: '10.5555/a', journal: { title: 'Water' }, dates: { published: '2024' }, ...draft }).article,
    site,
    options,
  )
const author = (name: object): Draft => ({ contributors: [{ kind: 'person', role: 'author', ...name }] as never })
/** The registry wants a year, which no writer may make up. */
const dated = (one: Article): Article => ({ ...one, dates: { ...one.dates, published: '2020-05-06' } })

t.test('a deposit is valid by schema 5.5.0', { skip: absent }, async (t) => {
  fc.assert(
    fc.property(article(), fc.boolean(), (one, marked) => {
      t.same(judgeDeposit(crossref.write(dated(one), site, marked ? policy : {})), [])
    }),
    { numRuns: 120, seed: 3 },
  )
})

/** Every free text of the record made shorter or longer than any element takes. */
const free =
  /^(title|heading|name|literal|family|given|suffix|volume|issue|supplement|city|country|department|place|value|statement|holder|key|edition|first|last|publisher|label)$/
function stretched<T>(value: T, to: (text: string) => string): T {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, member]) =>
    typeof member === 'string' && free.test(name) ? [name, to(member)] : [name, stretched(member, to)],
  )
  // A list or an object of the same members.
  return (Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries)) as T
}

t.test('texts of any length are valid', { skip: absent }, async (t) => {
  fc.assert(
    fc.property(article(), fc.boolean(), (one, isLong) => {
      const other = stretched(dated(one), (text) =>
        isLong ? '語 of many words '.repeat(400) : /^[a-z]/i.test(text) ? 'x' : '😀',
      )
      t.same(judgeDeposit(crossref.write(other, site, policy)), [])
    }),
    { numRuns: 40, seed: 6 },
  )
})

t.test('every article type has a valid deposit', { skip: absent }, async (t) => {
  for (const type of articleTypes) {
    const draft: Draft = {
      type,
      title: 'A',
      dates: { published: '2024-02-03' },
      relations: [{ type: 'reviews', doi: '10.5555/b' }],
    }
    t.same(judgeDeposit(written(draft)), [], type)
  }
})

t.test('a year is all that a deposit without dates lacks', async (t) => {
  const year =
    /<publication_date media_type="other"><year>2020<\/year><\/publication_date>|<posted_date><year>2020<\/year><\/posted_date>/g
  const options = { timestamp: '20240101000000' }
  fc.assert(
    fc.property(article(), ({ dates: _, ...one }) => {
      const document = crossref.write({ ...one, dates: { published: '2020' } }, site, options)
      t.equal(crossref.write(one, site, options), document.replace(year, ''))
    }),
    { numRuns: 60, seed: 4 },
  )
})

t.test('elements stand in the order of the schema, in a deposit and in the result of a query', async (t) => {
  fc.assert(
    fc.property(article(), (one) => {
      const documents = [crossref.write(one, site), crossref.write(one, site, policy), documentOf(unixref, one, site)]
      for (const document of documents) {
        t.same(judgeOrder(document), [])
        t.same(brokenAssertions(document), [])
      }
    }),
    { numRuns: 80, seed: 5 },
  )
})

t.test('the judges see what is wrong', async (t) => {
  const role = '<person_name><surname>A</surname></person_name>'
  t.match(brokenAssertions(role), ['person_name: neither @contributor_role nor role'])
  t.match(brokenAssertions('<role vocab="credit" type="chair"/>'), [/chair/])
  t.match(judgeOrder('<pages><last_page>2</last_page><first_page>1</first_page></pages>'), [
    'pages: last_page first_page',
  ])
  if (!absent) t.not(judgeDeposit(written({ title: 'A' }).replace('<timestamp>', '<timestamp>x')).length, 0)
})

const says: readonly (readonly [what: string, draft: Draft, xml: string])[] = [
  ['particles stand in the names', author({ family: 'Berg', nonDroppingParticle: 'van der', given: 'Jan' }), '<given_name>Jan</given_name><surname>van der Berg</surname>'],
  ['a given name alone is a surname and says so', author({ given: 'Madonna' }), 'name-style="given-only"><surname>Madonna</surname>'],
  ['a suffix', author({ family: 'King', given: 'Martin', suffix: 'Jr.' }), '<surname>King</surname><suffix>Jr.</suffix>'],
  ['a native name', author({ family: 'Wang', native: { name: '王小明', language: 'zh' } }), '<alt-name><string-name language="zh">王小明</string-name></alt-name>'],
  ['an ORCID iD that was confirmed', author({ family: 'A', orcid: '0000-0002-1825-0097', orcidAuthenticated: true }), '<ORCID authenticated="true">https://orcid.org/0000-0002-1825-0097</ORCID>'],
  ['a group without its members', { contributors: [{ kind: 'group', role: 'author', name: 'ATLAS', members: [{ kind: 'person', role: 'author', family: 'Khan' }] }] }, '<contributors><organization sequence="first" contributor_role="author">ATLAS</organization></contributors>'],
  ['an accented name in composed letters', author({ family: 'E\u0301tienne' }), '<surname>Étienne</surname>'],
  ['face mark-up', { title: 'H<sub>2</sub>O <sc>x</sc> & <o>y</o>' }, '<title>H<sub>2</sub>O <scp>x</scp> &amp; <ovl>y</ovl></title>'],
  ['MathML', { title: '<math><mi>x</mi></math>' }, '<title><mml:math><mml:mi>x</mml:mi></mml:math></title>'],
  ['a script is text', { title: '<script>alert(1)</script>' }, '<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>'],
  ['a SICI DOI as it is', { doi: sici }, `<doi>${sici.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</doi>`],
  ['a SICI DOI in an address', { doi: sici }, '<resource mime_type="text/html">https://colophon.example/10.1002/(SICI)1096-911X(199805)30:5%3C297::AID-MPO7%3E3.0.CO;2-A</resource>'],
  ['the landing page where there is one', { links: [{ url: 'https://example.org/1', kind: 'landing' }] }, '<resource>https://example.org/1</resource>'],
  ['online and print', { dates: { publishedOnline: '2024-05-06', publishedPrint: '2024-06' } }, '<publication_date media_type="online"><month>05</month><day>06</day><year>2024</year></publication_date><publication_date media_type="print"><month>06</month><year>2024</year></publication_date>'],
  ['a year is no first of January', { dates: { published: '2024' } }, '<publication_date media_type="other"><year>2024</year></publication_date>'],
  ['a season', { dates: { published: '2024', issue: '2024-21' } }, '<publication_date media_type="other"><month>21</month><year>2024</year></publication_date>'],
  ['the beginning of a range', { dates: { published: '2024-01/2024-02' } }, '<month>01</month><year>2024</year>'],
  ['acceptance', { dates: { published: '2024', accepted: '2024-03-15' } }, '<acceptance_date><month>03</month><day>15</day><year>2024</year></acceptance_date>'],
  ['an article number', { articleNumber: 'e42' }, '<item_number item_number_type="article_number">e42</item_number>'],
  ['a span in words', { pages: { literal: '12-15, 20' } }, '<first_page>12</first_page><other_pages>12-15, 20</other_pages>'],
  ['a retraction', { title: 'A', relations: [{ type: 'retracted-by', doi: '10.5555/r' }] }, '<title>RETRACTED: A</title>'],
  ['what retracted it', { relations: [{ type: 'retracted-by', doi: '10.5555/r' }] }, '<rel:description>Retracted by</rel:description>'],
  ['a correction', { relations: [{ type: 'corrects', doi: '10.5555/r' }] }, '<rel:description>Corrects</rel:description>'],
  ['a concern', { relations: [{ type: 'has-expression-of-concern', doi: '10.5555/r' }] }, '<rel:description>Expression of concern</rel:description>'],
  ['a preprint of its own kind', { type: 'preprint', dates: { posted: '2024-05-06' } }, '<institution><institution_name>Water</institution_name></institution>'],
  ['an article of no journal as posted content', { journal: {} }, '<posted_content type="other">'],
  ['a funder by its id', { funding: [{ funder: { name: 'SNSF', doi: '10.13039/501100001711' }, awards: ['1'] }] }, '<fr:assertion name="funder_name">SNSF<fr:assertion name="funder_identifier">https://doi.org/10.13039/501100001711</fr:assertion></fr:assertion><fr:assertion name="award_number">1</fr:assertion>'],
  ['a trial in its registry', { clinicalTrials: [{ number: 'NCT01234567', stage: 'pre-results' }] }, '<ct:clinical-trial-number registry="10.18810/clinical-trials-gov" type="preResults">NCT01234567</ct:clinical-trial-number>'],
  ['a reference as printed', { references: [{ unstructured: 'Anon. <i>Thing</i>.' }] }, '<citation key="ref1"><unstructured_citation>Anon. <i>Thing</i>.</unstructured_citation></citation>'],
] // biome-ignore format: a table

for (const [what, draft, xml] of says) {
  t.test(`a deposit says ${what}`, async (t) => t.ok(written(draft).includes(xml), written(draft)))
}

t.test('the history of the article needs a policy in a deposit, and nothing in a result', async (t) => {
  const draft: Draft = { dates: { published: '2024', received: '2023-11-02', revised: ['2024-01', '2024-02-03'] } }
  const one = admit({ doi: '10.5555/a', journal: { title: 'Water' }, ...draft }).article
  const received = 'name="received" label="Received" group_name="publication_history"'
  t.notOk(crossref.write(one, site).includes('assertion name="received"'))
  t.match(crossref.write(one, site, policy), received)
  t.match(crossref.write(one, site, policy), '<crossmark_policy>10.5555/policy</crossmark_policy>')
  t.match(documentOf(unixref, one, site), received)
  t.equal(fatesOf(one, crossref).find(({ pointer }) => pointer === '/dates/received')?.fate, 'dropped')
  t.equal(fatesOf(one, unixref).find(({ pointer }) => pointer === '/dates/received')?.fate, 'kept')
})

t.test('a notice updates what it retracts', async (t) => {
  const draft: Draft = {
    type: 'partial-retraction',
    dates: { published: '2024-05-06' },
    relations: [{ type: 'retracts', doi: '10.5555/r' }],
  }
  t.match(
    written(draft, policy),
    '<updates><update type="partial_retraction" date="2024-05-06">10.5555/r</update></updates>',
  )
})

t.test('the head is made of the record, or of what the depositor says', async (t) => {
  const draft: Draft = { dates: { received: '2023-11-02', published: '2024-05' } }
  t.match(written(draft), '<doi_batch_id>10.5555/a_20240500000000</doi_batch_id><timestamp>20240500000000</timestamp>')
  t.match(
    written(draft),
    '<depositor_name>Colophon</depositor_name><email_address>postmaster@colophon.example</email_address>',
  )
  const said = written(draft, {
    timestamp: '20250101120000',
    email: 'doi@example.org',
    depositor: 'Press',
    registrant: 'Press Ltd',
  })
  t.match(
    said,
    '<timestamp>20250101120000</timestamp><depositor><depositor_name>Press</depositor_name><email_address>doi@example.org</email_address></depositor><registrant>Press Ltd</registrant>',
  )
})

t.test('Zotero finds a result by its bare tag in the first lines, without namespaces', async (t) => {
  const one = admit({ doi: '10.5555/a', title: 'A', journal: { title: 'Water' } }).article
  const document = documentOf(unixref, one, site)
  t.ok(document.split('\n').slice(0, 7).join('\n').includes('<crossref>'))
  t.notMatch(document, /xmlns="/)
})

t.test('the paths that Zotero reads', async (t) => {
  const draft: Draft = {
    title: 'A',
    volume: '5',
    issue: '2',
    journal: { title: 'Water', issn: { print: '0028-0836' } },
    pages: { first: '1' },
    dates: { publishedPrint: '2024-06' },
    contributors: [{ kind: 'person', role: 'author', family: 'Khan', given: 'A.' }],
  }
  const document = XmlDocument.fromString(documentOf(unixref, admit({ doi: '10.5555/a', ...draft }).article, site))
  const at = (path: string) => document.get(`/doi_records/doi_record/crossref/journal/${path}`)?.content
  const paths = {
    'journal_metadata/full_title[1]': 'Water',
    'journal_metadata/issn': '0028-0836',
    'journal_issue/journal_volume/volume': '5',
    'journal_issue/issue': '2',
    'journal_article/titles[1]/title[1]': 'A',
    'journal_article/contributors/person_name[@contributor_role="author"]/surname': 'Khan',
    'journal_article/publication_date[@media_type="print"]/month': '06',
    'journal_article/pages[1]/first_page[1]': '1',
    'journal_article/doi_data/doi': '10.5555/a',
  }
  for (const [path, value] of Object.entries(paths)) t.equal(at(path), value, path)
  document.dispose()
})

t.test('many results are one document', async (t) => {
  const one = admit({ doi: '10.5555/a', title: 'A' }).article
  const [head, between, tail] = unixref.frame
  const document = head + [one, one].map((each) => unixref.write(each, site)).join(between) + tail
  t.equal(document.match(/<doi_record /g)?.length, 2)
  t.same(judgeOrder(document), [])
})

t.test('no character that XML lacks gets out', async (t) => {
  const one: Article = {
    doi: '10.5555/a',
    journal: { title: 'W\u0000\uffff' },
    title: 'a\u0008<i>\ud800</i>',
    volume: '1\ud800',
  }
  for (const document of [crossref.write(one, site), documentOf(unixref, one, site)]) {
    t.same(judgeOrder(document), [])
    t.notMatch(document, /[\u0000-\u0008\uffff]/)
    t.ok(document.isWellFormed())
  }
})

t.test('five thousand authors', async (t) => {
  const contributors = Array.from({ length: 5000 }, (_, i) => ({
    kind: 'person' as const,
    role: 'author' as const,
    family: `A${i}`,
    affiliations: ['aff1'],
  }))
  const document = written({ contributors, affiliations: [{ id: 'aff1', name: 'CERN' }] })
  t.equal(document.match(/<person_name /g)?.length, 5000)
  t.equal(document.match(/sequence="first"/g)?.length, 1)
})
