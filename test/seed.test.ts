/** The first real page, through both doors and back in every format. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parse } from '@retorquere/bibtex-parser'
import t, { type Test } from 'tap'
import { readers } from '../src/formats/index.ts'
import { workplace } from './cli/command.ts'
import { startService } from './http/start.ts'
import { judgeJats } from './judges/jats-dtd.ts'

const doi = '10.46439/stemcell.5.019'
const title = 'Stem cell secretome-mediated alleviation of scalp psoriasis: A case report'
const pages = [
  ['our own example', new URL('../examples/scalp-psoriasis.txt', import.meta.url)],
  ['the page itself', new URL('../../shared/pages/seed.txt', import.meta.url)],
] as const

/** What every format must bring back; kinds and ids may differ. */
const said = {
  doi,
  title,
  volume: '5',
  issue: '1',
  dates: { received: '2024-01-18', accepted: '2024-02-01' },
  contributors: [{ family: 'Srivastsva', given: 'Anand', corresponding: true, email: 'anand@giostar.com' }],
  affiliations: [
    /GIOSTAR Research Inc\. Pvt\. Ltd\., Ahmedabad, Gujrat, India/,
    /Global Institute of Stem Cell Therapy and Research, 4660 La Jolla Village Drive, San Diego, CA 92122, USA/,
  ].map((literal) => ({ literal })),
}
const roundTrips = ['json', 'csl-json', 'bibtex', 'jats']

/** Citation.js, which carries no types. */
function citationJs(bibtex: string): Record<string, unknown> {
  const require = createRequire(import.meta.url)
  const { Cite } = require('@citation-js/core')
  require('@citation-js/plugin-bibtex')
  return new Cite(bibtex, { generateGraph: false }).data[0]
}

for (const [name, place] of pages) {
  const skip = existsSync(place) ? false : 'the page is not at hand'
  t.test(`${name}, deposited and fetched`, { skip }, async (t) => {
    const { app, key } = await startService(t)
    const put = await app.inject({
      method: 'PUT',
      url: `/articles/${doi}`,
      headers: { authorization: key, 'content-type': 'text/plain' },
      payload: readFileSync(place),
    })
    t.equal(put.statusCode, 201)
    t.match(put.json().notes, [{ code: 'contributors-incomplete' }])
    t.equal(put.json().article.contributors.length, 1, 'no author is invented')
    for (const format of roundTrips) {
      const { body } = await app.inject(`/articles/${doi}?format=${format}`)
      const reading = readers.find((codec) => codec.name === format)?.read(body)[0]
      t.match(reading, { draft: said }, format)
      if (format === 'jats') t.strictSame(judgeJats(body), [], 'valid against the DTD')
      if (format === 'bibtex') judgeBibtex(t, body)
    }
  })

  t.test(`${name}, imported and exported`, { skip }, async (t) => {
    const { run } = workplace(t)
    t.equal((await run(['import', place.pathname])).out, 'created 1, updated 0, unchanged 0, refused 0\n')
    for (const format of roundTrips) {
      const { out } = await run(['export', doi, '--to', format])
      t.match(readers.find((codec) => codec.name === format)?.read(out)[0], { draft: said }, format)
    }
  })
}

function judgeBibtex(t: Test, bibtex: string) {
  t.match(
    citationJs(bibtex),
    { DOI: doi, title, volume: '5', issue: '1', author: [{ family: 'Srivastsva', given: 'Anand' }] },
    'Citation.js',
  )
  const { entries, errors } = parse(bibtex, { sentenceCase: false })
  t.match(errors.length, 0)
  t.match(
    entries[0]?.fields,
    {
      doi,
      title,
      volume: '5',
      number: '1',
      author: [{ lastName: 'Srivastsva', firstName: 'Anand' }],
      received: '2024-01-18',
      accepted: '2024-02-01',
    },
    'a second parser',
  )
}
