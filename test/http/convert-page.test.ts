import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { readers, writers } from '../../src/formats/index.ts'
import { convertExamples } from '../../src/web/convert-examples.ts'
import { startService } from './start.ts'

const letters = readFileSync(new URL('../../examples/two-letters.bib', import.meta.url), 'utf8')

type Fields = Readonly<Record<string, string | File>>

/** A form as a browser sends it. */
async function formOf(fields: Fields) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const encoded = new Response(form)
  const type = encoded.headers.get('content-type') ?? ''
  return { headers: { 'content-type': type }, payload: Buffer.from(await encoded.arrayBuffer()) }
}

async function startForm(t: Parameters<typeof startService>[0], settings: Record<string, string> = {}) {
  const { app, library } = await startService(t, settings)
  const send = async (fields: Fields) => app.inject({ method: 'POST', url: '/convert', ...(await formOf(fields)) })
  return { app, library, send }
}

t.test('the page has a form with every format that is read, and examples that are understood', async (t) => {
  const { app } = await startForm(t)
  const page = await app.inject({ url: '/convert', headers: { accept: 'text/html' } })
  t.match(page.headers, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': /^default-src 'none'/,
  })
  for (const { name } of readers) t.match(page.body, `<option value="${name}">`)
  for (const { name } of convertExamples) {
    const { statusCode, body } = await app.inject(`/convert?example=${name}`)
    t.equal(statusCode, 200)
    t.match(body, 'id="output-', name)
  }
  t.equal((await app.inject('/convert?example=none')).statusCode, 404)
})

t.test('a form is answered with the records, their notes and every format; nothing is stored', async (t) => {
  const { library, send } = await startForm(t)
  const { statusCode, body, headers } = await send({ text: letters, from: '' })
  t.equal(statusCode, 200)
  t.equal(headers['cache-control'], 'no-store')
  t.match(body, '2 records')
  t.match(body, 'Recognised as BibTeX.')
  for (const { name, title } of writers) {
    t.match(body, `id="output-${name}"`)
    t.match(body, title.replaceAll('&', '&amp;'))
  }
  t.equal(body.match(/aria-pressed="true"/g)?.length, 1, 'one record is shown')
  const second = await send({ text: letters, from: 'bibtex', record: '1' })
  t.match(second.body, 'Read as BibTeX.')
  t.match(second.body, /value="1" aria-pressed="true"/)
  t.match((await send({ text: letters, record: '999' })).body, /value="1" aria-pressed="true"/, 'the last there is')
  t.equal(await library.count(), 0)
})

t.test('a file goes before the text, packed or not; what stood in it stands in the form', async (t) => {
  const { send } = await startForm(t)
  for (const bytes of [letters, gzipSync(letters)]) {
    const { body } = await send({ text: 'TY  - JOUR', file: new File([bytes], 'a.bib') })
    t.match(body, 'Recognised as BibTeX.')
    t.match(body, 'spellcheck="false"')
    t.match(body, letters.trim().split('\n')[0] ?? '')
  }
})

t.test('line ends that browsers make are taken back, and a first empty line is kept', async (t) => {
  const { send } = await startForm(t)
  const { body } = await send({ text: `\r\n${letters.replaceAll('\n', '\r\n')}` })
  const field = /<textarea[^>]*>([^<]*)/.exec(body)?.[1] ?? ''
  t.ok(field.startsWith('\n\n@'))
  t.notMatch(field, '&#13;')
})

t.test('a download is the document of all records', async (t) => {
  const { send } = await startForm(t)
  for (const { name, extension } of writers) {
    const { statusCode, headers, body } = await send({ text: letters, to: name })
    if (statusCode !== 200) continue
    t.equal(headers['content-disposition'], `attachment; filename="records${extension}"`)
    t.ok(body.length > 0, name)
  }
  t.equal((await send({ text: letters, to: 'bibtex' })).body.match(/^@/gm)?.length, 2)
})

const refusals: readonly (readonly [what: string, fields: Fields, status: number, told: RegExp])[] = [
  ['nothing', { text: '' }, 400, /The text is empty/],
  ['no format', { text: 'lorem' }, 400, /No format was recognised/],
  ['another format than named', { text: letters, from: 'ris' }, 400, /name="as" value="bibtex"/],
  ['no such format', { text: letters, from: 'docx' }, 400, /There is no format “docx”/],
  [
    'bytes that are no text',
    { file: new File([new Uint8Array([0x40, 0xe9, 0x28])], 'a.bib') },
    400,
    /The file a\.bib is not UTF-8/,
  ],
  [
    'too long once it is unpacked',
    { file: new File([gzipSync('x'.repeat(100_000))], 'a.gz') },
    413,
    /longer than the 2048/,
  ],
  ['too long', { text: 'x'.repeat(3000) }, 413, /longer than the 2048 bytes/],
]

for (const [what, fields, status, told] of refusals) {
  t.test(`told on the page, above the form: ${what}`, async (t) => {
    const { send } = await startForm(t, { BODY_LIMIT: '2048' })
    const { statusCode, headers, body } = await send(fields)
    t.equal(statusCode, status)
    t.equal(headers['content-type'], 'text/html; charset=utf-8')
    t.match(body, told)
    t.match(body, '<form id="convert"')
  })
}

t.test('a form that is not whole is told so; a record that is refused is shown with its reasons', async (t) => {
  const { app, send } = await startForm(t)
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  for (const payload of ['', '--x\r\n', '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nabc']) {
    const broken = await app.inject({ method: 'POST', url: '/convert', headers, payload })
    t.equal(broken.statusCode, 400)
    t.match(broken.body, 'The form is not whole')
  }
  const mixed = await send({ text: '[{"doi":"10.5555/1","title":"A"},{"title":7}]', record: '1' })
  t.match(mixed.body, 'One record; 1 could not be taken')
  t.match(mixed.body, '<code>/title</code>')
})

t.test('a text is guessed by its content, the surest format first', async (t) => {
  const { app } = await startForm(t)
  const guess = async (payload: string) =>
    (
      await app.inject({ method: 'POST', url: '/formats/guess', headers: { 'content-type': 'text/plain' }, payload })
    ).json()
  t.match(await guess(letters), [{ format: 'bibtex', title: 'BibTeX' }])
  t.match(await guess('TY  - JOUR\nTI  - A\nER  - \n'), [{ format: 'ris' }])
  t.strictSame(await guess(''), [])
  const sureness = (await guess('{"title": "A"}')).map((one: { sureness: number }) => one.sureness)
  t.strictSame(
    sureness,
    sureness.toSorted((a: number, b: number) => b - a),
  )
})
