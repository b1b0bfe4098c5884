/** `colophon cite`: references from a terminal. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { articles } from '../styles/articles.ts'
import { workplace } from './command.ts'

t.test('DOIs of the command line and of standard input become references in the style’s order', async (t) => {
  const { run, folder } = workplace(t)
  writeFileSync(join(folder, 'a.json'), JSON.stringify(articles.tides))
  writeFileSync(join(folder, 'b.json'), JSON.stringify(articles.watt))
  await run(['import', 'a.json', 'b.json'])
  const { tides, watt } = articles
  const apa = await run(['cite', tides.doi ?? '', `https://doi.org/${watt.doi}`])
  t.equal(apa.status, 0)
  t.match(apa.out, /^Müller, J\.[^\n]* \[Retracted: [^\n]*\]\nvan der Berg, J\.[^\n]*\n$/)
  const nature = await run(
    ['cite', '-', '--style', 'nature', '--as', 'markdown', '--no-marks'],
    `${tides.doi}\n\n${watt.doi}\n`,
  )
  t.match(nature.out, /^1\\\. van der Berg[^\n]*\*J Invent Shores\* \*\*12\*\*[^\n]*\n\n2\\\. Müller[^\n]*\n$/)
  t.match((await run(['cite', tides.doi ?? '', '--style', 'abnt'])).out, '9 jan. 2024', 'the style’s own language')
  const missing = await run(['cite', '10.5555/none', tides.doi ?? ''])
  t.equal(missing.status, 1)
  t.match(missing.err, '10.5555/none: not-found')
  t.match(missing.out, /^van der Berg/)
  const wrong = await run(['cite', tides.doi ?? '', '--style', 'natur'])
  t.match(wrong, { status: 1, err: /Nearest: nature/ })
  t.equal((await run(['cite'])).status, 2)
  t.equal((await run(['cite', tides.doi ?? '', '--as', 'pdf'])).status, 2)
})
