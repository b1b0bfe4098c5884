/** The CRC-32 of records: what zlib’s says, whatever the text. */
import { crc32 as zlibCrc32 } from 'node:zlib'
import t from 'tap'
import { byZlib, crc32, provenCrc32 } from '../../src/store/crc32.ts'
import { capacity } from '../../src/store/crc32-module.ts'

const alphabets = {
  ASCII: 'abc "{}',
  'Latin-1': 'aé',
  'letters of one to four bytes': 'aé漢𝒳',
  'halves of letters': 'a\ud800\udfff',
}

/** The same letters every time, and hardly the same ones twice in a row. */
const textOf = (alphabet: string, length: number): string => {
  const letters = [...alphabet]
  return Array.from({ length }, (_, n) => letters[(n * n + (n >> 3) * 7 + length) % letters.length]).join('')
}

t.test('it runs here, and not zlib’s', async (t) => t.not(crc32, byZlib))

for (const [name, alphabet] of Object.entries(alphabets)) {
  t.test(`${name}, of any length`, async (t) => {
    const wrong: number[] = []
    for (let length = 0; length < 1500; length++) {
      const [first, then] = [textOf(alphabet, length), textOf(alphabet, length % 90)]
      const right = zlibCrc32(first + then)
      // Halves that meet are one letter in the sum of both.
      const expected = name === 'halves of letters' ? zlibCrc32(then, zlibCrc32(first)) : right
      if (crc32(first, then) !== expected || crc32(Buffer.from(first), then) !== expected) wrong.push(length)
    }
    t.strictSame(wrong, [])
  })
  t.test(`${name}, about as long as there is room for, and longer`, async (t) => {
    for (const length of [capacity / 6, capacity / 4, capacity / 3, capacity, 2 * capacity]) {
      for (const near of [-1, 0, 1]) {
        const text = textOf(alphabet, Math.floor(length) + near)
        t.equal(crc32(text, 'beside'), zlibCrc32('beside', zlibCrc32(text)), `${text.length}`)
        t.equal(crc32(Buffer.from(text), ''), zlibCrc32(text), `bytes of ${text.length}`)
      }
    }
    // What was longer before leaves nothing behind.
    t.equal(crc32(textOf(alphabet, 700), ''), zlibCrc32(textOf(alphabet, 700)))
  })
}

t.test('every bit that turns over is noticed', async (t) => {
  for (const length of [1, 15, 16, 299, 315, 316, 332, 700]) {
    const bytes = Buffer.from(textOf(alphabets.ASCII, length))
    const right = crc32(bytes, 'beside')
    let unnoticed = 0
    for (let bit = 0; bit < 8 * length; bit++) {
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      if (crc32(bytes, 'beside') === right) unnoticed += 1
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    }
    t.equal(unnoticed, 0, `of ${length} bytes`)
  }
})

t.test('zlib’s stands in where the module cannot be made, or says something else', async (t) => {
  const failing = () => {
    throw new Error('no WebAssembly')
  }
  t.equal(provenCrc32(failing), byZlib)
  t.equal(
    provenCrc32(() => () => 0),
    byZlib,
  )
  t.not(
    provenCrc32(() => (first, then) => byZlib(first, then)),
    byZlib,
  )
})
