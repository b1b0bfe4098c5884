/** What a page costs: requests, bytes, and nothing that moves while it comes in; and that it keeps to its own policy. */
import t from 'tap'
import { type Case, runCases } from './ground.ts'
import { drafts, placeNames, places } from './places.ts'

const cases: readonly Case[] = [
  [
    'no page has an error, breaks the policy, or asks anybody else',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t)
      for (const name of placeNames) {
        await goto(places[name])
        const policy = (await page.request.get(places[name], { headers: { accept: 'text/html' } })).headers()[
          'content-security-policy'
        ]
        t.match(policy, /^default-src 'none'/, name)
        t.notMatch(policy, /unsafe|\*/, name)
        t.equal(
          await page.locator('style, [style], script:not([src]):not([type="application/ld+json"])').count(),
          0,
          `${name}: nothing within`,
        )
      }
      t.strictSame(
        faults.filter((fault) => !/status of 404.*none/.test(fault)),
        [],
      )
    },
  ],
  [
    'the description of the doors works within its policy, and tries out what it describes',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t)
      await goto('/docs')
      const answer = await page.request.get('/docs')
      t.match(answer.headers()['content-security-policy'], /^default-src 'none'; script-src 'self';/)
      const door = page.locator('.opblock', { hasText: '/livez' }).first()
      await door.locator('button').first().click()
      await door.getByRole('button', { name: 'Try it out' }).click()
      await door.getByRole('button', { name: 'Execute' }).click()
      await door.locator('.live-responses-table .response-col_status', { hasText: '200' }).waitFor()
      t.strictSame(faults, [])
    },
  ],
  [
    'an article comes with three requests and 60 KB at most',
    async (t, ground) => {
      const { page, requests, goto } = await ground.visit(t)
      const sizes: number[] = []
      page.on('response', async (response) => sizes.push((await response.request().sizes()).responseBodySize))
      await goto(places.article)
      await page.waitForLoadState('networkidle')
      t.ok(requests.length <= 3, requests.join(' '))
      const all = sizes.reduce((sum, size) => sum + size, 0)
      t.ok(all > 0 && all <= 60_000, `${all} bytes packed`)
      t.comment(`${requests.length} requests, ${all} bytes`)
      await goto(places['article as it was'])
      const fetched = await page.evaluate(() =>
        performance.getEntriesByType('resource').filter((entry) => Reflect.get(entry, 'transferSize') > 0),
      )
      t.strictSame(
        fetched.map(({ name }) => name),
        [],
        'the next article comes with one',
      )
    },
  ],
  [
    'nothing moves while a page comes in',
    async (t, ground) => {
      for (const viewport of [
        { width: 1280, height: 800 },
        { width: 360, height: 740 },
      ]) {
        const { page, goto } = await ground.visit(t, { viewport })
        await page.addInitScript(() => {
          Object.assign(window, { shifted: 0 })
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
              Object.assign(window, {
                shifted: Number(Reflect.get(window, 'shifted')) + Number(Reflect.get(entry, 'value')),
              })
            }
          }).observe({ type: 'layout-shift', buffered: true })
        })
        for (const name of placeNames) {
          await goto(places[name])
          await page.waitForTimeout(60)
          // A line that a starved machine parses in two pieces counts some thousandths; a block that moves, hundredths.
          const shifted = Number(await page.evaluate(() => Reflect.get(window, 'shifted')))
          t.ok(shifted < 0.008, `${name}, ${viewport.width} pixels: ${shifted}`)
        }
      }
    },
  ],
]

t.test('weight', async (t) => runCases(t, drafts, cases))
