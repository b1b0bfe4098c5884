import fc from 'fast-check'
import { article } from './arbitraries.ts'
import { corners } from './corners.ts'
import { admit } from '../src/article/admit.ts'
import { bibtex } from '../src/formats/bibtex.ts'
import { bibtexAscii } from '../src/formats/bibtex-ascii.ts'
import { parsers } from './judges/bibtex-parsers.ts'
console.log = () => {}; const err = console.error; console.warn = () => {}
const out = process.stdout
const arts = [...Object.values(corners).map((d) => admit(d).article), ...fc.sample(article(), { numRuns: 150, seed: 4 })]
for (const c of [bibtex, bibtexAscii]) {
  const kinds = new Map<string, [number, string]>()
  for (const one of arts) {
    const text = c.write(one)
    const all: any = {}
    for (const [name, p] of Object.entries(parsers)) { try { all[name] = p(text) } catch (e) { const k = name + ' THROWS ' + String(e).slice(0, 120); kinds.set(k, [(kinds.get(k)?.[0] ?? 0) + 1, text.slice(0, 200)]) } }
    for (const f of ['type', 'names', 'year', 'volume', 'number', 'doi']) {
      const vals = Object.entries(all).map(([n, s]: any) => `${n}=${s[f]}`)
      if (new Set(Object.values(all).map((s: any) => s[f])).size > 1) kinds.set(f, [(kinds.get(f)?.[0] ?? 0) + 1, vals.join(' | ') + '  ' + (text.split('\n').find((l) => l.startsWith('  author =')) ?? '')])
    }
  }
  out.write(c.name + ' ' + arts.length + '\n'); for (const [k, [n, ex]] of kinds) out.write(`${n} × ${k}: ${ex.slice(0, 500)}\n`)
}
