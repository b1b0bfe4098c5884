import { readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { cff } from '../../src/formats/cff.ts'
import type { WritableCodec } from '../../src/formats/codec.ts'
import { lessened } from '../../src/formats/losses.ts'
import { sourceFates, sourceLeaves } from '../judges/source-leaves.ts'
import { full, site } from './tagged/sample.ts'

const codec: WritableCodec = cff
const fixture = (name: string) => readFileSync(new URL(`../fixtures/cff/${name}.cff`, import.meta.url), 'utf8')
const only = (text: string) => {
  const [reading] = cff.read(text)
  if (!reading || 'refusal' in reading) throw new Error(`not read: ${reading?.refusal.message}`)
  return reading
}

t.test('what was written is read', async (t) => {
  const { article } = admit(only(codec.write(full, site)).draft)
  t.match(article.contributors?.[0], {
    family: 'Berg',
    nonDroppingParticle: 'van der',
    suffix: 'Jr.',
    corresponding: true,
  })
  t.match(article.references, [{ title: 'Ebb; flow', containerTitle: 'Seas', year: '1999', volume: '4' }, {}])
  t.strictSame(article.dates, { published: '2024-03-05' })
  t.strictSame(article, lessened(full, cff))
})

t.test('the preferred citation is the article, the rest is kept', async (t) => {
  const { draft } = only(fixture('article'))
  t.match(draft, {
    doi: '10.5555/f.1',
    title: 'Tides &amp; ebb',
    volume: '012',
    pages: { first: '5', last: '9' },
    dates: { published: '2019-03' },
    licences: [{ spdx: 'CC-BY-4.0' }],
    references: [{ type: 'book', title: 'Seas', authors: [{ family: 'Ito', given: 'J.' }] }],
  })
  t.strictSame(
    draft.contributors?.map(({ kind }) => kind),
    ['person', 'group'],
  )
  t.strictSame(
    draft.unmapped?.map(({ path }) => path),
    ['message', 'preferred-citation/authors/0/alias', 'references/0/scope', 'title', 'version', 'authors'],
  )
})

t.test('without one it is the work itself, of which a note says what it is', async (t) => {
  const { draft, notes } = only(fixture('software'))
  t.match(draft, { title: 'tidal', dates: { published: '2020-07-02' } })
  t.match(notes, [{ code: 'item-type', value: 'software' }])
})

t.test('nothing is lost', async (t) => {
  for (const name of ['article', 'software']) {
    const text = fixture(name)
    t.strictSame(
      sourceFates(sourceLeaves(text, cff), cff.read(text)).filter(({ fate }) => fate === 'lost'),
      [],
      name,
    )
  }
})

t.test('wrong identifiers keep no article out', async (t) => {
  const { draft, notes } = only('cff-version: 1.2.0\ntitle: T\ndoi: nope\nauthors:\n- family-names: A\n  orcid: "1"\n')
  t.doesNotThrow(() => admit(draft))
  t.match(
    notes.map(({ code }) => code),
    ['item-type', 'orcid-syntax', 'doi-syntax'],
  )
})

t.test('YAML’s traps: aliases of aliases, tags, depth, prototypes, two documents', async (t) => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`)}]`),
  ]
  t.match(cffRefusal(bomb.join('\n')), /larger|alias/i)
  t.match(cffRefusal(`title: ${'['.repeat(5000)}`), /nested/)
  t.match(cffRefusal('title: "open'), /Line 1/)
  t.match(cffRefusal('- a list'), /no map/)
  const { draft } = only('cff-version: 1.2.0\ntitle: !!js/function "x"\n__proto__: {polluted: 1}\nconstructor: 1\n')
  t.doesNotThrow(() => admit(draft))
  t.equal(({} as { polluted?: unknown }).polluted, undefined)
  t.equal(cff.read('title: A\n---\ntitle: B\n').length, 2)
  t.equal(only('cff-version: 1.2.0\ntitle: T\nauthors:\nidentifiers: ~\n').draft.title, 'T')
})

function cffRefusal(text: string): string {
  try {
    const [reading] = cff.read(text)
    return reading && 'refusal' in reading ? reading.refusal.message : 'read'
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}
