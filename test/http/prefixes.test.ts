import fc from 'fast-check'
import t from 'tap'
import { doiPrefix, encodeDoi, parseDoi } from '../../src/article/doi.ts'
import { record, startService } from './start.ts'

/** Prefixes near to the key’s own, and ways to write a DOI. */
const prefixes = ['10.5555', '10.55555', '10.555', '10.5555.1', '10.05555', '10.1000', '10.５５５５', '10.5555\u200b']
const spellings: readonly ((doi: string) => string)[] = [
  (doi) => doi,
  (doi) => doi.toUpperCase(),
  (doi) => `doi:${doi}`,
  (doi) => `DOI: ${doi}`,
  (doi) => `https://doi.org/${doi}`,
  (doi) => `HTTPS://DX.DOI.ORG/${encodeURIComponent(doi)}`,
  (doi) => ` ${doi} `,
  (doi) => `“${doi}”`,
  (doi) => doi.replace('/', '%2F'),
  (doi) => `info:doi/${doi}`,
  (doi) => `10.5555/${doi}`,
  (doi) => `${doi}/10.5555/x`,
  (doi) => doi.replace('/', '//'),
  (doi) => `../${doi}`,
]
const suffix = fc.constantFrom('a', '../10.5555/a', 'A(1)<2>;x', 'x%2F10.5555', '%31', 'é')
const spelt = fc
  .tuple(fc.constantFrom(...prefixes), suffix, fc.constantFrom(...spellings))
  .map(([prefix, tail, spell]) => spell(`${prefix}/${tail}`))

t.test('however a DOI is spelt, a key writes under its own prefix alone, at every door', async (t) => {
  const { app, library, key } = await startService(t)
  const { secret } = await library.keys.create({ name: 'office', prefixes: ['10.5555'] })
  const foreign = await Promise.all(
    ['10.55555', '10.5555.1', '10.05555', '10.1000'].map(async (prefix) => {
      const doi = `${prefix}/a`
      await app.inject({
        method: 'PUT',
        url: `/articles/${doi}`,
        headers: { authorization: key },
        payload: { ...record, doi },
      })
      return doi
    }),
  )
  const headers = { authorization: `Bearer ${secret}` }
  const merge = { ...headers, 'content-type': 'application/merge-patch+json' }
  const write = async (doi: string) => {
    const payload = { ...record, doi, volume: 'forged' }
    for (const path of [encodeDoi(doi), encodeURIComponent(doi), encodeURIComponent(encodeURIComponent(doi))]) {
      await app.inject({ method: 'PUT', url: `/articles/${path}`, headers, payload })
      await app.inject({ method: 'PUT', url: `/articles/${path}`, headers, payload: { title: 'forged' } })
      await app.inject({ method: 'PATCH', url: `/articles/${path}`, headers: merge, payload: '{"volume":"forged"}' })
      await app.inject({ method: 'POST', url: `/restore/${path}`, headers })
      await app.inject({ method: 'DELETE', url: `/articles/${path}`, headers })
    }
    const bodies: readonly (readonly [string, string])[] = [
      ['application/x-ndjson', JSON.stringify(payload)],
      ['application/x-bibtex', `@article{a, title={forged}, doi={${doi}}}`],
    ]
    for (const [type, body] of bodies) {
      await app.inject({
        method: 'POST',
        url: '/articles',
        headers: { ...headers, 'content-type': type },
        payload: body,
      })
    }
  }
  await fc.assert(fc.asyncProperty(spelt, write), { numRuns: 100 })
  const changes = await library.changesSince(0, 100_000)
  const own = changes.filter(({ by }) => by === 'office')
  t.ok(own.length > 0)
  t.strictSame([...new Set(own.map(({ doi }) => doiPrefix(parseDoi(doi) ?? '')))], ['10.5555'])
  for (const doi of foreign) t.equal((await library.history(doi)).length, 1)
})
