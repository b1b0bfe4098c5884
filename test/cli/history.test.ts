import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { workplace } from './command.ts'

const record = (title: string, extra = {}) => JSON.stringify({ doi: '10.5555/a', title, volume: '12', ...extra })

t.test('the history of an article, two versions compared, and an earlier one exported', async (t) => {
  const { run } = workplace(t)
  await run(['import', '-'], record('Tides'))
  await run(['import', '-'], '@article{a, doi = {10.5555/a}, title = {Tides, mended}, volume = {13}}')
  const told = await run(['history', '10.5555/A'])
  t.equal(told.status, 0)
  t.match(told.out, /^1 {2}\d{4}-\S+Z {2}deposit by cli of json\n2 {2}\S+ {2}update by cli of bibtex\n/)
  t.match(told.out, '   replace /title "Tides, mended"\n')
  const rows = (await run(['history', '10.5555/a', '--json'])).out.trim().split('\n')
  t.match(
    rows.map((row) => JSON.parse(row)),
    [{ version: 1 }, { version: 2, changes: [{ op: 'replace' }] }],
  )
  const compared = await run(['history', '10.5555/a', '--from', '2', '--to', '1', '--json'])
  t.match(JSON.parse(compared.out), [{ op: 'replace', path: '/title', value: 'Tides' }])
  t.match(JSON.parse((await run(['export', '10.5555/a', '--version', '1'])).out), { title: 'Tides' })
  t.match(JSON.parse((await run(['export', '10.5555/a', '--as-of', '2100'])).out), { title: 'Tides, mended' })
  t.match(await run(['export', '10.5555/a', '--version', '3']), { status: 1, err: /versions 1 to 2/ })
  t.match(await run(['export', '10.5555/a', '--as-of', '1999']), { status: 1, err: /first deposited/ })
  t.match(await run(['export', '10.5555/a', '--as-of', 'once']), { status: 1, err: /2024-03-05/ })
  t.match(await run(['history', '10.5555/none']), { status: 1, err: /No article/ })
  t.match(await run(['history']), { status: 2 })
})

t.test('verify names the records that are not as they were written', async (t) => {
  const { run, folder } = workplace(t)
  const lines = Array.from({ length: 30 }, (_, n) => JSON.stringify({ doi: `10.5555/${n}`, title: `Marker ${n}.` }))
  await run(['import', '-'], lines.join('\n'))
  t.match(await run(['verify']), { status: 0, out: /30 versions, all as they were written/ })
  const file = join(folder, 'articles.db')
  const bytes = readFileSync(file)
  bytes.write('Murker', bytes.indexOf('Marker 17.'))
  writeFileSync(file, bytes)
  t.match(await run(['verify']), { status: 1, err: /10\.5555\/17, version 1: The record is not as it was written/ })
  t.match(await run(['export', '10.5555/17']), { status: 1, err: /Version 1 of 10\.5555\/17 is not as it was written/ })
  t.match(await run(['export', '10.5555/16']), { status: 0 })
})
