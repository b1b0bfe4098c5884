/** Both engines make the same words of a text: SQLite’s own tokenizer is asked about every character. */
import { DatabaseSync } from 'node:sqlite'
import t from 'tap'
import { spelt, wordsOf } from '../../src/store/postgres/words.ts'

const database = new DatabaseSync(':memory:')
database.exec(`
  CREATE VIRTUAL TABLE text USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 2');
  CREATE VIRTUAL TABLE word USING fts5vocab (text, instance)`)
const add = database.prepare('INSERT INTO text (rowid, words) VALUES (?, ?)')
const all = database.prepare('SELECT doc, "offset", term FROM word')
all.setReturnArrays(true)

/** The words that SQLite makes of texts. */
function wordsBySqlite(texts: readonly string[]): string[][] {
  const words: string[][] = texts.map(() => [])
  database.exec('BEGIN')
  for (const [at, text] of texts.entries()) add.run(at + 1, text)
  // `setReturnArrays` changes what comes, which the types do not know.
  for (const [doc, offset, term] of all.iterate() as unknown as Iterable<[number, number, string]>) {
    const list = words[doc - 1]
    if (list) list[offset] = term
  }
  database.exec('ROLLBACK')
  return words
}

t.test('every character, within a word, at its beginning and alone', async (t) => {
  const size = 256
  const texts = Array.from({ length: 0x110000 / size }, (_, page) =>
    Array.from({ length: size }, (_, n) => page * size + n)
      .filter((code) => code > 0 && (code < 0xd800 || code > 0xdfff))
      // Planes without characters are looked at here and there.
      .filter((code) => code < 0x32000 || code > 0xdff00 || code % 61 === 0)
      .map((code) => String.fromCodePoint(code))
      .map((sign) => `a${sign}b ${sign}c ${sign}`)
      .join(' '),
  )
  const expected = wordsBySqlite(texts)
  const wrong = texts.flatMap((text, at) => {
    const mine = wordsOf(text)
    const theirs = expected[at] ?? []
    const place = mine.findIndex((word, index) => word !== theirs[index])
    return place === -1 && mine.length === theirs.length ? [] : [[at * size, mine[place], theirs[place]]]
  })
  t.strictSame(wrong, [])
})

t.test('texts', async (t) => {
  const texts = [
    '',
    ' ',
    'One, two—three',
    'naïve e\u0301te\u0301',
    '\u0301x',
    'a\u0301\u0301',
    'İI',
    '干细胞 x',
    'a_b',
    '𝒳𝒴 z',
  ]
  const expected = wordsBySqlite(texts)
  for (const [at, text] of texts.entries()) t.strictSame(wordsOf(text), expected[at], JSON.stringify(text))
})

t.test('very long words are cut alike', async (t) => {
  for (const text of ['x'.repeat(40_000), 'é'.repeat(40_000)])
    t.strictSame(
      wordsOf(text).map((word) => Buffer.byteLength(word)),
      wordsBySqlite([text])[0]?.map((word) => Buffer.byteLength(word)),
    )
})

t.test('words side by side are found as a part of a line', async (t) => {
  t.equal(spelt([]), '')
  t.equal(spelt(['a', 'b']), ' a  b ')
  t.ok(spelt(['x', 'a', 'b', 'y']).includes(spelt(['a', 'b'])))
  t.notOk(spelt(['xa', 'b']).includes(spelt(['a', 'b'])))
})
