/**
 * A WebAssembly module that takes the CRC-32 of what lies in its memory, in two parts. CRC-32 is what remains of a text,
 * read as a polynomial over two elements, by one of degree 32; there squares of sums are sums of squares, so that
 * a multiple of that polynomial stays one where bits are made bytes. `x^300 + x^155 + x^117 + x^89 + 1` is the multiple of
 * five terms of the least degree: a byte may be added to those 145, 183, 211 and 300 behind it, and be left away. Sixteen
 * bytes go so in a few instructions without a table; what is left is looked up, sixteen bytes a step (“slicing”). After
 * S. Russell, Chorba: a novel CRC32 implementation, https://arxiv.org/abs/2412.16398.
 *
 * The bytes of the instructions: https://webassembly.github.io/spec/core/binary/instructions.html
 */

const distances = [145, 183, 211, 300]
const farthest = 300
/** Of the sixteen-byte vectors that hold the farthest distance. */
const vectors = Math.ceil(farthest / 16)
const slice = 16

/** The tables lie first, a kilobyte for each place in a slice; then the text; then, as far apart, its sums. */
export const messageAt = slice * 1024
export const capacity = 1 << 18
// Before the first sum lie as many zeros as are looked back upon, behind the text and the sums a vector or two.
const sumsFrom = capacity + 512
const pages = Math.ceil((messageAt + sumsFrom + capacity + 512) / 65_536)

/** Unsigned LEB128. */
const natural = (n: number): number[] => (n < 0x80 ? [n] : [(n & 0x7f) | 0x80, ...natural(n >>> 7)])
/** Signed LEB128. */
const integer = (n: number): number[] => (n >= -64 && n < 64 ? [n & 0x7f] : [(n & 0x7f) | 0x80, ...integer(n >> 7)])
const section = (id: number, body: readonly number[]) => [id, ...natural(body.length), ...body]
const times = (count: number, part: (n: number) => readonly number[]) =>
  Array.from({ length: count }, (_, n) => part(n)).flat()

const [add, sub, and, xor, shl, shr, less, notLess] = [0x6a, 0x6b, 0x71, 0x73, 0x74, 0x76, 0x49, 0x4f]
const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const tee = (local: number) => [0x22, local]
const number = (n: number) => [0x41, ...integer(n)]
const load = (offset: number) => [0x28, 0, ...natural(offset)]
const loadByte = (offset: number) => [0x2d, 0, ...natural(offset)]
const loadVector = (offset: number) => [0xfd, 0, 0, ...natural(offset)]
const storeVector = (offset: number) => [0xfd, 11, 0, ...natural(offset)]
const zeroVector = [0xfd, 12, ...times(16, () => [0])]
const xorVector = [0xfd, 81]
const ifAny = (body: readonly number[]) => [0x04, 0x40, ...body, 0x0b]
/** Again for as long as the last value is not 0. */
const loop = (body: readonly number[]) => [0x03, 0x40, ...body, 0x0d, 0, 0x0b]

/** Parameters, then locals. */
const [at, left, crc, end, word] = [0, 1, 2, 3, 4]

/** Where it is stored, and the vector there with the sums of those before it. */
const sum = (offset: number) => [
  ...get(at),
  ...get(at),
  ...loadVector(offset),
  ...distances.flatMap((distance) => [...get(at), ...loadVector(sumsFrom - distance + offset), ...xorVector]),
]

/** Leaves the last 300 to 315 bytes, to which all before them is added. */
const fold = [
  ...[...get(at), ...get(left), ...number(farthest), sub, ...number(-16), and, ...tee(word), add, ...set(end)],
  ...[...get(left), ...get(word), sub, ...set(left)],
  // The state before the first byte is all ones, which is the same as the first four bytes inverted.
  ...[...get(at), ...get(at), ...load(0), ...get(crc), xor, 0x36, 0, 0, ...number(0), ...set(crc)],
  ...loop([...sum(0), ...storeVector(sumsFrom), ...get(at), ...number(16), add, ...tee(at), ...get(end), less]),
  // What stays is not added to what follows it.
  ...times(vectors, (n) => [...get(at), ...zeroVector, ...storeVector(sumsFrom + 16 * n)]),
  ...times(vectors, (n) => [...sum(16 * n), ...storeVector(16 * n)]),
]

const table = (place: number) => load(1024 * place)
/** What the tables say of the four bytes of a local that are followed by `behind` others in the slice. */
const lookUp = (local: number, behind: number) => [
  ...[...get(local), ...number(2), shl, ...number(0x3fc), and, ...table(behind + 3)],
  ...[...get(local), ...number(6), shr, ...number(0x3fc), and, ...table(behind + 2), xor],
  ...[...get(local), ...number(14), shr, ...number(0x3fc), and, ...table(behind + 1), xor],
  ...[...get(local), ...number(22), shr, ...number(0x3fc), and, ...table(behind), xor],
]
const nextSlice = [
  ...[...get(at), ...load(0), ...get(crc), xor, ...set(crc), ...lookUp(crc, slice - 4)],
  ...times(slice / 4 - 1, (n) => [
    ...[...get(at), ...load(4 * n + 4), ...set(word)],
    ...[...lookUp(word, slice - 8 - 4 * n), xor],
  ]),
  ...set(crc),
]
const nextByte = [
  ...[...get(at), ...loadByte(0), ...get(crc), xor, ...number(0xff), and, ...number(2), shl, ...table(0)],
  ...[...get(crc), ...number(8), shr, xor, ...set(crc)],
]
const go = (bytes: number) => [
  ...[...get(at), ...number(bytes), add, ...set(at)],
  ...[...get(left), ...number(bytes), sub, ...tee(left)],
]
const body = [
  ...[...number(-1), ...set(crc)],
  ...[...get(left), ...number(farthest + 16), notLess, ...ifAny(fold)],
  ...[...get(left), ...number(slice), notLess],
  ...ifAny(loop([...nextSlice, ...go(slice), ...number(slice), notLess])),
  ...[...get(left), ...ifAny(loop([...nextByte, ...go(1)]))],
  ...[...get(crc), ...number(-1), xor, 0x0b],
]

const i32 = 0x7f
const code = [1, 3, i32, ...body]
/** Exports the memory `m` and the function `c` of an address and a length, which changes what lies there. */
export const crc32Module = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, 2, i32, i32, 1, i32]),
  ...section(3, [1, 0]),
  ...section(5, [1, 1, pages, pages]),
  ...section(7, [2, 1, 0x6d, 2, 0, 1, 0x63, 0, 0]),
  ...section(10, [1, ...natural(code.length), ...code]),
])

/** What stands in the tables: `[k][b]` is what remains of byte `b` with `k` bytes behind it. */
export function crc32Tables(): readonly number[] {
  const entries: number[] = []
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
    entries.push(rest)
  }
  for (let n = 256; n < 256 * slice; n++) {
    const before = entries[n - 256] ?? 0
    entries.push((before >>> 8) ^ (entries[before & 0xff] ?? 0))
  }
  return entries
}
