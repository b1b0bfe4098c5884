/**
 * Records a second of each writer, to bytes, against a template literal that prints the same bytes and against
 * Citation.js where it has the format. One process, rounds interleaved, the median counts. The template is what somebody
 * would write by hand for records of this one shape: it escapes nothing and decides nothing. It is made of one written
 * sample, and used only if it prints every other record to the letter.
 *
 * Citation.js is given CSL-JSON items as objects and asked for text, a `new Cite(item)` for each with the options it has
 * by default, as its manual has it. So its input is what our `csl-json` has to make of a record first; a bare
 * `JSON.stringify` of those finished items, the least that such a writer does, is measured beside it. Its BibTeX leaves
 * out abstract, keywords, affiliations and whatever it has no field for, four fifths of the text that ours writes, and its
 * RIS what it has no tag for; so both are measured once more on records that have nothing else than what both write.
 *
 *   npm run bench:formats -- [records] [rounds]
 */
import { createRequire } from 'node:module'
import type { Article } from '../schemas/article.ts'
import { admit } from '../src/article/admit.ts'
import { citationDate } from '../src/article/citation-date.ts'
import { citekey } from '../src/article/citekey.ts'
import { cslItem } from '../src/formats/csl-json.ts'
import { writerNamed, writers } from '../src/formats/index.ts'
import { median, perSecond } from './median.ts'
import { note } from './rows.ts'
import { synthetic } from './synthetic.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const [count = 2000, rounds = 9] = process.argv.slice(2).map(Number)
const targets = { template: 0.25, citationJs: 3 }

type Row = Readonly<Record<string, string>>
type Print = (article: Article, key: string) => string

/** What a template interpolates: the values of the record, and dates in the forms that formats have. */
function rowOf(article: Article): Row {
  const [section] = article.abstracts?.[0]?.sections ?? []
  const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
  const row: Record<string, string> = {
    title: article.title ?? '',
    first: section?.paragraphs[0] ?? '',
    second: section?.paragraphs[1] ?? '',
    institute: article.affiliations?.[0]?.name ?? '',
    journal: article.journal?.title ?? '',
    email: article.contributors?.[0]?.email ?? '',
    doi: article.doi ?? '',
    key: citekey(article),
    volume: article.volume ?? '',
    issue: article.issue ?? '',
    from: article.pages?.first ?? '',
    to: article.pages?.last ?? '',
  }
  for (const [n, person] of (article.contributors ?? []).entries()) {
    if (person.kind === 'person') Object.assign(row, { [`family${n}`]: person.family, [`given${n}`]: person.given })
  }
  for (const [n, term] of (article.keywords?.[0]?.terms ?? []).entries()) row[`term${n}`] = term
  for (const name of ['received', 'accepted', 'publishedOnline'] as const) {
    const date = String(article.dates?.[name])
    const [year = '', month = '', day = ''] = date.split('-')
    Object.assign(row, {
      [`${name}Elements`]: `<day>${day}</day><month>${month}</month><year>${year}</year>`,
      [`${name}Fields`]: `year = {${year}},\n  month = ${months[Number(month) - 1]},\n  day = {${Number(day)}}`,
      [`${name}Slashes`]: date.replaceAll('-', '/'),
      [`${name}Parts`]: `[${year},${Number(month)},${Number(day)}]`,
      [name]: date,
    })
  }
  row.year = String(citationDate(article)).slice(0, 4)
  return row
}

/** A record of the same shape in which every value can be told from every other. */
function marked(): Article {
  const sample = admit(synthetic(1)).article
  const people = ['Aardvark Quill', 'Bumblebee Quoin', 'Caterpillar Quoll'].map((name) => name.split(' '))
  const paragraphs = ['firstparagraph.', 'secondparagraph.']
  return admit({
    ...sample,
    doi: '10.5555/sampledoi',
    title: 'sampletitle',
    abstracts: [{ sections: [{ paragraphs }] }],
    contributors: (sample.contributors ?? []).map((person, n) => ({
      ...person,
      ...(person.kind === 'person' && { family: people[n]?.[0] ?? '', given: people[n]?.[1] ?? '' }),
      ...(person.email !== undefined && { email: 'samplemail@example.org' }),
    })),
    affiliations: (sample.affiliations ?? []).map((place) => ({ ...place, name: 'Sampleinstitute' })),
    journal: { ...sample.journal, title: 'Samplejournal' },
    volume: '8181',
    issue: '9292',
    pages: { first: '73737', last: '74747' },
    dates: { received: '1901-10-11', accepted: '1902-11-12', publishedOnline: '1903-12-13' },
    keywords: [{ vocabulary: 'author', terms: ['termone', 'termtwo', 'termthree'] }],
  }).article
}

/** The literal as source, compiled: `${row.title}` wherever the sample has its title. */
function templateOf(write: Print): ((row: Row) => string) | undefined {
  const sample = marked()
  const row = rowOf(sample)
  const names = Object.keys(row).sort((a, b) => (row[b] ?? '').length - (row[a] ?? '').length)
  const pattern = new RegExp(names.map((name) => escaped(row[name] ?? '')).join('|'), 'g')
  const byValue = new Map(names.map((name) => [row[name], name]))
  // A literal reads CR LF in its source as LF.
  const text = write(sample, row.key ?? '')
    .replace(/[\\`$]/g, '\\$&')
    .replaceAll('\r', '\\r')
  const body = text.replace(pattern, (value) => `\${row.${byValue.get(value)}}`)
  return new Function('row', `return \`${body}\``) as (row: Row) => string // compiled from our own text
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** The record without what the BibTeX of Citation.js does not say. */
function lean(article: Article): Article {
  const { abstracts: _, keywords: __, affiliations: ___, licences: ____, dates, contributors = [], ...rest } = article
  const { publishedOnline } = dates ?? {}
  const names = contributors.map(({ affiliations, corresponding, email, orcid, ...name }) => name)
  return admit({ ...rest, contributors: names, dates: publishedOnline === undefined ? {} : { publishedOnline } })
    .article
}

interface CitationJs {
  readonly Cite: new (item: object) => { readonly format: (name: string, options?: object) => string }
}
const require = createRequire(import.meta.url)
const { Cite } = require('@citation-js/core') as CitationJs // it has no types
require('@citation-js/plugin-bibtex')
require('@citation-js/plugin-ris')
const theirs: Readonly<Record<string, (item: object) => string>> = {
  bibtex: (item) => new Cite(item).format('bibtex'),
  biblatex: (item) => new Cite(item).format('biblatex'),
  'csl-json': (item) => new Cite(item).format('data', { format: 'text' }),
  ris: (item) => new Cite(item).format('ris'),
}

const articles = Array.from({ length: count }, (_, n) => admit(synthetic(n)).article)
const rows = articles.map(rowOf)
const keys = articles.map((article) => citekey(article))
const items = articles.map((article) => cslItem(article))
const leanArticles = articles.map(lean)
const leanItems = leanArticles.map((article) => cslItem(article))
// Every writer sees the same bytes leave: a string that nobody reads need not even be joined.
const toBytes = (text: string): number => Buffer.from(text).length

/** By processor time: other programs may be running. */
function measure(print: (n: number) => string): number {
  const start = process.cpuUsage()
  for (let n = 0; n < count; n++) toBytes(print(n))
  const { user, system } = process.cpuUsage(start)
  return (count * 1e6) / (user + system)
}

/** Records a second of each, the median of all rounds but the first two, which warm up. */
function race<Name extends string>(prints: Readonly<Record<Name, (n: number) => string>>): Record<Name, number> {
  const names = Object.keys(prints) as Name[] // its own keys
  const runs = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]> // the same keys
  for (let round = 0; round < rounds + 2; round++) {
    for (const name of names) {
      const rate = measure(prints[name])
      if (round >= 2) runs[name].push(rate)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(runs[name])])) as Record<Name, number> // the same keys
}

function compare(name: string): void {
  const codec = writerNamed(name)
  // The service writes under the citation key that the store keeps.
  const write: Print = (article, key) => codec.write(article, site, { key })
  const template = templateOf(write)
  const same = articles.filter((article, n) => template?.(rows[n] as Row) === write(article, keys[n] ?? '')).length // n is within rows
  const literal = (n: number) => template?.(rows[n] as Row) ?? '' // n is within the list, here and below
  const ours = (n: number) => write(articles[n] as Article, keys[n] ?? '')
  const cite = theirs[name]
  const report = (rates: { readonly ours: number; readonly literal: number }, more = '') => {
    const ratio = rates.ours / rates.literal
    note({ what: `writing ${name}`, yardstick: 'template literal', ratio, target: targets.template })
    process.stdout.write(
      `${name}: ${perSecond(rates.ours)}, template ${perSecond(rates.literal)} of which ${same} of ${count} are the same ` +
        `bytes, ratio ${ratio.toFixed(2)} (target ${targets.template})${more}\n`,
    )
  }
  if (!cite) {
    report(race({ ours, literal }))
    return
  }
  const rates = race({
    ours,
    literal,
    theirs: (n) => cite(items[n] as object),
    oursLean: (n) => write(leanArticles[n] as Article, keys[n] ?? ''),
    theirsLean: (n) => cite(leanItems[n] as object),
    bare: (n) => (name === 'csl-json' ? JSON.stringify(items[n]) : ''),
  })
  const times = (a: number, b: number) => (a / b).toFixed(1)
  note({
    what: `writing ${name}`,
    yardstick: 'Citation.js',
    ratio: rates.ours / rates.theirs,
    target: targets.citationJs,
  })
  note({
    what: `writing ${name}, of the fields that both write`,
    yardstick: 'Citation.js',
    ratio: rates.oursLean / rates.theirsLean,
    target: targets.citationJs,
  })
  const bare = `, bare JSON.stringify of the item × ${times(rates.bare, rates.theirs)}`
  report(
    rates,
    `, Citation.js ${perSecond(rates.theirs)} × ${times(rates.ours, rates.theirs)} (target ${targets.citationJs}), of the ` +
      `same fields × ${times(rates.oursLean, rates.theirsLean)}${name === 'csl-json' ? bare : ''}`,
  )
}

const asked = process.env.ONLY?.split(',')
for (const { name } of writers) if (name !== 'json' && (asked?.includes(name) ?? true)) compare(name)
