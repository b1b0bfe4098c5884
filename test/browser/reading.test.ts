/** The walk of a reader: from the first page to a search, to an article, to its citation, to what is taken away. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { type Case, runCases } from './ground.ts'
import { drafts } from './places.ts'

const cases: readonly Case[] = [
  [
    'from the first page to a search to an article',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t)
      await goto('/')
      t.match(await page.locator('main').textContent(), /60 articles/)
      await page.fill('main input[name="q"]', 'tidal clocks eurydice')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/search\?q=/)
      t.ok((await page.locator('.entries mark').count()) > 0, 'matches are marked')
      await page.locator('.entries a', { hasText: 'keep time without' }).first().click()
      await page.waitForURL(/10\.5555\/tides\.7$/)
      t.equal(
        await page.locator('h1').innerHTML(),
        'Tidal clocks in <i>Eurydice pulchra</i> keep time without H<sub>2</sub>O',
      )
      t.equal(await page.locator('figure.timeline svg circle').count(), 5, 'a point for every day that is known')
      t.equal(await page.locator('a[href="https://orcid.org/0000-0002-1825-0097"]').count(), 1)
      t.strictSame(faults, [])
    },
  ],
  [
    'facets narrow, orders sort, pages turn',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t)
      await goto('/search?q=shore')
      const status = () => page.locator('.status [role="status"]').textContent()
      t.equal(await status(), '1–20 of 59')
      const first = page.locator('.entries a').first()
      const before = await first.getAttribute('href')
      await page.locator('a[rel="next"]').last().click()
      await page.waitForURL(/cursor=/)
      t.equal(await status(), '21–40 of 59')
      t.not(await first.getAttribute('href'), before)
      await page.locator('.facet a', { hasText: 'Northern Field Notes' }).click()
      await page.waitForURL(/journal=/)
      const narrowed = Number(/of (\d+)/.exec((await status()) ?? '')?.[1] ?? 0)
      t.ok((narrowed > 0 && narrowed < 59) || /^One|^1–/.test((await status()) ?? ''), (await status()) ?? '')
      await page.locator('[aria-label^="Remove Journal"]').click()
      t.equal(await status(), '1–20 of 59')
      await page.selectOption('#sort', 'newest')
      await page.waitForURL(/sort=newest/)
      const newest = await first.getAttribute('href')
      await page.selectOption('#sort', 'oldest')
      await page.waitForURL(/sort=oldest/)
      t.not(await first.getAttribute('href'), newest)
      t.strictSame(faults, [])
    },
  ],
  [
    'several are selected, across pages, and cited together',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t)
      await goto('/search?q=shore')
      await page.locator('.entries input').nth(0).check()
      await page.locator('.entries input').nth(2).check()
      await page.locator('a[rel="next"]').last().click()
      await page.waitForURL(/cursor=/)
      await page.locator('.entries input').nth(1).check()
      t.match(await page.locator('.picked').textContent(), /3 selected/)
      await page.locator('.picked button.main').click()
      await page.waitForURL(/\/cite/)
      t.equal(await page.locator('.citation li').count(), 3)
      t.strictSame(faults, [])
    },
  ],
  [
    'a whole list is taken away in a format',
    async (t, ground) => {
      const { page, goto } = await ground.visit(t, { acceptDownloads: true })
      await goto('/search?q=lichens')
      await page.selectOption('#format', 'ris')
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('button', { hasText: /^Download/ }).click(),
      ])
      const found = await page.locator('.entries > li').count()
      t.equal(readFileSync(await download.path(), 'utf8').match(/^TY {2}- /gm)?.length, found)
    },
  ],
  [
    'a style is searched by words and chosen by arrows, a language changes the words, and all is copied',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t, { permissions: ['clipboard-read', 'clipboard-write'] })
      await goto('/10.5555/tides.7')
      const citation = page.locator('.cite .citation')
      t.match(await citation.textContent(), /van der Berg, J\., Okafor, N\./)
      await page.focus('#style')
      await page.keyboard.type('modern language', { delay: 20 })
      // What was found for the first letters is there before what all of them find.
      await page.locator('[role="option"]:first-child', { hasText: 'Modern Language Association' }).waitFor()
      t.equal(await page.getAttribute('#style', 'aria-expanded'), 'true')
      await page.keyboard.press('ArrowDown')
      t.ok(await page.getAttribute('#style', 'aria-activedescendant'), 'the marked option is told')
      await page.keyboard.press('Enter')
      await page.locator('.cite .citation', { hasText: 'van der Berg, Jan, et al.' }).waitFor()
      t.equal(await page.getAttribute('#style', 'aria-expanded'), 'false')
      await page.locator('.cite [data-style="apa"]').click()
      await page.locator('.cite .citation', { hasText: 'van der Berg, J.' }).waitFor()
      await page.selectOption('#locale', 'de-DE')
      await page.locator('.cite .citation', { hasText: ', & The Shoreline' }).waitFor()
      await page.locator('[data-copy="text"]').click()
      await page.locator('.cite .said', { hasText: 'Copied' }).waitFor()
      const text = await page.evaluate(() => navigator.clipboard.readText())
      t.equal(text, (await citation.textContent())?.trim())
      await page.locator('[data-copy="html"]').click()
      await page.waitForTimeout(100)
      const html = await page.evaluate(async () => {
        const [item] = await navigator.clipboard.read()
        return (await item?.getType('text/html'))?.text()
      })
      t.match(html, /<i>Eurydice/)
      t.strictSame(faults, [])
    },
  ],
  [
    'each format beside what it loses; what is taken away is a file',
    async (t, ground) => {
      const { page, goto } = await ground.visit(t, { acceptDownloads: true })
      await goto('/10.5555/tides.7')
      const links = page.locator('.beside a[href*="format="]')
      const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
      const formats = hrefs
        .filter((href) => href.startsWith('/articles/'))
        .map((href) => /format=([\w-]+)/.exec(href)?.[1])
      t.ok(formats.length >= 24, `${formats.length} formats`)
      for (const href of hrefs) t.equal((await page.request.get(href)).status(), 200, href)
    },
  ],
  [
    'versions and what changed between them',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t)
      await goto('/history/10.5555/tides.7')
      t.match(await page.locator('main').textContent(), /An earlier title/)
      await page.locator('main a[href$="version=1"]').first().click()
      t.equal(await page.locator('h1').textContent(), 'An earlier title')
      t.strictSame(faults, [])
    },
  ],
  [
    'journals, a plot of how long they take, their issues and articles',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t)
      await goto('/browse')
      await page.locator('main a', { hasText: 'Journal of Invented Shores' }).click()
      t.equal(await page.locator('h1').textContent(), 'Journal of Invented Shores')
      t.ok((await page.locator('main svg[role="img"]').count()) > 0, 'the plot has words for those who do not see it')
      await page.locator('main a[href*="volume=12"]').first().click()
      await page.locator('main a', { hasText: 'keep time without' }).click()
      await page.waitForURL(/tides\.7/)
      t.strictSame(faults, [])
    },
  ],
  [
    'the whole walk without a script',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t, { javaScriptEnabled: false })
      await goto('/')
      t.equal(await page.locator('.needs-script:visible').count(), 0)
      await page.fill('main input[name="q"]', 'shore')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/search\?q=/)
      await page.selectOption('#sort', 'newest')
      await page.locator('.sort button').click()
      await page.waitForURL(/sort=newest/)
      await page.locator('.entries input').nth(0).check()
      await page.locator('.entries input').nth(1).check()
      await page.locator('.picked button.main').click()
      t.equal(await page.locator('.citation li').count(), 2)
      await page.fill('#style', 'Modern Language Association')
      await page.locator('form:has(#style) button').first().click()
      t.equal(await page.locator('.citation li').count(), 2)
      await goto('/10.5555/tides.7')
      await page.locator('.cite a', { hasText: 'IEEE' }).click()
      t.match(await page.locator('.citation').first().textContent(), /J\. van der Berg, N\. Okafor/)
      t.equal(await page.locator('.needs-script:visible').count(), 0)
      t.strictSame(faults, [])
    },
  ],
]

t.test('reading', async (t) => runCases(t, drafts, cases))
