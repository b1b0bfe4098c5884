/**
 * The service keeps to its OpenAPI document, whatever it is asked.
 *
 *   npm run fuzz:contract -- [requests] [seed]
 */
import fc from 'fast-check'
import t from 'tap'
import { codecs } from '../../src/formats/index.ts'
import { record, site, startService } from '../http/start.ts'
import { createJudge, type Document, requestsOf, type Samples } from './contract.ts'

const numRuns = Number(process.argv[2] ?? 600)
const seed = Number(process.argv[3] ?? 20261123)

t.setTimeout(900_000)

t.test(
  `${numRuns} requests, valid and not: no 5xx, no undocumented status, no answer against its schema`,
  async (t) => {
    const { app, key, library } = await startService(t)
    const document: Document = (await app.inject('/openapi.json')).json()
    const headers = { authorization: key, 'content-type': 'application/json' }
    await app.inject({ method: 'PUT', url: `/articles/${record.doi}`, headers, payload: record })
    const bodies: Record<string, string> = {}
    const stored = await library.find(record.doi)
    const article = stored && JSON.parse(stored.json)
    for (const { mediaType, write } of codecs) if (write) bodies[mediaType] = write(article, site)
    const samples: Samples = {
      key,
      dois: [record.doi, '10.5555/none', '10.5555/a(b)c;d<e>#f?g', '10.5555/tides.7/'],
      bodies,
    }
    const judge = createJudge(document)
    const statuses = new Map<number, number>()
    for (const asked of fc.sample(requestsOf(document, samples), { numRuns, seed })) {
      const answer = await app.inject(asked.request)
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
      judge.judge(asked, answer)
    }
    t.strictSame(judge.faults(), [], `seed ${seed}`)
    t.comment(
      [...statuses]
        .sort(([a], [b]) => a - b)
        .map(([status, n]) => `${status}: ${n}`)
        .join(', '),
    )
  },
)
