import t from 'tap'
import { bibtex } from '../../../src/formats/bibtex.ts'
import { readingsOf } from '../../../src/library/intake.ts'

const entry = (n: number, extra = '') =>
  `@article{k${n},\n  title = {Title ${n}},\n  abstract = {${'word '.repeat(40)}},\n${extra}  year = 2020\n}\n\n`
const entries = (count: number) => Array.from({ length: count }, (_, n) => entry(n))
async function* chunked(text: string) {
  for (let at = 0; at < text.length; at += 30_000) yield text.slice(at, at + 30_000)
}
async function inParts(text: string) {
  const readings = []
  for await (const reading of readingsOf(chunked(text), bibtex)) readings.push(reading)
  return readings
}

t.test('a file in parts gives what it gives as a whole', async (t) => {
  const list = entries(2500)
  list[700] = '@article{broken, title = {\n\n'
  list[900] = entry(900, '  note = {An abstract may quote\n@article of a bibliography, and go on},\n')
  list[2499] += '@comment{jabref-meta: databaseType:bibtex;}\n'
  const text = list.join('')
  t.ok(bibtex.cut(text) > 0.9 * text.length)
  t.same(await inParts(text), bibtex.read(text))
  t.match(bibtex.read(text)[700], { place: /^line \d{4} \(broken\)$/ })
})

t.test('a file whose entries need one another is read whole from there on', async (t) => {
  const several: Record<string, [at: number, text: string]> = {
    macro: [1000, '@string{js = {Journal of Shores}}\n@article{m, title = {M}, journal = js}\n'],
    parent: [10, '@proceedings{p, title = {P}, publisher = {Example Press}}\n'],
    child: [10, '@article{c, title = {C},\n crossref = {k1999}}\n'],
  }
  for (const [name, [at, more]] of Object.entries(several)) {
    const list = entries(2000)
    list[at] = more
    list[1500] = '@article{late, title = {Late}, journal = js, crossref = {p}}\n'
    const text = list.join('')
    t.equal(bibtex.cut(text), 0, name)
    t.same(await inParts(text), bibtex.read(text), name)
  }
})

t.test('what has no end yet, or none, is not cut', (t) => {
  for (const text of ['', '@article{a, title={A}}', '@article{a,\n title={\n@article{b', 'a\n@b c'])
    t.equal(bibtex.cut(text), 0, text)
  t.equal(bibtex.cut('@article{a, title={A}}\n@misc(b, title={B})\n@misc{c'), 43)
  t.end()
})
