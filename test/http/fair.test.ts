/** What an assessor of FAIRness finds at an article’s address. */
import t from 'tap'
import { localCaller } from '../../src/library/keys.ts'
import { assess, fullMarks, type Get } from '../judges/fuji.ts'
import { record, startService } from './start.ts'

const described = {
  ...record,
  abstracts: [{ sections: [{ paragraphs: ['Clocks of the tide, counted on a shore that does not exist.'] }] }],
  keywords: [{ terms: ['tides', 'clocks'] }],
  journal: { ...record.journal, publisher: { name: 'Shore Press' } },
}
const whole = {
  ...described,
  licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/' }],
  links: [{ kind: 'pdf', url: 'https://press.example/tides/7.pdf' }],
}

async function points(t: Test, draft: object) {
  const { app, library } = await startService(t)
  await library.deposit({ draft: draft as never, by: localCaller }) // a draft as it comes over the wire
  const get: Get = async (url, accept) => {
    const { statusCode, headers, body } = await app.inject({ url, headers: { accept } })
    return { status: statusCode, type: String(headers['content-type']), link: String(headers.link), body }
  }
  const earned = await assess('/10.5555/Tides.7', get)
  return { earned, sum: [...earned.values()].reduce((sum, one) => sum + one, 0) }
}
type Test = Parameters<typeof startService>[0]

t.test('the list has 26 points', async (t) => {
  t.equal(fullMarks, 26)
})

t.test('an article with licence and full text has at least 22 of 26', async (t) => {
  const { earned, sum } = await points(t, whole)
  t.ok(sum >= 22, `${sum} points: ${JSON.stringify([...earned])}`)
})

t.test('one of which only metadata are known has at least 16', async (t) => {
  const { earned, sum } = await points(t, described)
  t.ok(sum >= 16, `${sum} points: ${JSON.stringify([...earned])}`)
})
