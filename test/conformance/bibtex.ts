/**
 * What BibTeX, biber and LaTeX themselves say of our .bib files. They are programs of the system: where one is absent
 * its judgement is, and nobody is told that the files are right.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Article } from '../../schemas/article.ts'
import { biblatex } from '../../src/formats/biblatex.ts'
import { bibtex } from '../../src/formats/bibtex.ts'
import { bibtexAscii } from '../../src/formats/bibtex-ascii.ts'
import type { WriteOptions } from '../../src/formats/codec.ts'

export interface Judgement {
  readonly format: string
  readonly judge: string
  readonly records: number
  readonly failures: readonly string[]
}

interface Writer {
  readonly name: string
  readonly write: (article: Article, site?: undefined, options?: WriteOptions) => string
}

/** Every judge that is installed, over these articles. */
export function judgeBibtex(articles: readonly Article[]): readonly Judgement[] {
  return [
    ...(isInstalled('biber') ? [biber(biblatex, articles, true), biber(bibtex, articles, false)] : []),
    ...(isInstalled('bibtex') ? [classic(bibtexAscii, articles)] : []),
    ...(isInstalled('bibtex') && isInstalled('pdflatex') ? [typeset(bibtexAscii, articles)] : []),
  ]
}

export const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).status === 0

/** One file of all articles. Their keys are numbered, since two of the same key are one to biber. */
const fileOf = (writer: Writer, articles: readonly Article[]): string =>
  articles.map((article, n) => writer.write(article, undefined, { key: `k${n}` })).join('\n')

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bibtex-'))
  try {
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * What biber says of the record and not of the file: that a field is missing which the record does not have, that a
 * volume is no integer (12A), and that a paragraph of an abstract begins with what might be a field (A=B).
 */
const aboutRecord =
  /Missing mandatory field|field 'volume' must be datatype 'integer'|legacy year field|possible runaway string/

function biber(writer: Writer, articles: readonly Article[], validate: boolean): Judgement {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'all.bib'), fileOf(writer, articles))
    const options = ['--tool', '--output-file=out.bib', ...(validate ? ['--validate-datamodel'] : []), 'all.bib']
    const { stdout } = spawnSync('biber', options, { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 })
    const said = stdout.split('\n').filter((line) => /^(?:WARN|ERROR|FATAL)/.test(line) && !aboutRecord.test(line))
    const seen = /^@/m.test(stdout) ? 0 : count(safeRead(join(folder, 'out.bib')), /^@/gm)
    const lost = seen === articles.length ? [] : [`${articles.length - seen} entries are not in biber’s output`]
    const judge = validate ? 'biber --validate-datamodel' : 'biber'
    return { format: writer.name, judge, records: articles.length, failures: [...said, ...lost] }
  })
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

function safeRead(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

/** The styles that come with BibTeX read fields of their own; the strict one reads all of them. */
function bbl(folder: string, writer: Writer, articles: readonly Article[]): string {
  writeFileSync(join(folder, 'all.bib'), fileOf(writer, articles))
  writeFileSync(join(folder, 'all.aux'), '\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n')
  return spawnSync('bibtex', ['all'], { cwd: folder, encoding: 'latin1', maxBuffer: 1e9 }).stdout
}

function classic(writer: Writer, articles: readonly Article[]): Judgement {
  return inFolder((folder) => {
    const log = bbl(folder, writer, articles)
    const errors = log.split('\n').filter((line) => /---line|error message|I'm skipping|too long|exceeds/i.test(line))
    const items = count(safeRead(join(folder, 'all.bbl')), /\\bibitem/g)
    const lost = items === articles.length ? [] : [`${articles.length - items} entries are not in the bibliography`]
    return {
      format: writer.name,
      judge: 'bibtex (plain.bst)',
      records: articles.length,
      failures: [...errors, ...lost],
    }
  })
}

const preamble = `\\documentclass{article}
\\usepackage[T1]{fontenc}
\\usepackage{textcomp,amsmath,amssymb}
\\newcommand{\\textoverline}[1]{$\\overline{\\mbox{#1}}$}
\\begin{document}
\\input{all.bbl}
\\end{document}
`

function typeset(writer: Writer, articles: readonly Article[]): Judgement {
  return inFolder((folder) => {
    bbl(folder, writer, articles)
    writeFileSync(join(folder, 'doc.tex'), preamble)
    const options = ['-interaction=nonstopmode', '-file-line-error', 'doc.tex']
    const { stdout } = spawnSync('pdflatex', options, { cwd: folder, encoding: 'latin1', maxBuffer: 1e9 })
    const lines = stdout.split('\n')
    // The next line shows where; a run that makes no pages has not set anything.
    const errors = lines.flatMap((line, at) =>
      /^(?:!|\.?\/?[\w.]+:\d+: )/.test(line) ? [`${line} ${lines[at + 1]}`] : [],
    )
    if (!/^Output written on doc\.pdf \(\d+ page/m.test(stdout)) errors.push('no pages')
    return { format: writer.name, judge: 'pdflatex', records: articles.length, failures: errors }
  })
}
