/**
 * Reading BibTeX: ours (text to drafts) beside Citation.js (text to CSL) and the parser of Better BibTeX (text to fields
 * in Unicode, names in parts), on the same text: entries as libraries and publishers export them, 200 in a file.
 */
import { createRequire } from 'node:module'
import { parse } from '@retorquere/bibtex-parser'
import type { Contributor } from '../../schemas/article.ts'
import { bibtex } from '../../src/formats/bibtex.ts'
import { median } from '../median.ts'
import { synthetic } from '../synthetic.ts'
import type { ReaderRow } from './row.ts'

const count = 200

/** The parts of Citation.js that are used here; it has no types. */
interface CitationJs {
  readonly plugins: {
    readonly input: { readonly chain: (text: string, options: object) => readonly unknown[] }
  }
}

const accents: Readonly<Record<string, string>> = {
  ü: '{\\"u}',
  í: "{\\'\\i}",
  ễ: '{\\~{\\^e}}',
  Ř: '{\\v{R}}',
  é: "\\'e",
}
const inLatex = (text: string): string => text.replace(/[üíễŘé]/g, (letter) => accents[letter] ?? letter)
const nameOf = (one: Contributor): string => (one.kind === 'person' ? inLatex(`${one.family}, ${one.given}`) : '')
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** One entry in the habits of exporters: capitals in braces, accents as commands, two hyphens, a month’s macro. */
function entry(n: number): string {
  const one = synthetic(n)
  const date = String(one.dates?.publishedOnline)
  const [title = '', ...words] = (one.title ?? '').split(' ')
  const abstract = one.abstracts?.[0]?.sections[0]?.paragraphs.join(' ')
  return `@article{key${n},
  author = {${one.contributors?.map(nameOf).join(' and ')}},
  title = {${title[0]?.toUpperCase()}${title.slice(1)} {DNA} in H$_2$O \\& \\emph{${words[0]}} ${words.slice(1).join(' ')}},
  journal = {${one.journal?.title}},
  volume = {${one.volume}},
  number = {${one.issue}},
  pages = {${one.pages?.first}--${one.pages?.last}},
  year = {${date.slice(0, 4)}},
  month = ${months[Number(date.slice(5, 7)) - 1]},
  issn = {2434-561X},
  doi = {${one.doi}},
  url = {https://doi.org/${one.doi}},
  publisher = {Example Press},
  keywords = {${one.keywords?.[0]?.terms.join(', ')}},
  abstract = {${abstract} 5\\% more.}
}
`
}

/** Records a second of each program, rounds interleaved so that a busy machine is busy for all. */
export function measure(rounds: number): ReaderRow[] {
  const text = Array.from({ length: count }, (_, n) => entry(n)).join('\n')
  const require = createRequire(import.meta.url)
  const { plugins } = require('@citation-js/core') as CitationJs
  require('@citation-js/plugin-bibtex')
  const programs: Readonly<Record<string, () => number>> = {
    ours: () => bibtex.read(text).length,
    'Citation.js': () => plugins.input.chain(text, { generateGraph: false, forceType: '@bibtex/text' }).length,
    '@retorquere/bibtex-parser': () => parse(text, { sentenceCase: false }).entries.length,
  }
  const runs = new Map<string, number[]>()
  for (let round = 0; round < rounds + 2; round++) {
    for (const [name, read] of Object.entries(programs)) {
      const start = process.cpuUsage()
      const found = read()
      const seconds = process.cpuUsage(start).user / 1e6
      if (found !== count) throw new Error(`${name} reads ${found} of ${count} entries.`)
      // The first rounds warm up.
      if (round >= 2) runs.set(name, [...(runs.get(name) ?? []), count / seconds])
    }
  }
  const speed = (name: string) => median(runs.get(name) ?? [])
  const [fastest = 'Citation.js'] = Object.keys(programs)
    .filter((name) => name !== 'ours')
    .sort((a, b) => speed(b) - speed(a))
  const name = `BibTeX, ${Math.round(text.length / count)} characters an entry`
  return [
    { name, ours: speed('ours'), yardstick: speed(fastest), yardstickName: fastest, target: 1, unit: 'records/s' },
  ]
}
