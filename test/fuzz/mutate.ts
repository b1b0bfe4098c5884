/** Damages bytes as files are damaged, and as somebody would who wants a reader to fall. Deterministic by its seed. */

/** Numbers from 0 to below 1 (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** What notations give a meaning of their own, and what breaks programs. */
const pieces = [
  ...'<>&"\'{}[]()\\,;:=@#%-|/~^$\n\r\t\0'.split(''),
  ...['<!--', ']]>', '<![CDATA[', '<?', '<!DOCTYPE a [', '&#0;', '&#x110000;', '&amp;amp;', '__proto__', 'constructor'],
  ...['\ufeff', '\ud800', '\u2028', '\u202e', '\u0301', '𝒳', '1e999', '-0', 'null', '10.', '99999999999999999999'],
  ...[
    '{{{{{{{{',
    '}}}}}}}}',
    '[[[[[[[[',
    '<<<<<<<<',
    '@article{',
    'TY  - ',
    'ER  - ',
    '\\undefined{',
    '$$',
    '<b><i></b></i>',
  ],
]

type Mutation = (bytes: Buffer, random: () => number) => Buffer

const at = (bytes: Buffer, random: () => number): number => Math.floor(random() * (bytes.length + 1))

const span = (bytes: Buffer, random: () => number): readonly [number, number] => {
  const start = at(bytes, random)
  return [start, Math.min(bytes.length, start + Math.floor(random() ** 3 * bytes.length * 0.5) + 1)]
}

const mutations: readonly Mutation[] = [
  // One bit.
  (bytes, random) => {
    const copy = Buffer.from(bytes)
    const place = Math.min(at(bytes, random), bytes.length - 1)
    copy[place] = (copy[place] ?? 0) ^ (1 << Math.floor(random() * 8))
    return copy
  },
  // Cut off.
  (bytes, random) => bytes.subarray(0, at(bytes, random)),
  // A piece taken out.
  (bytes, random) => {
    const [start, end] = span(bytes, random)
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)])
  },
  // A piece twice, up to twenty times.
  (bytes, random) => {
    const [start, end] = span(bytes, random)
    const times = 1 + Math.floor(random() ** 2 * 20)
    const copies = Array.from({ length: times }, () => bytes.subarray(start, end))
    return Buffer.concat([bytes.subarray(0, end), ...copies, bytes.subarray(end)])
  },
  // Something put in.
  (bytes, random) => {
    const place = at(bytes, random)
    const piece = Buffer.from(pieces[Math.floor(random() * pieces.length)] ?? '')
    return Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place)])
  },
  // Two pieces in each other’s place.
  (bytes, random) => {
    const [start, end] = span(bytes, random)
    const place = at(bytes, random)
    return Buffer.concat([bytes.subarray(start, end), bytes.subarray(place), bytes.subarray(0, place)])
  },
]

/** One to four mutations, one upon the other; no longer than four times the sample. */
export function mutate(sample: Buffer, random: () => number): Buffer {
  let bytes = sample
  for (let n = 1 + Math.floor(random() * 4); n > 0 && bytes.length > 0; n--) {
    const mutation = mutations[Math.floor(random() * mutations.length)]
    bytes = mutation?.(bytes, random) ?? bytes
  }
  return bytes.subarray(0, sample.length * 4)
}
