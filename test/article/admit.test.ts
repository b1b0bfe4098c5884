import fc from 'fast-check'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { admit, admitStored } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { article } from '../arbitraries.ts'

/** The findings of a draft that is refused. */
function refused(draft: object): readonly Finding[] {
  try {
    admit(draft as Draft) // deliberately not a draft
  } catch (error) {
    if (error instanceof Refusal) return error.findings
    throw error
  }
  return []
}

const codes = (findings: readonly Finding[]) => findings.map(({ code, pointer }) => `${code} ${pointer}`)

t.test('an article is a fixed point: admitted again it is the same, without a word', async (t) => {
  fc.assert(
    fc.property(article(), (one) => {
      const again = admit(one)
      t.strictSame(again.article, one)
      t.strictSame(
        again.notes.filter(({ code }) => !['chronology', 'citation-year', 'title-missing'].includes(code)),
        [],
      )
    }),
    { numRuns: 200, seed: 1 },
  )
})

t.test('every fault is told at once, with its place, value and remedy', async (t) => {
  const findings = refused({
    doi: 'nonsense',
    title: 7,
    type: 'poem',
    contributors: [
      { kind: 'person', role: 'author', family: 'Khan', orcid: '0000-0002-1825-0098' },
      { kind: 'person', role: 'author', given: ['A'] },
      { kind: 'robot' },
    ],
    journal: { issn: { print: '0028-0837' } },
    dates: { received: '18 Jan 2024' },
    links: [{ kind: 'pdf' }],
  })
  t.strictSame(codes(findings).sort(), [
    'doi-syntax /doi',
    'issn-checksum /journal/issn/print',
    'missing /links/0/url',
    'orcid-checksum /contributors/0/orcid',
    'syntax /dates/received',
    'type /contributors/1/given',
    'type /title',
    'value /contributors/2/kind',
    'value /type',
  ])
  for (const { message, remedy, code, value } of findings) {
    t.ok(message.length > 10, message)
    if (code !== 'type') t.ok(remedy !== undefined || message.includes('one of'), `${code} says what to do`)
    if (code !== 'missing') t.not(value, undefined, `${code} shows the value`)
  }
})

t.test('what a record has no field for is kept and told, never dropped', async (t) => {
  const { article, notes } = admit({
    doi: '10.1000/1',
    title: 'T',
    mood: 'blue',
    journal: { title: 'J', colour: { a: 1 } },
  } as Draft) // a draft from outside may hold anything
  t.strictSame(article.unmapped, [
    { path: '/mood', value: 'blue' },
    { path: '/journal/colour', value: { a: 1 } },
  ])
  t.strictSame(codes(notes), ['unknown-field /mood', 'unknown-field /journal/colour'])
  t.strictSame(article.journal, { title: 'J' })
})

t.test('text is tidied: NFC, one line, no control characters, no empty values', async (t) => {
  const { article, notes } = admit({
    doi: 'https://doi.org/10.1000/Ab',
    title: ' Caf\u0065\u0301\u00a0 au\n\tlait\u00ad \u0007',
    subtitle: '   ',
    subjects: ['', 'x'],
    journal: { title: '' },
  } as Draft) // an empty title is what is tested
  t.strictSame(article, { doi: '10.1000/Ab', title: 'Café au lait', subjects: ['x'] })
  t.strictSame(codes(notes), ['text-control-characters /title'])
  t.strictSame(codes(refused({ title: 'half \ud800 pair' })), ['text-ill-formed /title'])
})

t.test('rich text comes into its one form', async (t) => {
  const { article } = admit({
    title: '<b></b> R&D <u></u> of <i>x</i><i></i> < 5 <script>alert(1)</script>',
    abstracts: [{ sections: [{ paragraphs: ['<b></b>', 'p'] }] }],
  })
  t.equal(article.title, 'R&amp;D of <i>x</i> &lt; 5 &lt;script&gt;alert(1)&lt;/script&gt;')
  t.strictSame(article.abstracts, [{ sections: [{ paragraphs: ['p'] }] }])
})

t.test('affiliations are named, and names must lead somewhere', async (t) => {
  const { article } = admit({ affiliations: [{ literal: 'A' }, { id: 'aff1', literal: 'B' }] } as Draft) // ids are given here
  t.strictSame(article.affiliations, [
    { literal: 'A', id: 'aff2' },
    { id: 'aff1', literal: 'B' },
  ])
  t.strictSame(
    codes(
      refused({
        affiliations: [{ id: 'a', name: 'X' }, { id: 'a', name: 'Y' }, { id: 'b' }],
        contributors: [
          { kind: 'literal', literal: 'K', role: 'author', affiliations: ['c'] },
          { kind: 'person', role: 'author' },
        ],
      }),
    ),
    [
      'affiliation-id-twice /affiliations/1/id',
      'affiliation-empty /affiliations/2',
      'affiliation-unknown /contributors/0/affiliations/0',
      'name-missing /contributors/1',
      'title-missing /title',
    ],
  )
})

t.test('a wrong identifier of a cited work does not keep the citing article out', async (t) => {
  const { article, notes } = admit({ title: 'T', references: [{ doi: '10.1000/a b', unstructured: 'x' }] })
  t.strictSame(article.references, [{ unstructured: 'x' }])
  t.strictSame(article.unmapped, [{ path: '/references/0/doi', value: '10.1000/a b' }])
  t.match(notes, [{ severity: 'warning', code: 'doi-syntax', pointer: '/references/0/doi' }])
})

t.test('dates: order is a warning with both values, an impossible day an error, the unsure no judge', async (t) => {
  const warn = (dates: Draft['dates']) => admit({ title: 'T', ...(dates && { dates }) }).notes.map(({ value }) => value)
  t.strictSame(warn({ received: '2024-02-02', accepted: '2024-02-01' }), [
    { '/dates/received': '2024-02-02', '/dates/accepted': '2024-02-01' },
  ])
  t.strictSame(warn({ received: '2024-02-02', accepted: '2024-02', publishedPrint: '2024' }), [], 'precision overlaps')
  t.strictSame(warn({ accepted: '2024-12-31', publishedOnline: '2024-24' }), [], 'a season may be anywhere in its year')
  t.strictSame(warn({ received: '2024-01/2024-03', accepted: '2024-01-05' }), [], 'a range begins with its first month')
  t.equal(warn({ received: '2024-02/2024-03', accepted: '2024-01-31' }).length, 1)
  t.strictSame(warn({ received: { literal: '03/04/2024' }, accepted: '1999' }), [], 'a literal has no order')
  t.match(
    admit({ title: 'T', volume: '5', dates: { publishedOnline: '2023-12-30', publishedPrint: '2024-02' } }).notes,
    [{ code: 'citation-year', message: /dated 2023/ }],
  )
  t.equal(warn({ revised: ['2024-05', '2024-03'], accepted: '2024-04' }).length, 1)
  t.equal(warn({ accepted: '2024-05', published: { year: 2023, season: 'Enero-Junio' } }).length, 1)
  t.strictSame(codes(refused({ title: 'T', dates: { received: '2023-02-29', revised: ['2024-02-29'] } })), [
    'date-impossible /dates/received',
  ])
})

t.test('hostile input is refused or harmless', async (t) => {
  let deep: unknown = 'x'
  for (let i = 0; i < 10_000; i++) deep = [deep]
  t.match(refused({ title: deep }), [{ code: 'too-deep' }])
  const polluted = JSON.parse('{"__proto__":{"admin":true},"constructor":1,"title":"T"}')
  const { article } = admit(polluted)
  t.equal(({} as { admin?: boolean }).admin, undefined)
  t.strictSame(article.unmapped, [{ path: '/constructor', value: 1 }])
  fc.assert(
    fc.property(
      fc.object({ key: fc.constantFrom('title', 'doi', 'dates', 'contributors', 'received', 'kind', 'x') }),
      (any) => {
        const findings = refused(any)
        t.ok(findings.every(({ pointer, message }) => typeof pointer === 'string' && message !== ''))
      },
    ),
    { numRuns: 300, seed: 2 },
  )
})

t.test('a stored article has a DOI: its own or the one it is sent to', async (t) => {
  t.equal(admitStored({ title: 'T' }, '10.1000/1').article.doi, '10.1000/1')
  t.equal(admitStored({ title: 'T', doi: '10.1000/2' }, '10.1000/1').article.doi, '10.1000/2')
  t.throws(() => admitStored({ title: 'T' }), {
    code: 'invalid-article',
    findings: [{ code: 'doi-missing', pointer: '/doi' }],
  })
})
