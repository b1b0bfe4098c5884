import { readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { guessFormat } from '../../src/formats/index.ts'
import { oaiDc } from '../../src/formats/oai-dc.ts'
import { lostLeaves, sourceLeaves } from '../judges/source-leaves.ts'

const text = readFileSync(new URL('../fixtures/oai-dc/answer.xml', import.meta.url), 'utf8')
const [first, deleted, other] = oaiDc.read(text)
const draft = first && 'draft' in first ? first.draft : {}
const { article } = admit(draft)
const notes = first && 'notes' in first ? first.notes.map(({ code }) => code) : []

const dc = (...elements: string[]) => {
  const [reading] = oaiDc.read(`<dc xmlns="http://purl.org/dc/elements/1.1/">${elements.join('')}</dc>`)
  if (!reading || 'refusal' in reading) throw new Error('not read')
  return admit(reading.draft).article
}

t.test('records stand in their envelopes; deleted and foreign ones are refused alone', async (t) => {
  t.equal(first?.place, 'oai:journals.example.org:article/7')
  t.match(deleted, { refusal: { code: 'withdrawn', message: /deleted .*article\/8 on 2024-04-29/ } })
  t.match(other, { refusal: { code: 'unreadable', message: /rfc1807/ } })
  t.throws(() => oaiDc.read('<OAI-PMH><error code="noRecordsMatch">None</error></OAI-PMH>'), /noRecordsMatch: None/)
  t.throws(() => oaiDc.read('<html><p/></html>'), /no Dublin Core record/)
})

t.test('nothing of a record is lost', async (t) => {
  const lost = lostLeaves(sourceLeaves(text, oaiDc), oaiDc.read(text))
  t.same(
    lost.filter(({ path }) => path.includes('/dc/')),
    [],
  )
})

t.test('names are parted at a comma alone', async (t) => {
  t.match(article.contributors, [
    { kind: 'person', family: 'Khan', given: 'Ann' },
    { kind: 'person', family: 'van der Berg', given: 'Jan', affiliations: ['aff1'] },
    { kind: 'literal', literal: 'Mary Major' },
  ])
  t.equal(article.contributors?.length, 3)
  t.same(article.affiliations, [{ id: 'aff1', literal: 'University of Bern' }])
  t.ok(notes.includes('contributors-incomplete'))
  const kinds = dc('<creator>King, Martin, Jr.</creator>', '<creator>Institute of Tides, Oslo</creator>').contributors
  t.match(kinds, [{ family: 'King', given: 'Martin', suffix: 'Jr.' }, { kind: 'literal' }])
})

t.test('the line of the source gives the place in the journal', async (t) => {
  t.match(article, {
    journal: { title: 'Journal of Tides', issn: { unspecified: ['0028-0836'] } },
    volume: '5',
    issue: '2',
    pages: { first: '10', last: '20' },
  })
  const place = (line: string) => {
    const { journal, volume, issue, pages, articleNumber } = dc(`<source>${line}</source>`)
    return [journal?.title, volume, issue, pages?.first, pages?.last, articleNumber]
  }
  t.same(place('J, 12(3), 101-109 (2024)'), ['J', '12', '3', '101', '109', undefined])
  t.same(place('J, 12(3), e42'), ['J', '12', '3', undefined, undefined, 'e42'])
  t.same(place('J, Vol 5, Iss 2, Pp 10-20 (2014)'), ['J', '5', '2', '10', '20', undefined])
  t.same(place('PLoS One. 2015;10(3):e0121'), ['PLoS One', '10', '3', 'e0121', undefined, undefined])
  t.same(place('Phys.Rev. D76 (2007) 013009'), ['Phys.Rev.', 'D76', undefined, '013009', undefined, undefined])
  t.same(place('Nature'), ['Nature', undefined, undefined, undefined, undefined, undefined])
})

t.test('of several dates none is told to be that of publication', async (t) => {
  t.same(dc('<date>2010-05-01</date>').dates, { published: '2010-05-01' })
  t.same(dc('<date>2010</date>', '<date>2010-05-01</date>').dates?.published, '2010-05-01')
  t.same(dc('<date>2010-05-01</date>', '<date>2012-01-01</date>').dates, {
    other: [
      { event: 'date', date: '2010-05-01' },
      { event: 'date', date: '2012-01-01' },
    ],
  })
  t.same(dc('<date>03/04/2024</date>').dates, { published: { literal: '03/04/2024' } })
})

t.test('the rest of the record', async (t) => {
  t.equal(article.doi, '10.5555/tides.7')
  t.equal(article.title, 'Tides of <i>Zostera</i> &amp; sand')
  t.same(article.translatedTitles, [{ title: 'Gezeiten', language: 'de-DE' }])
  t.same(article.keywords, [{ language: 'en-US', terms: ['tides', 'sea grass'] }])
  t.same(article.abstracts, [
    {
      language: 'en-US',
      sections: [{ paragraphs: ['First <tex>\\alpha^2</tex> paragraph.', 'Second one costs $5 or $6.'] }],
    },
  ])
  t.match(article, {
    heading: 'Peer-reviewed Article',
    contentVersion: 'vor',
    copyright: { statement: /2024 Ann Khan/ },
  })
  t.same(
    article.links?.map(({ kind }) => kind),
    ['landing', 'other'],
  )
  t.same(article.licences, [{ url: 'https://creativecommons.org/licenses/by/4.0' }])
  t.same(
    article.unmapped?.map(({ path }) => path),
    ['identifier', 'datestamp', 'setSpec', 'format', 'coverage'],
  )
})

t.test('mark-up is understood, and nothing unsafe passes', async (t) => {
  const title = (words: string) => dc(`<title>${words}</title>`).title
  t.equal(title('a &amp;lt;sub&amp;gt;2&amp;lt;/sub&amp;gt;'), 'a <sub>2</sub>')
  t.equal(title('a &lt;b, R&amp;D'), 'a &lt;b, R&amp;D')
  t.equal(
    title('&lt;script&gt;x&lt;/script&gt;&lt;i onclick="x"&gt;y&lt;/i&gt;'),
    '&lt;script&gt;x&lt;/script&gt;<i>y</i>',
  )
  t.match(title('&lt;mml:math&gt;&lt;mml:mi&gt;x&lt;/mml:mi&gt;&lt;/mml:math&gt;'), /^<math><mi>x<\/mi><\/math>$/)
  const start = performance.now()
  for (const words of ['&lt;i&gt;', '$x ', '&lt;math&gt;', '&amp;amp;', 'a, ', '; ', '(']) {
    oaiDc.read(`<dc><title>${words.repeat(50_000)}</title><source>${words.repeat(50_000)}</source></dc>`)
  }
  t.ok(performance.now() - start < 10_000, 'fourteen texts of 100 to 450 thousand characters')
})

t.test('the number at arXiv is said once, by its address, by itself or by both', async (t) => {
  const both = dc(
    '<identifier>http://arxiv.org/abs/2001.01234</identifier>',
    '<identifier>arXiv:2001.01234</identifier>',
  )
  t.same(both.identifiers, [{ type: 'arxiv', value: '2001.01234' }])
  t.same(dc('<identifier>arXiv:2001.01234</identifier>').identifiers, both.identifiers)
  const site = { baseUrl: 'https://articles.example.org', name: 'Example' }
  const [again] = oaiDc.read(oaiDc.write(both, site))
  t.match(again, { draft: { identifiers: both.identifiers } })
})

t.test('“volume” and “issue” are labels only where they are whole words', async (t) => {
  t.match(dc('<source>Journal of Tides, Vol5 No2</source>'), { volume: '5', issue: '2' })
  const template = dc('<source>a series, volume(issue), first-last</source>')
  t.notSame([template.volume, template.issue], ['ume', 'ue'])
})

t.test('an answer whose records are all deleted says so of each', async (t) => {
  const header = (n: number) =>
    `<record><header status="deleted"><identifier>oai:x:${n}</identifier><datestamp>2024-03-05</datestamp></header></record>`
  const text = `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>${header(1)}${header(2)}</ListRecords></OAI-PMH>`
  t.strictSame(
    guessFormat(text)
      .read(text)
      .map((one) => 'refusal' in one && [one.place, one.refusal.code]),
    [
      ['oai:x:1', 'withdrawn'],
      ['oai:x:2', 'withdrawn'],
    ],
  )
})
