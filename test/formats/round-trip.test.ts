import fc from 'fast-check'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { codecs, readers, writers } from '../../src/formats/index.ts'
import { drop, lessened, lossesOf } from '../../src/formats/losses.ts'
import { article } from '../arbitraries.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }

for (const codec of writers) {
  const reader = readers.find(({ name }) => name === codec.name)
  if (!reader) continue
  t.test(`${codec.name}: reading what was written gives the article, less what is declared lost`, async (t) => {
    fc.assert(
      fc.property(article(), (one) => {
        const text = codec.write(one, site)
        const [reading, more] = reader.read(text)
        if (!reading || 'refusal' in reading) throw new Error(`not read back: ${reading?.refusal.message}`)
        t.equal(more, undefined)
        t.strictSame(admit(reading.draft).article, lessened(one, codec), text)
      }),
      { numRuns: 150, seed: 20_240_118 },
    )
  })

  t.test(`${codec.name}: what it writes is recognised by its content, alone and framed`, async (t) => {
    const [head, between, tail] = codec.frame
    fc.assert(
      fc.property(article(), article(), (one, other) => {
        const texts = [codec.write(one, site), codec.write(other, site)]
        for (const text of [texts[0] ?? '', head + texts.join(between) + tail]) {
          const best = [...readers].sort((a, b) => b.sniffs(text) - a.sniffs(text))[0]
          t.equal(best?.name, codec.name, text.slice(0, 200))
        }
        if (codec.frame.join('') !== '' || codec.name === 'bibtex') {
          t.equal(reader.read(head + texts.join(between) + tail).length, 2)
        }
      }),
      { numRuns: 20, seed: 7 },
    )
  })
}

t.test('the table names every format once', async (t) => {
  const names = codecs.flatMap(({ name, mediaType, aliases = [] }) => [name, mediaType, ...aliases])
  t.strictSame(names, [...new Set(names)])
  for (const { name, extension, frame, mediaType } of codecs) {
    t.match(name, /^[a-z][a-z-]*$/)
    t.match(extension, /^\.[a-z]+$/)
    t.match(mediaType, /^[a-z]+\/[a-z0-9.+-]+$/)
    t.equal(frame.length, 3)
  }
})

t.test('a loss is reported where it happens, and only there', async (t) => {
  const codec = {
    loses: ['contributors/*/orcid', 'volume'],
    coarsens: [
      {
        field: 'title',
        how: 'in capitals',
        apply: (a: { title?: string }) => ({ ...a, title: a.title?.toUpperCase() ?? '' }),
      },
    ],
  }
  const one = admit({
    doi: '10.1000/1',
    title: 'Tides',
    contributors: [{ kind: 'person', role: 'author', family: 'Khan', orcid: '0000-0002-1825-0097' }],
  }).article
  t.strictSame(lossesOf(one, codec), ['contributors/*/orcid', 'title: in capitals'])
  t.strictSame(lessened(one, codec), {
    doi: '10.1000/1',
    title: 'TIDES',
    contributors: [{ kind: 'person', role: 'author', family: 'Khan' }],
  })
  t.strictSame(drop({ freeToRead: {}, journal: { issn: { print: '0028-0836' } } }, ['journal/issn/print']), {
    freeToRead: {},
  })
})
