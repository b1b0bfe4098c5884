import t from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { guessFormat, readAs, readerNamed, readers, writers } from '../../src/formats/index.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const one = {
  doi: '10.5555/guess.1',
  type: 'research-article',
  title: 'Tidal clocks',
  contributors: [{ kind: 'person', role: 'author', family: 'Berg', given: 'Jan' }],
  journal: { title: 'Journal of Invented Shores', issn: { electronic: '2434-561X' } },
  dates: { publishedOnline: '2024-03-05' },
} as const

const textOf = (name: string): string | undefined => {
  const codec = writers.find((writer) => writer.name === name)
  return (
    codec?.read && codec.frame[0] + codec.write({ ...one, contributors: [...one.contributors] }, site) + codec.frame[2]
  )
}

t.test('a reader that is named for another’s text says what the text looks like', async (t) => {
  for (const { name } of readers) {
    const text = textOf(name)
    if (text === undefined) continue
    t.equal(guessFormat(text).name, name)
    for (const other of readers) {
      if (other.name === name) continue
      try {
        readAs(other, text)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        t.match(error.message, `: name ${name}.`, `${name} as ${other.name}`)
      }
    }
  }
})

t.test('what is no format is refused, with its beginning and the formats there are', async (t) => {
  t.throws(() => guessFormat(''), { code: 'unreadable', message: 'The text is empty.' })
  for (const text of ['\u0000\u0001\u0002', '<svg xmlns="http://www.w3.org/2000/svg"/>', '{]']) {
    try {
      readAs(guessFormat(text), text)
      t.fail(`${text} was read`)
    } catch (error) {
      t.ok(error instanceof Refusal && error.code === 'unreadable' && error.message.length > 20, String(error))
    }
  }
})

t.test('a text in the format that was named is read', async (t) => {
  for (const { name } of readers) {
    const text = textOf(name)
    if (text !== undefined) t.equal(readAs(readerNamed(name), text).length, 1, name)
  }
})
