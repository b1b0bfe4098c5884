/** Documents that follow from the code: what they must hold. `generate.ts` writes them, a test compares them. */
import { stringify } from 'yaml'
import { buildApp } from '../src/app.ts'
import { helpOf } from '../src/cli/help.ts'
import { verbs } from '../src/cli/verbs.ts'
import { formatRows } from '../src/http/about.ts'
import { createLibrary } from '../src/library/library.ts'
import { readSettings, settingRows } from '../src/settings.ts'
import { openStore } from '../src/store/open.ts'
import { createVerification } from '../src/verify/verify.ts'
import { lossMatrix } from './matrix.ts'

/** A file, and what it must be, given what it is. */
export interface Generated {
  readonly path: string
  readonly make: (before: string) => string
}

const cell = (text: string): string => text.replace(/\|/g, '\\|')
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const formatTable = table(
  ['Format', '`?format=`, `--to`', 'Media type (aliases)', 'Reads', 'Writes'],
  formatRows.map(({ title, name, mediaType, aliases, reads, writes }) => [
    title,
    `\`${name}\``,
    [`\`${mediaType}\``, ...aliases.map((alias) => `\`${alias}\``)].join(', '),
    reads ? 'yes' : '–',
    writes ? 'yes' : '–',
  ]),
)

const settingTable = table(
  ['Variable', 'Flag', 'Default', 'Meaning'],
  settingRows.map(({ name, flag, default: fallback, description }) => [
    `\`${name}\``,
    `\`${flag}\``,
    fallback === '' ? '' : `\`${fallback}\``,
    description,
  ]),
)

const verbTexts = verbs.map((verb) => `### ${verb.name}\n\n\`\`\`\n${helpOf(verb)}\`\`\``).join('\n\n')

/** Puts `text` between `<!-- name -->` and `<!-- /name -->`. */
export function between(before: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const start = before.indexOf(open)
  const end = before.indexOf(close)
  if (start === -1 || end < start) throw new Error(`The marks ${open} … ${close} are missing`)
  return `${before.slice(0, start + open.length)}\n${text}\n${before.slice(end)}`
}

const formatSections = formatRows.map(({ title, name, mediaType, extension, reads, writes, loses, coarsens }) => {
  const does = [reads && 'reads', writes && 'writes'].filter(Boolean).join(' and ')
  const lost =
    loses.length === 0 ? ['Loses nothing.'] : ['Has no place for:', '', ...loses.map((field) => `- \`${field}\``)]
  const coarse =
    coarsens.length === 0
      ? []
      : ['', 'Holds in a coarser form:', '', ...coarsens.map(({ field, how }) => `- \`${field}\`: ${how}`)]
  return [
    `## ${title}`,
    '',
    `\`${name}\`, \`${mediaType}\`, \`${extension}\`: ${does}.`,
    '',
    ...(writes ? [...lost, ...coarse] : []),
  ]
    .join('\n')
    .trimEnd()
})

const formatsDocument = `# Formats

Generated from the table of formats (\`npm run generate\`). A path names a field of the record, a star every member of a
list. What a format can neither hold nor coarsen is in the first list, and tests read back what was written to see that
nothing else is missing.

${formatTable}

## What becomes of each field

● said as it is · ○ said in the format’s own words, nothing lost · ◐ said in part or in a coarser form, as the list of the
format tells · – no place for it. \`GET /losses/{doi}\` tells the same of one article, leaf by leaf.

${lossMatrix()}

${formatSections.join('\n\n')}
`

async function openapi(): Promise<string> {
  const store = await openStore('sqlite::memory:')
  const app = await buildApp({
    library: createLibrary({ store }),
    site: { baseUrl: 'http://127.0.0.1:8080', name: 'Colophon' },
    settings: readSettings({}),
    version: '0.1.0',
    verification: createVerification(),
  })
  await app.ready()
  const document = JSON.parse(JSON.stringify(app.swagger()))
  await app.close()
  await store.close()
  return stringify(document, { lineWidth: 120, aliasDuplicateObjects: false })
}

export async function generated(): Promise<readonly Generated[]> {
  const description = await openapi()
  return [
    { path: 'openapi.yaml', make: () => description },
    { path: 'docs/formats.md', make: () => formatsDocument },
    {
      path: 'docs/cli.md',
      make: () => `# Command line\n\nGenerated from the verb table (\`npm run generate\`).\n\n${verbTexts}\n`,
    },
    {
      path: 'README.md',
      make: (before) => between(between(before, 'formats', formatTable), 'settings', settingTable),
    },
  ]
}
