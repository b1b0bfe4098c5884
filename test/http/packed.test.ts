import { gzipSync } from 'node:zlib'
import t from 'tap'
import { record, startService } from './start.ts'

t.test('a body may come as gzip, said or not', async (t) => {
  const { app, key } = await startService(t)
  for (const [n, encoding] of [undefined, 'gzip', 'x-gzip'].entries()) {
    const doi = `10.5555/packed.${n}`
    const answer = await app.inject({
      method: 'PUT',
      url: `/articles/${doi}`,
      headers: {
        authorization: key,
        'content-type': 'application/json',
        ...(encoding && { 'content-encoding': encoding }),
      },
      payload: gzipSync(JSON.stringify({ ...record, doi })),
    })
    t.equal(answer.statusCode, 201, answer.body)
  }
})

t.test('what is not whole, too long or packed otherwise is refused (T18)', async (t) => {
  const { app } = await startService(t, { CONVERT_LIMIT: String(2 ** 20) })
  const json = Buffer.from(JSON.stringify(record))
  const convert = (payload: Buffer, encoding: string) =>
    app.inject({
      method: 'POST',
      url: '/convert?to=bibtex',
      headers: { 'content-type': 'application/json', 'content-encoding': encoding },
      payload,
    })
  t.equal((await convert(gzipSync(json).subarray(0, 40), 'gzip')).statusCode, 400)
  t.equal((await convert(gzipSync(Buffer.alloc(2 ** 24)), 'gzip')).statusCode, 413)
  const other = await convert(json, 'br')
  t.equal(other.statusCode, 415)
  t.equal(other.headers['accept-encoding'], 'gzip')
  t.equal((await convert(gzipSync(json), 'gzip')).statusCode, 200)
})
