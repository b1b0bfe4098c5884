/** Every kind of page for every reader: axe, narrow windows, large letters, the keyboard alone, dark, on paper. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import t from 'tap'
import { type Case, runCases } from './ground.ts'
import { drafts, placeNames, places } from './places.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, a line each. */
async function violations(page: Page, runOnly: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: { run(where: Document, how: object): Promise<AxeResults> } } // as its file makes it
    interface AxeResults {
      readonly violations: readonly {
        readonly id: string
        readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
      }[]
    }
    const found = await axe.run(document, { runOnly, resultTypes: ['violations'] })
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary.slice(0, 300)}`),
    )
  }, runOnly)
}

const wide = { width: 1280, height: 800 }
const narrow = { width: 360, height: 740 }

/** What depends on light and width is looked at in all four; the rest, which is slow, in two. */
const visible = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable']
const lights = [
  ['light', wide, everything],
  ['light', narrow, visible],
  ['dark', wide, visible],
  ['dark', narrow, everything],
] as const

/** What stands out of the window at the side. */
const overflowing = () => {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  const out = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > clientWidth + 1,
  )
  return [
    `${scrollWidth} > ${clientWidth}: ${out
      .slice(-3)
      .map((one) => one.outerHTML.slice(0, 120))
      .join(' … ')}`,
  ]
}

/** The element that has the focus: its words, and whether one sees that it has it. */
const focused = () => {
  const one = document.activeElement
  if (!one || one === document.body) return undefined
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
  const { width, height, bottom, right } = one.getBoundingClientRect()
  const seen = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
  const there = width > 0 && height > 0 && bottom > 0 && right > 0
  return {
    name: `${one.localName} ${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)}`,
    html: one.outerHTML.slice(0, 150),
    ok: seen && there,
  }
}

/** How many stops the tabulator makes on a page at most before a test takes it for a trap. */
const mostStops = 250

const cases: readonly Case[] = [
  ...lights.map(
    ([colorScheme, viewport, runOnly]): Case => [
      `axe finds nothing, ${colorScheme}, ${viewport.width} pixels`,
      async (t, ground) => {
        const { page, goto } = await ground.visit(t, { colorScheme, viewport })
        for (const name of placeNames) {
          await goto(places[name])
          t.strictSame(await violations(page, runOnly), [], name)
        }
      },
    ],
  ),
  [
    'nothing stands out of a narrow window, nor where letters are twice as large',
    async (t, ground) => {
      const { page, goto } = await ground.visit(t, { viewport: narrow })
      for (const viewport of [narrow, { width: 640, height: 400 }, { width: 320, height: 640 }]) {
        await page.setViewportSize(viewport)
        for (const name of placeNames) {
          await goto(places[name])
          t.strictSame(await page.evaluate(overflowing), [], `${name}, ${viewport.width} pixels`)
        }
      }
      await goto('/convert')
      await page.fill('#source', '@article{a, title={A}, doi={10.5555/a}}')
      await page.click('button.main')
      await page.waitForSelector('#result-title')
      t.strictSame(await page.evaluate(overflowing), [], 'converted by a script')
    },
  ],
  [
    'the keyboard reaches everything, and one sees where it is',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t)
      for (const name of [
        'home',
        'search',
        'article',
        'history',
        'journal',
        'cite, two articles',
        'convert',
        'converted records',
      ] as const) {
        await goto(places[name])
        const stops: string[] = []
        for (let at = 0; at < mostStops; at++) {
          await page.keyboard.press('Tab')
          const stop = await page.evaluate(focused)
          if (!stop) break
          if (!stop.ok) t.fail(`${name}: ${stop.html} has the focus and does not show it`)
          stops.push(stop.name)
        }
        t.equal(stops[0], 'a Skip to content', name)
        t.ok(stops.length < mostStops, `${name}: ${stops.length} stops`)
      }
      t.strictSame(faults, [])
    },
  ],
  [
    'by keys alone: past the header, to an article, to a style, away from a list, to a format',
    async (t, ground) => {
      const { page, goto } = await ground.visit(t)
      await goto('/search?q=shore')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      t.equal(new URL(page.url()).hash, '#main')
      await page.locator('.entries a').first().focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/10\.5555/)
      await page.locator('#style').focus()
      await page.keyboard.type('nature', { delay: 20 })
      await page.locator('[role="option"]').first().waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowUp')
      t.equal(await page.locator('[role="option"][aria-selected="true"]').count(), 1)
      await page.keyboard.press('Escape')
      t.equal(await page.getAttribute('#style', 'aria-expanded'), 'false')
      await goto('/convert?example=bibtex')
      await page.locator('.outputs summary').first().focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      t.equal(await page.evaluate(() => document.activeElement?.parentElement?.id), 'output-bibtex')
      t.ok(await page.locator('#output-bibtex .written').isVisible())
    },
  ],
  [
    'dark is as the system has it, or as the reader chose, and stays',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t, { colorScheme: 'dark' })
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      await goto('/')
      const dark = await paper()
      await page.click('button.theme')
      const light = await paper()
      t.not(dark, light)
      await goto('/browse')
      t.equal(await paper(), light, 'on the next page')
      await page.click('button.theme')
      t.equal(await paper(), dark)
      t.strictSame(faults, [])
    },
  ],
  [
    'on paper an article is its text, without what is to be pressed',
    async (t, ground) => {
      const { page, goto } = await ground.visit(t, { colorScheme: 'dark' })
      await goto(places.article)
      await page.emulateMedia({ media: 'print' })
      t.equal(await page.locator('button:visible, input:visible, select:visible, nav:visible').count(), 0)
      t.ok(await page.locator('h1').isVisible())
      t.ok(await page.locator('.citation').first().isVisible(), 'how to cite it is part of it')
      t.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)')
    },
  ],
]

t.test('looks', async (t) => runCases(t, drafts, cases))
