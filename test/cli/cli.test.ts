import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t from 'tap'
import { helpOf } from '../../src/cli/help.ts'
import { importVerb } from '../../src/cli/import.ts'
import { verbs } from '../../src/cli/verbs.ts'
import { writers } from '../../src/formats/index.ts'
import { settingRows } from '../../src/settings.ts'
import { root, workplace } from './command.ts'

const examples = join(root, 'examples')
const seed = '10.46439/stemcell.5.019'

t.test('import, export and backup: the examples in, every format out', async (t) => {
  const { run, folder } = workplace(t)
  const dry = await run(['import', '--dry-run', examples])
  t.equal(dry.out, 'created 6, updated 0, unchanged 0, refused 0 (dry run: nothing was written)\n')
  t.equal((await run(['export', seed])).status, 1, 'a dry run wrote nothing')
  const first = await run(['import', examples])
  t.equal(first.out, 'created 6, updated 0, unchanged 0, refused 0\n')
  t.equal(first.status, 0)
  t.equal((await run(['import', examples])).out, 'created 0, updated 0, unchanged 6, refused 0\n')
  // Those that say whole records; test/formats sees to the others.
  for (const { name } of writers.filter(({ read, loses }) => read !== undefined && loses.length === 0)) {
    const { out, status } = await run(['export', `https://doi.org/${seed}`, '--to', name])
    t.equal(status, 0)
    for (const words of [seed, 'Stem cell secretome', 'GIOSTAR Research', 'Global Institute', 'anand@giostar.com'])
      t.match(out, words, `${name}: ${words}`)
    const again = await run(['import', '-'], out)
    t.match(again.out, /refused 0/, name)
  }
  const verified = await run(['export', seed, '--to', 'jats', '--verify', '--format-version', '1.3'])
  t.match(verified.out, 'dtd-version="1.3"')
  const deposit = await run(['export', seed, '--to', 'crossref'])
  t.equal(deposit.status, 1)
  t.match(deposit.err, /no date of publication[\s\S]*at least its year/)
  t.match((await run(['export', seed, '--to', 'csv'])).out, /^doi,[\s\S]*\r\n10\.46439/)
  const all = await run(['export', '--all', '--to', 'bibtex'])
  t.equal(all.out.match(/^@\w+\{/gm)?.length, 6)
  t.equal(JSON.parse((await run(['export', '--all'])).out).length, 6)
  const backup = await run(['backup', 'copy.db'])
  t.equal(backup.out, 'sqlite:./articles.db copied to copy.db\n')
  t.equal((await run(['export', seed], '', { STORE: 'sqlite:./copy.db' })).status, 0, 'the copy opens by itself')
  t.equal((await run(['backup', 'copy.db'])).status, 1, 'and is not overwritten')
  const db = new DatabaseSync(join(folder, 'copy.db'))
  t.match(db.prepare('PRAGMA integrity_check').get(), { integrity_check: 'ok' })
  db.close()
})

t.test('one bad file or record is one refusal with its place; the others are read; the status says so', async (t) => {
  const { run, folder } = workplace(t)
  mkdirSync(join(folder, 'in/deep'), { recursive: true })
  writeFileSync(join(folder, 'in/a.json'), '{"doi":"10.5555/a","title":"A"}')
  writeFileSync(
    join(folder, 'in/b.ndjson'),
    '{"doi":"10.5555/b","title":"B"}\n{"doi":"10.5555/c","title":7}\n{"title":"no DOI"}\n',
  )
  writeFileSync(join(folder, 'in/deep/c.bib'), '@article{x, title={C}, doi={10.5555/d}}\n@article{broken, title={\n')
  writeFileSync(join(folder, 'in/deep/latin1.json'), Buffer.from([0x22, 0xe9, 0x22]))
  const { out, err, status } = await run(['import', 'in'])
  t.equal(status, 1)
  t.match(out, /^created 3, updated 0, unchanged 0, refused 4$/m)
  t.match(err, 'in/b.ndjson, line 2')
  t.match(err, '/title 7')
  t.match(err, 'in/b.ndjson, line 3')
  t.match(err, 'import with --doi')
  t.match(err, 'in/deep/c.bib')
  t.match(err, 'iconv')
  t.equal(
    (await run(['import', '--doi', '10.5555/e', '-'], '{"title":"E"}')).out,
    'created 1, updated 0, unchanged 0, refused 0\n',
  )
  t.match((await run(['import', 'nowhere'])).err, 'nowhere')
  t.match((await run(['import', '--from', 'docx', 'in'])).err, 'page-text')
  t.match((await run(['import', '--from', 'jats', 'in/a.json'])).err, 'in/a.json')
})

t.test('convert needs no store and says what is lost', async (t) => {
  const { run, folder } = workplace(t)
  const { out, err, status } = await run(['convert', join(examples, 'tidal-clocks.json'), '--to', 'bibtex'])
  t.equal(status, 0)
  t.match(out, /^@article\{/)
  t.match(err, /lost in BibTeX: references/)
  t.notOk(existsSync(join(folder, 'articles.db')))
  t.equal((await run(['convert', '-', '--to', 'jats', '--quiet'], out)).err, '')
  const list = await run(['convert', join(examples, 'two-letters.bib'), '--to', 'csl-json'])
  t.equal(JSON.parse(list.out).length, 2)
  t.equal((await run(['convert', 'x.bib'])).status, 2)
  t.match((await run(['convert', '-', '--to', 'page-text'], '{}')).err, 'cannot be written')
})

t.test('keys: the secret alone on standard output, once; listed and revoked', async (t) => {
  const { run, folder } = workplace(t)
  const made = await run(['key', 'create', '--prefix', '10.46439', '--prefix', '10.5555', '--name', 'Journal office'])
  t.match(made.out, /^colophon_[0-9a-f]{12}_[\w-]{43}\n$/)
  const id = made.out.slice(9, 21)
  const listed = await run(['key', 'list'])
  t.match(listed.out, `${id}\t10.46439,10.5555\t`)
  t.notMatch(readFileSync(join(folder, 'articles.db')).toString('latin1'), made.out.trim())
  t.equal((await run(['key', 'revoke', id])).status, 0)
  t.match((await run(['key', 'list'])).out, 'revoked 20')
  for (const wrong of [
    ['create'],
    ['create', '--name', 'x'],
    ['create', '--name', 'x', '--prefix', 'ten'],
    ['revoke', 'x'],
    ['revoke'],
    [],
  ]) {
    const { status, err } = await run(['key', ...wrong])
    t.ok(status === 1 || status === 2, wrong.join(' '))
    t.match(err, /--|key|prefix/)
  }
})

t.test('help and mistakes', async (t) => {
  const { run } = workplace(t)
  const { out } = await run(['--help'])
  for (const verb of verbs) {
    t.match(out, verb.name)
    t.match(helpOf(verb), `colophon ${verb.name}`)
    t.match(helpOf(verb), 'Examples')
  }
  for (const words of [
    ['import', '--help'],
    ['help', 'import'],
  ]) {
    const help = await run(words)
    t.equal(help.status, 0)
    t.equal(help.out, helpOf(importVerb))
  }
  for (const { flag, name } of settingRows) t.match(out, `${flag} (${name})`)
  t.equal((await run([])).status, 2)
  t.match((await run(['fly'])).err, 'There is no command “fly”')
  const unknown = await run(['import', '--fly', 'x'])
  t.equal(unknown.status, 2)
  t.match(unknown.err, '--fly')
  t.match((await run(['--version'])).out, /^\d+\.\d+\.\d+\n$/)
  const settings = await run(['serve', '--port', 'many', '--log-level', 'loud'], '', { BASE_URL: 'ftp://x/' })
  t.equal(settings.status, 78)
  for (const name of ['PORT', 'LOG_LEVEL', 'BASE_URL']) t.match(settings.err, name, 'all faults are told at once')
  t.match((await run(['export', seed], '', { STORE: 'mysql://x' })).err, 'mysql')
})
