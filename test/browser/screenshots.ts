/** Makes the pictures of the README: a search, an article with its citation, a conversion. */
import { mkdirSync } from 'node:fs'
import { openBrowser } from './chromium.ts'
import { drafts } from './places.ts'
import { reachableService } from './service.ts'

const folder = new URL('../../docs/screenshots/', import.meta.url)

const pictures = [
  { name: 'search', path: '/search?q=shore+lichens', height: 800 },
  { name: 'article', path: '/10.5555/tides.7', height: 900 },
  { name: 'convert', path: '/convert?example=page', height: 1100 },
] as const

const opened = await openBrowser()
if ('missing' in opened) throw new Error(opened.missing)
const service = await reachableService(drafts)
mkdirSync(folder, { recursive: true })
const page = await opened.browser.newPage({ viewport: { width: 1280, height: 800 }, baseURL: service.address })
for (const { name, path, height } of pictures) {
  await page.setViewportSize({ width: 1280, height })
  await page.goto(path, { waitUntil: 'networkidle' })
  const file = new URL(`${name}.jpg`, folder).pathname
  const { length } = await page.screenshot({ path: file, type: 'jpeg', quality: 72 })
  console.log(`docs/screenshots/${name}.jpg: ${Math.round(length / 1000)} kB`)
}
await opened.browser.close()
await service.close()
