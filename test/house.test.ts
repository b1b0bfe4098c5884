/** Rules of the house that no compiler checks: who imports whom, and documents that follow from the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import t from 'tap'
import { generated } from '../.ci/generated.ts'
import { verbs } from '../src/cli/verbs.ts'
import { codecs } from '../src/formats/index.ts'

/** A room’s path, what it may import of ours, and of others. `types:` means its types alone. */
const rooms: readonly (readonly [room: string, ours: readonly string[], others: readonly string[]])[] = [
  ['schemas/', ['schemas/'], ['typebox']],
  ['src/text/', ['src/text/', 'src/article/refusal.ts'], ['libxml2-wasm', 'parse5', 'types:parse5']],
  ['src/article/', ['schemas/', 'src/text/', 'src/article/'], ['typebox/compile', 'types:typebox']],
  [
    'src/formats/',
    ['schemas/', 'src/text/', 'src/article/', 'src/formats/'],
    ['typebox', 'types:typebox', 'csv-parse/sync', 'yaml'],
  ],
  ['src/styles/', ['schemas/', 'src/article/', 'src/text/', 'src/formats/', 'src/styles/'], ['node:', 'piscina']],
  ['src/store/', ['schemas/', 'src/article/', 'src/store/'], ['node:', 'pg', 'types:pg']],
  [
    'src/library/',
    [
      'schemas/',
      'src/text/',
      'src/article/',
      'src/formats/',
      'src/library/',
      'src/store/index-text.ts',
      'types:src/store/',
      'types:src/styles/',
    ],
    ['node:buffer', 'node:crypto', 'node:util', 'node:stream', 'node:zlib'],
  ],
  [
    'src/crossref/',
    [
      'schemas/',
      'src/text/',
      'src/article/',
      'src/formats/',
      'src/library/',
      'src/crossref/',
      'types:src/styles/',
      'types:src/store/',
    ],
    ['node:crypto'],
  ],
  [
    'src/feed/',
    ['schemas/', 'src/text/', 'src/article/', 'src/feed/', 'src/formats/', 'types:src/library/', 'types:src/store/'],
    [],
  ],
  ['src/readiness/', ['schemas/', 'src/article/', 'src/formats/', 'src/readiness/'], []],
  [
    'src/webhooks/',
    ['src/article/', 'types:src/formats/', 'types:src/library/', 'types:src/store/', 'src/net/', 'src/webhooks/'],
    ['node:'],
  ],
  ['src/net/', ['src/net/'], ['node:']],
  [
    'src/imports/',
    ['schemas/', 'src/article/', 'src/formats/', 'src/library/', 'types:src/store/', 'src/net/', 'src/imports/'],
    ['node:'],
  ],
  ['src/verify/', ['schemas/', 'src/article/', 'src/verify/'], ['libxml2-wasm', 'node:']],
  [
    'src/web/',
    [
      'schemas/',
      'src/text/',
      'src/article/',
      'src/web/',
      'types:src/readiness/',
      'types:src/formats/',
      'types:src/store/store.ts',
      'types:src/library/',
      'types:src/styles/',
    ],
    // The files that pages load are read by the table that names them.
    ['node:crypto', 'node:fs', 'node:module'],
  ],
  [
    'src/http/',
    [
      'schemas/',
      'src/crossref/',
      'src/article/',
      'src/formats/',
      'src/styles/',
      'src/library/',
      'src/web/',
      'src/oai/',
      'src/feed/',
      'src/readiness/',
      'src/http/',
      'src/bulk/pieces.ts',
      'types:src/bulk/',
      'types:src/imports/',
      'types:src/verify/',
      'types:src/store/',
    ],
    ['types:fastify', 'types:@fastify/swagger', 'prom-client', 'typebox', 'types:typebox', 'node:'],
  ],
  [
    'src/app.ts',
    [
      'schemas/',
      'src/http/',
      'src/bulk/bulk.ts',
      'types:src/imports/',
      'types:src/library/',
      'types:src/formats/',
      'types:src/verify/',
    ],
    ['fastify', '@fastify/'],
  ],
  [
    'src/preparers/',
    [
      'schemas/',
      'src/article/',
      'src/library/',
      'src/verify/',
      'src/deposit-rules.ts',
      'src/garbage.ts',
      'src/preparers/',
    ],
    ['node:', 'piscina'],
  ],
  [
    'src/scribe/',
    [
      'schemas/',
      'src/article/',
      'src/library/',
      'src/garbage.ts',
      'src/preparers/message.ts',
      'src/scribe/',
      'src/store/open.ts',
      'types:src/store/',
    ],
    ['node:'],
  ],
  [
    'src/bulk/',
    [
      'schemas/',
      'src/article/',
      'src/formats/index.ts',
      'src/library/',
      'src/verify/',
      'src/deposit-rules.ts',
      'src/garbage.ts',
      'src/preparers/',
      'src/scribe/far.ts',
      'src/bulk/',
    ],
    ['node:'],
  ],
  ['src/', ['schemas/', 'src/'], ['node:', 'pino', 'types:fastify']],
]

const root = new URL('..', import.meta.url).pathname
const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
const sources = [...files('schemas'), ...files('src')]

interface Import {
  readonly from: string
  readonly types: boolean
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"`;]*?from '([^']+)'|^import '([^']+)'/gm)].map(
    ([statement, types, from, bare]) => {
      const name = from ?? bare ?? ''
      const names = /\{([^}]*)\}/
        .exec(statement)?.[1]
        ?.split(',')
        .filter((word) => word.trim() !== '')
      const allTypes =
        names?.every((word) => word.trim().startsWith('type ')) === true && !/import \w+,/.test(statement)
      return {
        from: name.startsWith('.') ? relative(root, join(root, dirname(file), name)) : name,
        types: types !== undefined || allTypes,
      }
    },
  )
}

const allows = (rules: readonly string[], { from, types }: Import): boolean =>
  rules.some((rule) => {
    const prefix = rule.replace(/^types:/, '')
    const matches = prefix.endsWith('/') || prefix.endsWith(':') ? from.startsWith(prefix) : from === prefix
    return matches && (types || !rule.startsWith('types:'))
  })

t.test('every room imports only what its row allows', async (t) => {
  for (const file of sources) {
    const [room = '', ours = [], others = []] = rooms.find(([path]) => file.startsWith(path)) ?? []
    for (const each of importsOf(file)) {
      const own = each.from.startsWith('src/') || each.from.startsWith('schemas/')
      t.ok(allows(own ? ours : others, each), `${file} (${room}) imports ${each.types ? 'types of ' : ''}${each.from}`)
    }
  }
})

t.test('the pure rooms look at no clock, network, environment or chance', async (t) => {
  const impure =
    /\b(Date\.now|new Date\(\)|Math\.random|process\.|globalThis|fetch\(|await\s|async\s|setTimeout|console\.)/
  for (const file of sources.filter((name) => /^(schemas|src\/(text|article|formats|readiness))\//.test(name))) {
    const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    t.notMatch(code, impure, file)
  }
})

t.test('no format is named outside of the formats', async (t) => {
  const names = codecs.map(({ name }) => name).join('|')
  const branch = new RegExp(`[=!]==? *'(${names})'|case '(${names})'`)
  for (const file of sources.filter((name) => !name.startsWith('src/formats/'))) {
    t.notMatch(readFileSync(join(root, file), 'utf8'), branch, file)
  }
})

t.test('every file says what it is for, and no name says nothing', async (t) => {
  for (const file of sources) {
    t.match(readFileSync(join(root, file), 'utf8'), /^(#!.*\n)?(\/\*\*|\/\/)/, file)
    t.notMatch(file, /\/(utils?|helpers?|common|misc|manager|service)s?(\.ts|\/)/)
  }
})

t.test('documents are what the code makes of them', async (t) => {
  for (const { path, make } of await generated()) {
    const committed = readFileSync(join(root, path), 'utf8')
    t.equal(committed, make(committed), `${path}: run “npm run generate”`)
  }
})

t.test('every command has an example, and the documents name only what there is', async (t) => {
  for (const { name, examples, options } of verbs) {
    t.ok(examples.length > 0, name)
    for (const example of examples) {
      t.ok(example.startsWith(name), example)
      for (const [, option = ''] of example.matchAll(/--([a-z-]+)/g)) {
        t.ok(option in options || option === 'port' || option === 'store', `${name} --${option}`)
      }
    }
  }
  for (const document of [
    'README.md',
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ]) {
    for (const [, target = ''] of readFileSync(join(root, document), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      t.ok(existsSync(join(root, dirname(document), target)), `${document} links to ${target}`)
    }
  }
})

t.test('the lock file names no host (T24)', async (t) => {
  t.notMatch(readFileSync(join(root, 'package-lock.json'), 'utf8'), /"resolved": "https?:/)
})
