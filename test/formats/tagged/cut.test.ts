import t from 'tap'
import { enw } from '../../../src/formats/enw.ts'
import { nbib } from '../../../src/formats/nbib.ts'
import { ris } from '../../../src/formats/ris.ts'

const formats = {
  ris: {
    codec: ris,
    record: (n: number) => `TY  - JOUR\r\nTI  - Title ${n}\r\nAB  - One\r\nmore of it\r\nER  - \r\n\r\n`,
  },
  enw: { codec: enw, record: (n: number) => `%0 Journal Article\n%T Title ${n}\n%X One\n\nmore of it\n%V 3\n\n` },
  nbib: { codec: nbib, record: (n: number) => `PMID- ${n + 1}\r\nTI  - Title ${n}\r\nAB  - One\r\n      more\r\n\r\n` },
}

for (const [name, { codec, record }] of Object.entries(formats)) {
  const source = Array.from({ length: 12 }, (_, n) => record(n)).join('')
  t.test(`${name}: read in parts of any size, a source says what it says as a whole`, async (t) => {
    const whole = codec.read(source)
    t.equal(whole.length, 12)
    for (let size = 40; size < source.length; size += 37) {
      const parts = []
      let [text, line] = ['', 1]
      for (let at = 0; at < source.length; at += size) {
        text += source.slice(at, at + size)
        const end = codec.cut(text)
        if (end === 0) continue
        parts.push(...codec.read(text.slice(0, end), line))
        line += text.slice(0, end).split('\n').length - 1
        text = text.slice(end)
      }
      if (text.trim() !== '') parts.push(...codec.read(text, line))
      t.same(parts, whole, `parts of ${size} characters`)
    }
  })
  t.test(`${name}: a part without a record is refused alone; a source without one as a whole`, async (t) => {
    t.match(codec.read('exported on a Monday\n', 7), [{ place: 'line 7', refusal: { code: 'unreadable' } }])
    t.throws(() => codec.read('exported on a Monday\n'), { code: 'unreadable' })
    t.equal(codec.cut('exported on a Monday\n'), 0)
  })
}

t.test('what only looks like an end is none', async (t) => {
  t.equal(ris.cut('TY  - JOUR\nAB  - x\nERA-Interim - data\nTI  - T\n'), 0)
  t.equal(enw.cut('%0 Journal Article\n%T T\n%05 is a code\n'), 0)
  t.equal(nbib.cut('OWN - NLM\nPMID- 1\nTI  - T\n'), 0)
})
