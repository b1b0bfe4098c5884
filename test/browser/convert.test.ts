/** The page for converting, as people use it: by dropping, pasting, typing and choosing, with and without scripts. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import t from 'tap'
import { type Case, runCases } from './ground.ts'

const twoLetters = readFileSync(new URL('../../examples/two-letters.bib', import.meta.url), 'utf8')
const lighthouse = readFileSync(new URL('../../examples/lighthouse.xml', import.meta.url), 'utf8')

const headline = (page: Page) => page.locator('#result-title').textContent()

/** Drops a file on the field as a mouse would. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const made = new DataTransfer()
      made.items.add(new File([content], fileName))
      return made
    },
    [name, text] as const,
  )
  await page.dispatchEvent('#source', 'dragover', { dataTransfer: transfer })
  await page.dispatchEvent('#source', 'drop', { dataTransfer: transfer })
}

const cases: readonly Case[] = [
  [
    'a dropped file is converted at once, without a new page',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t)
      await goto('/convert')
      await page.evaluate(() => document.body.setAttribute('data-same', 'yes'))
      await drop(page, 'letters.bib', twoLetters)
      await page.waitForSelector('#result-title')
      t.equal(await headline(page), '2 records')
      t.match(await page.locator('#result').textContent(), /Recognised as BibTeX\./)
      t.equal(await page.inputValue('#source'), twoLetters, 'the text stands in the field')
      t.equal(await page.getAttribute('body', 'data-same'), 'yes')
      t.equal(await page.evaluate(() => document.activeElement?.id), 'result-title', 'and is where reading goes on')
      t.strictSame(faults, [])
    },
  ],
  [
    'of many records each can be shown, and all are in a download',
    async (t, ground) => {
      const { page, goto } = await ground.visit(t, { acceptDownloads: true })
      await goto('/convert')
      await drop(page, 'letters.bib', twoLetters)
      const buttons = page.locator('.records button')
      await buttons.nth(1).waitFor()
      const titles = await buttons.locator('.cut').allTextContents()
      t.equal(titles.length, 2)
      await buttons.nth(1).click()
      await page.locator('.records button[aria-pressed="true"]', { hasText: titles[1] ?? '' }).waitFor()
      t.equal(await page.locator('.pair .title').textContent(), titles[1])
      await page.locator('#output-ris summary').click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('#output-ris button', { hasText: 'Download' }).click(),
      ])
      t.equal(download.suggestedFilename(), 'records.ris')
      t.equal(readFileSync(await download.path(), 'utf8').match(/^TY {2}- /gm)?.length, 2)
    },
  ],
  [
    'what is pasted is converted, and each output can be copied',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t, { permissions: ['clipboard-read', 'clipboard-write'] })
      await goto('/convert')
      await page.evaluate((text) => navigator.clipboard.writeText(text), lighthouse)
      await page.focus('#source')
      await page.keyboard.press('Control+V')
      await page.waitForSelector('#result-title')
      t.match(await page.locator('#result').textContent(), /Recognised as JATS/)
      await page.locator('#output-bibtex summary').click()
      t.equal(await page.locator('.outputs details[open]').count(), 1, 'one is open at a time')
      await page.locator('#output-bibtex .copy-text').click()
      await page.locator('#output-bibtex .copy-text', { hasText: 'Copied' }).waitFor()
      const copied = await page.evaluate(() => navigator.clipboard.readText())
      t.match(copied, /^@article\{/)
      t.match(await page.locator('#output-bibtex .losses').textContent(), /\d+ kept, \d+ said otherwise, \d+ dropped/)
      t.strictSame(faults, [])
    },
  ],
  [
    'the format is guessed while one types',
    async (t, ground) => {
      const { page, goto } = await ground.visit(t)
      await goto('/convert')
      await page.locator('#source').pressSequentially('TY  - JOUR\nTI  - Moss\nER  - \n')
      await page.locator('#guess', { hasText: 'Looks like RIS' }).waitFor()
      await page.fill('#source', '@article{a, title={Moss}}')
      await page.locator('#guess', { hasText: 'Looks like BibTeX' }).waitFor()
      await page.keyboard.press('Control+Enter')
      await page.waitForSelector('#result-title')
      t.equal(await headline(page), 'One record')
    },
  ],
  [
    'a wrong format and an unreadable text are told kindly, with a way on',
    async (t, ground) => {
      const { page, goto } = await ground.visit(t)
      await goto('/convert')
      await page.fill('#source', twoLetters)
      await page.selectOption('#from', 'ris')
      await page.click('button.main')
      await page.waitForSelector('.notice.bad')
      t.match(await page.locator('.notice.bad').textContent(), /looks like BibTeX/)
      await page.locator('.notice.bad button', { hasText: 'Read it as BibTeX' }).click()
      await page.locator('#result-title', { hasText: '2 records' }).waitFor()
      await page.selectOption('#from', '')
      await page.fill('#source', '{"title": 7}')
      await page.click('button.main')
      await page.locator('.notice.bad', { hasText: 'cannot be taken' }).waitFor()
      t.match(await page.locator('.findings').textContent(), /\/title/)
    },
  ],
  [
    'a packed file is sent as it is; one that is too long is told so before',
    async (t, ground) => {
      const { page, goto } = await ground.visit(t)
      await goto('/convert')
      await page.setInputFiles('#file', {
        name: 'l.bib.gz',
        mimeType: 'application/gzip',
        buffer: gzipSync(twoLetters),
      })
      await page.locator('#result-title', { hasText: '2 records' }).waitFor()
      await page.setInputFiles('#file', { name: 'long.txt', mimeType: 'text/plain', buffer: Buffer.alloc(2 ** 21, 32) })
      await page.locator('#guess', { hasText: 'this page takes 1048576' }).waitFor()
      t.pass('both were told')
    },
  ],
  [
    'the form does all of it without a script',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t, { javaScriptEnabled: false, acceptDownloads: true })
      await goto('/convert')
      t.equal(await page.locator('.needs-script:visible').count(), 0)
      await page.fill('#source', twoLetters)
      await page.click('button.main')
      t.equal(await headline(page), '2 records')
      t.equal((await page.inputValue('#source')).trim(), twoLetters.trim())
      await page.locator('.records button').nth(1).click()
      t.equal(await page.locator('.records button').nth(1).getAttribute('aria-pressed'), 'true')
      await page.locator('#output-jats summary').click()
      t.match(await page.locator('#text-jats').textContent(), /<article/)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('#output-jats button', { hasText: 'Download' }).click(),
      ])
      t.equal(download.suggestedFilename(), 'records.xml')
      await page.setInputFiles('#file', { name: 'a.xml', mimeType: 'text/xml', buffer: Buffer.from(lighthouse) })
      await page.click('button.main')
      t.match(await page.locator('#result').textContent(), /Recognised as JATS/, 'a file goes before the text')
      t.strictSame(faults, [])
    },
  ],
]

t.test('convert page', async (t) => runCases(t, [], cases))
