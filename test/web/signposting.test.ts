/** Typed links of any article: never malformed, never more than one means, and the same in each notation. */
import fc from 'fast-check'
import t from 'tap'
import { doiUrl } from '../../src/article/doi.ts'
import { writers } from '../../src/formats/index.ts'
import { htmlOffer } from '../../src/http/offers.ts'
import { linkHeader } from '../../src/http/signposting.ts'
import { linksetJson, linksetText } from '../../src/web/linkset.ts'
import { contextsOf } from '../../src/web/signposting.ts'
import { article } from '../arbitraries.ts'
import { landingFaults, parseLinks } from '../judges/links.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const stored = article().map((one) => ({ ...one, doi: one.doi ?? '10.5555/none' }))

t.test('the header of any article is a list of links that the profile allows, of no more than 3.4 KB', async (t) => {
  fc.assert(
    fc.property(stored, (one) => {
      const header = linkHeader(one, htmlOffer, site)
      t.match(header, /^[\x20-\x7e]{1,3400}$/)
      const links = parseLinks(header)
      t.strictSame(landingFaults(links, doiUrl(one.doi)), [])
      const items = (one.links ?? []).filter(({ kind }) => kind !== 'landing').length
      t.ok([0, items].includes(links.filter(({ rel }) => rel === 'item').length))
    }),
    { numRuns: 150 },
  )
})

t.test('the link set of any article says the same in both notations', async (t) => {
  const flat = (link: object): string => JSON.stringify(Object.entries(link).sort())
  fc.assert(
    fc.property(stored, (one) => {
      const contexts = contextsOf(one, site, writers)
      const fromText = parseLinks(linksetText(contexts)).map(flat)
      const { linkset }: { linkset: Record<string, object[]>[] } = JSON.parse(linksetJson(contexts))
      const fromJson = linkset.flatMap(({ anchor, ...relations }) =>
        Object.entries(relations).flatMap(([rel, targets]) => targets.map((link) => flat({ ...link, rel, anchor }))),
      )
      t.strictSame(fromText.sort(), fromJson.sort())
    }),
    { numRuns: 100 },
  )
})
