import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { root, unwatched } from './command.ts'

t.test('the package: packed, installed into an empty folder, it runs there', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-package-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const npm = (args: readonly string[], cwd: string) =>
    execFileSync('env', [...unwatched, 'npm', ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  npm(['pack', '--pack-destination', folder], root)
  const [tarball = ''] = readdirSync(folder)
  t.match(tarball, /^colophon-.*\.tgz$/)
  npm(['init', '-y'], folder)
  npm(['install', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball}`], folder)
  const colophon = (args: readonly string[]) =>
    execFileSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(folder, 'node_modules/.bin/colophon'), ...args],
      { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    )
  t.match(colophon(['--version']), /^\d+\.\d+\.\d+\n$/)
  const examples = join(folder, 'node_modules/colophon/examples')
  t.match(
    colophon(['convert', join(examples, 'scalp-psoriasis.txt'), '--to', 'jats']),
    '<article-id pub-id-type="doi">10.46439/stemcell.5.019</article-id>',
  )
  t.equal(colophon(['import', examples]), 'created 6, updated 0, unchanged 0, refused 0\n')
  t.match(colophon(['export', '10.46439/stemcell.5.019', '--to', 'bibtex']), 'accepted = {2024-02-01}')
})
