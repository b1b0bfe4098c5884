/** Makes the pictures of the README: a search, an article with its citation, a conversion. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { openBrowser } from './chromium.ts'
import { drafts } from './places.ts'
import { reachableService } from './service.ts'

const folder = new URL('../../docs/screenshots/', import.meta.url)

interface Picture {
  readonly name: string
  readonly path: string
  readonly height: number
  /** What is opened before. */
  readonly open?: string
}

const pictures: readonly Picture[] = [
  { name: 'search', path: '/search?q=shore+lichens', height: 800 },
  { name: 'article', path: '/10.5555/tides.7', height: 900 },
  { name: 'convert', path: '/convert?example=page#result', height: 1150, open: '#output-bibtex' },
]

const opened = await openBrowser()
if ('missing' in opened) throw new Error(opened.missing)
const service = await reachableService(drafts)
mkdirSync(folder, { recursive: true })
const page = await opened.browser.newPage({ baseURL: service.address })
const session = await page.context().newCDPSession(page)
for (const { name, path, height, open } of pictures) {
  await page.setViewportSize({ width: 1280, height })
  await page.goto(path, { waitUntil: 'networkidle' })
  if (open !== undefined) await page.locator(`${open} summary`).evaluate((summary: HTMLElement) => summary.click())
  // Playwright itself makes PNG and JPEG alone; WebP is a third of them.
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 })
  const picture = Buffer.from(data, 'base64')
  writeFileSync(new URL(`${name}.webp`, folder), picture)
  console.log(`docs/screenshots/${name}.webp: ${Math.round(picture.length / 1000)} kB`)
}
await opened.browser.close()
await service.close()
