/** The landing page as programs read it: its meta elements, its JSON-LD, and all of it together. */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import type { Draft, StoredArticle } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { highwire } from '../../src/formats/highwire.ts'
import { html } from '../../src/formats/html.ts'
import { readers } from '../../src/formats/index.ts'
import { drop, lessened } from '../../src/formats/losses.ts'
import { schemaOrg } from '../../src/formats/schema-org.ts'
import { createLanding } from '../../src/http/landing.ts'
import { contextOf, headOf } from '../../src/http/landing-head.ts'
import { localCaller } from '../../src/library/keys.ts'
import type { Library } from '../../src/library/library.ts'
import { createCatalogue } from '../../src/styles/catalogue.ts'
import { parsePage } from '../../src/text/html-page.ts'
import { text } from '../../src/text/markup.ts'
import { plainText } from '../../src/text/rich.ts'
import { article } from '../arbitraries.ts'
import { record, site, startService } from './start.ts'

const folder = new URL('../fixtures/', import.meta.url)

interface Fixture {
  readonly name: string
  readonly article: StoredArticle
}

/** Every article of every fixture that can be admitted; those without a DOI are given one. */
const fixtures: readonly Fixture[] = readers.flatMap((reader) => {
  const files = readdirSync(folder).includes(reader.name) ? readdirSync(new URL(`${reader.name}/`, folder)) : []
  return files.flatMap((file) => {
    const text = readFileSync(new URL(`${reader.name}/${file}`, folder), 'utf8')
    const readings = refusable(() => reader.read(text)) ?? []
    return readings.flatMap((reading, at): Fixture[] => {
      if ('refusal' in reading) return []
      const article = refusable(() => admit({ ...reading.draft, doi: reading.draft.doi ?? '10.5555/fixture' }).article)
      const { doi } = article ?? {}
      return article && doi !== undefined
        ? [{ name: `${reader.name}/${file} ${at}`, article: { ...article, doi } }]
        : []
    })
  })
})

/** What has no title is no article to readers of meta elements. */
const titled = fixtures.filter(({ article }) => article.title !== undefined || article.subtitle !== undefined)

function refusable<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function readBack(text: string) {
  const [reading, more] = html.read(text)
  if (!reading || 'refusal' in reading || more) throw new Error('Not one article')
  return { article: admit(reading.draft).article, notes: reading.notes }
}

const page = (head: string, body = '') =>
  `<!doctype html><html><head><title>T</title>${head}</head><body>${body}</body></html>`
const metasOf = (head: string) => head.replace(/<script[\s\S]*?<\/script>/g, '')

t.test('the meta elements read back to the record of every fixture, less what the table says they lose', async (t) => {
  t.ok(fixtures.length > 100)
  for (const { name, article } of titled) {
    const { article: read } = readBack(page(metasOf(headOf(article, site))))
    t.strictSame(read, lessened(article, highwire), name)
  }
})

t.test('the meta elements read back to any article, less what the table says they lose', async (t) => {
  fc.assert(
    fc.property(article(), (any) => {
      const one = { ...any, doi: any.doi ?? '10.5555/any' }
      if (one.title === undefined && one.subtitle === undefined) return
      const { article: read } = readBack(page(metasOf(headOf(one, site))))
      t.strictSame(read, lessened(one, highwire))
    }),
    { numRuns: 100 },
  )
})

t.test('the vocabularies do not disagree', async (t) => {
  for (const { name, article } of titled) {
    const { notes } = readBack(page(metasOf(headOf(article, site))))
    t.strictSame(
      notes.filter(({ code }) => code === 'sources-disagree'),
      [],
      name,
    )
  }
})

t.test('the JSON-LD reads back to the record of every fixture, less what the table says it loses', async (t) => {
  for (const { name, article } of fixtures) {
    const [data, more] = parsePage(page(headOf(article, site))).data
    t.equal(more, undefined)
    const [reading] = schemaOrg.read(data ?? '')
    if (!reading || 'refusal' in reading) throw new Error(`${name} was not read`)
    t.strictSame(reading.draft, schemaOrg.read(schemaOrg.write(article, site, {})).flatMap(draftOf)[0], name)
  }
})

const draftOf = (reading: ReturnType<typeof schemaOrg.read>[number]) => ('draft' in reading ? [reading.draft] : [])

t.test('the whole head of every fixture is read, and has the same article', async (t) => {
  for (const { name, article } of titled) {
    const { article: read } = readBack(page(headOf(article, site), contextOf(article, site)))
    const said = lessened(article, schemaOrg)
    const { title, issue } = lessened(article, highwire)
    t.strictSame([read.title, read.issue], [title, issue], name)
    for (const field of ['doi', 'volume', 'language'] as const) t.equal(read[field], said[field], `${name} ${field}`)
    for (const field of ['contributors', 'affiliations', 'references', 'funding', 'relations'] as const) {
      t.equal(read[field]?.length, said[field]?.length, `${name} ${field}`)
    }
    t.equal(read.unmapped, undefined, name)
  }
})

t.test('the page of every fixture adds nothing to what its head says', async (t) => {
  const library = { find: async () => undefined } as unknown as Library // nothing it cites is here
  const landing = createLanding({ site, library, catalogue: createCatalogue() })
  for (const { name, article } of titled) {
    const [json, at] = [JSON.stringify(article), '2026-01-02T03:04:05.000Z']
    const record = { doi: article.doi, version: 2, created: at, modified: at, by: 'test', json }
    const { article: read } = readBack(await landing(record, 'Berg, J. (2024). <i>Shores</i>.', false))
    const { title = '' } = article
    const bare = page(headOf(article, site), contextOf(article, site)).replace(
      '<title>T<',
      `<title>${text(plainText(title))}<`,
    )
    const said = readBack(bare).article
    // A reader of the text gives everybody the one place that nobody is without: of people the number is judged.
    for (const field of (Object.keys(read) as (keyof typeof read)[]).filter((one) => one !== 'contributors')) {
      // Of a page `e101` the text tells that it is the number of an article, which is the same to readers.
      const number = field === 'articleNumber' ? article.pages?.first : undefined
      t.strictSame(read[field], said[field] ?? article[field] ?? number, `${name} ${field}`)
    }
    t.equal(read.contributors?.length, said.contributors?.length, name)
  }
})

t.test('the whole page, from the service, says no less than its meta elements and adds nothing strange', async (t) => {
  const { app, library } = await startService(t)
  await library.deposit({ draft: record as never, by: localCaller }) // a draft as it comes over the wire
  const { body } = await app.inject({ url: '/10.5555/Tides.7', headers: { accept: 'text/html' } })
  const { article, notes } = readBack(body)
  const kept = JSON.parse((await library.find(record.doi))?.json ?? '')
  const { title } = lessened(kept, highwire)
  const people = ['contributors', 'affiliations', 'journal/issn']
  t.strictSame(drop(article, people), drop({ ...kept, title }, people))
  t.equal(article.contributors?.length, 2)
  t.strictSame(
    notes.filter(({ code }) => code === 'sources-disagree'),
    [],
  )
})

t.test(
  'Highwire tags come first, then Dublin Core, typed links and one script of data; a COinS span in the text',
  async (t) => {
    const { app, library } = await startService(t)
    const hostile = { ...record, title: 'Ends </script><script>alert(1)</script> here', subtitle: '<!-- "quoted"' }
    const title = hostile.title.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    await library.deposit({ draft: { ...hostile, title, subtitle: '&lt;!-- "quoted"' } as never, by: localCaller }) // as sent
    const { body } = await app.inject({ url: '/10.5555/Tides.7', headers: { accept: 'text/html' } })
    const order = ['name="citation_title"', 'name="DC.title"', 'rel="cite-as"', 'application/ld+json', 'class="Z3988"']
    const places = order.map((text) => body.indexOf(text))
    t.ok(places.every((place, at) => place > (places[at - 1] ?? 0)))
    t.equal(body.match(/<script type="application\/ld\+json"/g)?.length, 1)
    t.equal(body.match(/<script src="\/assets\//g)?.length, 1)
    t.equal(body.split('<script').length, 3)
    const { data, contexts, metas } = parsePage(body)
    t.match(JSON.parse(data[0] ?? ''), { '@type': 'ScholarlyArticle', headline: hostile.title })
    t.equal(contexts.length, 1)
    t.equal(metas.find(({ name }) => name === 'DC.title')?.content, `${hostile.title}: ${hostile.subtitle}`)
  },
)

t.test('a page is whole but for its reference while no thread is free to write that', async (t) => {
  const { app, library } = await startService(t, { CITATION_WORKERS: '1', CITATION_QUEUE: '1' })
  const dois = Array.from({ length: 12 }, (_, n) => `10.5555/${n}`)
  for (const doi of dois) await library.deposit({ draft: { ...record, doi } as Draft, by: localCaller }) // judged by admit
  const answers = await Promise.all(dois.map((doi) => app.inject({ url: `/${doi}`, headers: { accept: 'text/html' } })))
  const bare = answers.flatMap(({ body }, at) => (body.includes('class="citation"') ? [] : [dois[at] ?? '']))
  t.same(
    answers.map(({ statusCode }) => statusCode),
    dois.map(() => 200),
  )
  t.ok(bare.length > 0 && bare.length < dois.length)
  const [doi] = bare
  t.match(answers[dois.indexOf(doi ?? '')]?.body, `/articles/${doi}?style=apa`)
  const again = await app.inject({ url: `/${doi}`, headers: { accept: 'text/html' } })
  t.match(again.body, 'class="citation"', 'the next who asks gets it')
})
