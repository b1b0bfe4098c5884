/** Any article is a lawful entry of a feed. */
import fc from 'fast-check'
import t from 'tap'
import { writeFeed } from '../../src/feed/atom.ts'
import { article } from '../arbitraries.ts'
import { readFeed } from '../judges/atom.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon & Sons' }
const at = '2024-02-01T00:00:00.000Z'

t.test('any article, and any reason of a withdrawal, stands in a lawful feed', async (t) => {
  fc.assert(
    fc.property(article(), fc.string({ unit: 'grapheme' }), (one, reason) => {
      const doi = one.doi ?? '10.5555/none'
      const record = { doi, version: 1, created: at, modified: at, by: 'press', json: JSON.stringify({ ...one, doi }) }
      const entries = [
        { seq: 2, record: { ...record, doi: '10.5555/gone', withdrawn: { reason } } },
        { seq: 1, record },
      ]
      const self = `${site.baseUrl}/feed.atom`
      const text = writeFeed({ site, title: 'T', self, home: `${site.baseUrl}/`, entries, more: true, since: at })
      const feed = readFeed(text)
      t.equal(feed.entries.length, 1)
      t.equal(feed.links.get('next'), `${self}?before=1`)
    }),
    { numRuns: 150 },
  )
})
