import t from 'tap'
import { holdsAnyOf } from '../../src/text/holds.ts'
import { attribute, text } from '../../src/text/markup.ts'

const everyCharacter = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
const long = 'x'.repeat(200)

t.test('a character of any class is found in short and long texts, at either end', async (t) => {
  const holds = holdsAnyOf('a-c', '\\x00-\\x1f', '\\u2028\\ufffe-\\uffff')
  const members = new Set([...'abc', ...everyCharacter.slice(0, 0x20), '\u2028', '\ufffe', '\uffff'])
  for (const whole of [(one: string) => one, (one: string) => long + one, (one: string) => one + long]) {
    const wrong = everyCharacter.filter((character) => holds(whole(character)) !== members.has(character))
    t.same(wrong, [])
  }
  t.notOk(holds(''))
})

t.test('what is escaped in a short text is escaped alike in a long one', async (t) => {
  for (const escaped of [text, attribute]) {
    t.same(
      everyCharacter.filter((character) => escaped(long + character) !== long + escaped(character)),
      [],
    )
  }
})
