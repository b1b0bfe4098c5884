/** ResourceSync: from the well-known address to every record, and a copy kept in step by the change list alone. */
import t from 'tap'
import { changeList, changeListIndex, resourceList, resourceListIndex } from '../../src/feed/resource-sync.ts'
import { wholeText } from '../../src/library/intake.ts'
import { localCaller } from '../../src/library/keys.ts'
import { readSitemap, skip } from '../judges/sitemap.ts'
import { fill } from '../oai/start.ts'
import { site, startService } from './start.ts'

const base = site.baseUrl

t.test('documents are judged by the official schemas', { skip }, async () => {})

t.test('one finds every record from the well-known address', async (t) => {
  const { app, library } = await startService(t)
  await fill(library, 0, 3)
  const at = async (url: string) => {
    const answer = await app.inject(url.slice(base.length))
    t.equal(answer.headers['content-type'], 'application/xml; charset=utf-8')
    return readSitemap(answer.body, base)
  }
  const description = await at(`${base}/.well-known/resourcesync`)
  t.strictSame(description.md, { capability: 'description' })
  const [capabilities] = description.entries
  t.strictSame(capabilities?.md, { capability: 'capabilitylist' })
  const offered = await at(capabilities?.loc ?? '')
  t.strictSame(offered.up, [`up ${base}/.well-known/resourcesync`])
  t.strictSame(
    offered.entries.map(({ md }) => md.capability),
    ['resourcelist', 'changelist'],
  )
  const [resources] = offered.entries
  const index = await at(resources?.loc ?? '')
  t.match(index.md, { capability: 'resourcelist', at: /Z$/ })
  t.strictSame(index.up, [`up ${capabilities?.loc}`])
  const part = await at(index.entries[0]?.loc ?? '')
  t.strictSame(part.up, [`up ${capabilities?.loc}`, `index ${resources?.loc}`])
  t.equal(part.entries.length, 3)
  for (const { loc, md } of part.entries) {
    const resource = await app.inject(loc.slice(base.length))
    t.equal(resource.statusCode, 200)
    t.match(resource.headers['content-type'], md.type)
  }
})

t.test('a copy that follows the change list is what the resource list says', async (t) => {
  const { library } = await startService(t)
  await fill(library, 0, 7)
  for (const n of [1, 4])
    await library.withdraw({ doi: `10.5555/synthetic.${n}`, reason: 'A double.', by: localCaller })
  await library.deposit({ draft: { doi: '10.5555/synthetic.0', title: 'Anew' }, by: localCaller })
  await library.deposit({ draft: { doi: '10.5555/synthetic.4', title: 'Again' }, by: localCaller })
  const parts = { library, site, size: 4 }
  const copy = new Map<string, string>()
  let before = ''
  const index = readSitemap(await wholeText(changeListIndex(parts)), base)
  t.equal(index.entries.length, 3)
  for (const [at, entry] of index.entries.entries()) {
    const list = readSitemap(await wholeText(changeList(parts, at + 1)), base)
    t.strictSame(list.md, { capability: 'changelist', ...entry.md })
    t.equal(list.md.until === undefined, at === 2, 'only the last part is open')
    for (const { loc, md, lastmod } of list.entries) {
      t.ok((md.datetime ?? '') >= before, 'in the order in which it happened')
      before = md.datetime ?? ''
      t.equal(copy.has(loc), md.change !== 'created', `${md.change}`)
      if (md.change === 'deleted') copy.delete(loc)
      else copy.set(loc, lastmod)
    }
  }
  const resources = new Map<string, string>()
  for (const at of readSitemap(await wholeText(resourceListIndex(parts)), base).entries.keys()) {
    for (const { loc, lastmod } of readSitemap(await wholeText(resourceList(parts, at + 1)), base).entries)
      resources.set(loc, lastmod)
  }
  t.strictSame(new Map([...copy].sort()), new Map([...resources].sort()))
  t.equal(copy.size, 6)
})

t.test('a part that is none is not found; the first is there from the beginning', async (t) => {
  const { app } = await startService(t)
  for (const list of ['resourcelist', 'changelist']) {
    t.equal(readSitemap((await app.inject(`/resourcesync/${list}.xml`)).body, base).entries.length, 1)
    t.equal((await app.inject(`/resourcesync/${list}/1.xml`)).statusCode, 200)
    for (const name of ['0.xml', '2.xml', 'x']) {
      t.equal((await app.inject(`/resourcesync/${list}/${name}`)).statusCode, 404, name)
    }
  }
})
