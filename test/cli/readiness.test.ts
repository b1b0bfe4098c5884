/** `colophon readiness`: what services would miss, for a person. */
import { join } from 'node:path'
import t from 'tap'
import { root, workplace } from './command.ts'

t.test('each service says what it misses; the status says whether all take the article', async (t) => {
  const { run } = workplace(t)
  await run(['import', join(root, 'examples')])
  const doi = '10.46439/stemcell.5.019'
  const all = await run(['readiness', doi])
  t.equal(all.status, 1)
  t.match(all.out, /^Google Scholar: (not )?ready, \d+ missing \(https:\S+\)\n {2}(required|recommended) \//)
  t.equal(all.out.split('\n').filter((line) => /ready/.test(line)).length, 6)
  const one = await run(['readiness', `https://doi.org/${doi}`, '--for', 'doaj', '--json'])
  t.match(JSON.parse(one.out), { doi, services: [{ service: 'doaj' }] })
  t.equal((await run(['readiness', doi, '--for', 'none'])).status, 2)
  t.equal((await run(['readiness', '10.5555/none'])).status, 1)
})
