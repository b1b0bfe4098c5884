/** Where browser tests stand: one browser and one service for all cases of a file; each visit notes what goes wrong. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { openBrowser } from './chromium.ts'
import { type Reachable, reachableService } from './service.ts'

export interface Visit {
  readonly page: Page
  /** Errors told in the console, refusals of the content security policy, dialogs, requests to elsewhere. */
  readonly faults: readonly string[]
  /** Addresses that were asked for, of the page last gone to. */
  readonly requests: string[]
  goto(path: string): Promise<void>
}

export interface Ground extends Reachable {
  readonly browser: Browser
  /** A window of its own, closed at the test’s end. */
  visit(t: Test, options?: BrowserContextOptions): Promise<Visit>
}

export type Case = readonly [name: string, run: (t: Test, ground: Ground) => Promise<void>]

/** Runs the cases one after another; where no browser starts each says why it is skipped. */
export async function runCases(t: Test, drafts: readonly Draft[], cases: readonly Case[]): Promise<void> {
  t.setTimeout(290_000)
  const opened = await openBrowser()
  if ('missing' in opened) {
    for (const [name] of cases) t.test(name, { skip: opened.missing }, async () => {})
    return
  }
  const { browser } = opened
  const service = await reachableService(drafts)
  t.teardown(async () => {
    await browser.close()
    await service.close()
  })
  const ground: Ground = { ...service, browser, visit: (one, options) => visitOf(one, browser, service, options) }
  for (const [name, run] of cases) await t.test(name, (one) => run(one, ground))
}

async function visitOf(t: Test, browser: Browser, { address }: Reachable, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, baseURL: address, ...options })
  // A machine that tests many things at once is slow.
  context.setDefaultTimeout(60_000)
  t.teardown(() => context.close())
  const page = await context.newPage()
  const faults: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${page.url()})`)
  })
  page.on('pageerror', (error) => faults.push(`script: ${error.message} (${page.url()})`))
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()} (${page.url()})`)
    dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = request.url()
    if (url.startsWith('data:') || url.startsWith('blob:')) return
    requests.push(url)
    if (!url.startsWith(`${address}/`)) faults.push(`request: ${url} (${page.url()})`)
  })
  const goto = async (path: string) => {
    requests.length = 0
    await page.goto(path, { waitUntil: 'load' })
  }
  return { page, faults, requests, goto }
}
