/**
 * Five hundred payloads through every field that is shown, and through what is asked: none runs, loads or becomes an
 * element. Scripts that got in would be stopped by the content security policy; so it is switched off, and on again.
 */
import type { BrowserContextOptions, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { type Case, type Ground, runCases } from './ground.ts'
import { payloads } from './payloads.ts'

const batches = (size: number): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(payloads.length / size) }, (_, at) => payloads.slice(at * size, (at + 1) * size))

/** One payload in each of what a list shows of an article. */
const small: readonly Draft[] = payloads.map((payload, at) => ({
  doi: `10.5555/one.${at}`,
  title: payload,
  contributors: [{ kind: 'literal', role: 'author', literal: payload }],
  journal: { title: `${payload} ${at % 40}` },
  dates: { received: '2020-01-02', accepted: '2020-02-03', publishedOnline: '2020-03-04' },
  abstracts: [{ sections: [{ paragraphs: [`${payload} shore`] }] }],
}))

/** Twenty payloads in every text of an article. */
const large: readonly Draft[] = batches(20).map((some, at) => {
  const all = some.join(' ')
  return {
    doi: `10.5555/many.${at}`,
    heading: all.slice(0, 500),
    title: all,
    subtitle: all,
    translatedTitles: some.map((title) => ({ title, language: 'fr' })),
    contributors: [
      ...some.map((family) => ({
        kind: 'person' as const,
        role: 'author' as const,
        family,
        given: family,
        affiliations: ['a'],
      })),
      { kind: 'group' as const, role: 'editor' as const, name: all },
    ],
    affiliations: [{ id: 'a', literal: all }, ...some.map((name, n) => ({ id: `b${n}`, name, city: name }))],
    journal: { title: all.slice(0, 1900), publisher: { name: all.slice(0, 1900) } },
    volume: some[0]?.slice(0, 190) ?? '1',
    issue: some[1]?.slice(0, 190) ?? '1',
    issueTitle: some[2] ?? '1',
    pages: { literal: some[3] ?? '1' },
    articleNumber: some[4]?.slice(0, 190) ?? '1',
    dates: { received: { literal: some[5]?.slice(0, 900) ?? '1' }, publishedOnline: '2020-03-04' },
    licences: some.map((text) => ({ text })),
    copyright: { statement: all, holder: all },
    funding: some.map((name) => ({ funder: { name }, awards: [name.slice(0, 900)] })),
    fundingStatement: all,
    keywords: [{ vocabulary: some[6]?.slice(0, 190) ?? 'v', terms: [...some] }],
    subjects: some.map((subject) => subject.slice(0, 490)),
    abstracts: [{ kind: some[7]?.slice(0, 90) ?? 'k', sections: [{ title: all, paragraphs: [...some] }] }],
    references: [
      ...some.map((unstructured) => ({ unstructured })),
      ...some.map((title) => ({
        title,
        authors: [{ literal: title }],
        containerTitle: title,
        publisher: title,
        edition: title.slice(0, 190),
      })),
    ],
    relations: some.map((label) => ({
      type: 'other' as const,
      label: label.slice(0, 900),
      identifier: label.slice(0, 900),
      identifierType: 'x',
    })),
    identifiers: some.map((value) => ({ type: value.slice(0, 90), value: value.slice(0, 900) })),
    clinicalTrials: some.map((number) => ({ number: number.slice(0, 190) })),
    unmapped: some.map((value) => ({ path: value, value })),
  }
})

/** Whatever is not ours in a page: elements we never write, handlers, addresses that are code, styles and scripts within. */
const strangers = () => {
  const never =
    'iframe,object,embed,base,style,audio,video,source,marquee,foreignObject,animate,use,template,body body,meta[http-equiv]'
  const addresses = new Set(['href', 'xlink:href', 'src', 'action', 'formaction', 'data'])
  const known = /^(?:$|https?:|ftp:|mailto:|data:image\/svg|#|\?|\/(?!\/)|[^:]*$)/i
  const isStrange = ({ name, value }: Attr) =>
    name.startsWith('on') ||
    name === 'style' ||
    name === 'srcdoc' ||
    (addresses.has(name) && (!known.test(value.replace(/[\x00-\x20]/g, '')) || value.startsWith('//')))
  const isOurs = (script: Element) =>
    script.getAttribute('type') === 'application/ld+json' || script.getAttribute('src')?.startsWith('/assets/')
  const found = [
    ...document.querySelectorAll(never),
    ...[...document.scripts].filter((script) => !isOurs(script)),
    ...[...document.querySelectorAll('*')].filter(({ attributes }) => [...attributes].some(isStrange)),
  ]
  return found.map(({ outerHTML }) => outerHTML.slice(0, 300))
}

/** Notes what runs. */
const watch = (page: Page) =>
  page.addInitScript(() => {
    const count = () => Object.assign(window, { ran: Number(Reflect.get(window, 'ran')) + 1 })
    Object.assign(window, { ran: 0, __ran: count })
  })

/** What is wrong with the page that a window shows. */
async function judged(page: Page): Promise<readonly string[]> {
  const all = await page.evaluate(strangers)
  const ran = await page.evaluate(() => Reflect.get(window, 'ran') !== 0)
  return (ran ? ['a script ran', ...all] : all).map((one) => `${page.url().slice(0, 200)}: ${one}`)
}

/** Goes to each address in several windows and tells what ran, was loaded, or stands in a page that should not. */
async function look(t: Test, ground: Ground, addresses: readonly string[], options: BrowserContextOptions) {
  const queue = [...addresses]
  const bad: string[] = []
  const walk = async () => {
    const { page, faults, goto } = await ground.visit(t, options)
    await watch(page)
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      await goto(next)
      bad.push(...(await judged(page)))
    }
    bad.push(...faults.filter((fault) => !refusedPage.test(fault)))
  }
  await Promise.all([walk(), walk(), walk()])
  return bad
}

/** The browser notes it where an answer is a refusal, which some of these are meant to be. */
const refusedPage = /console: Failed to load resource: the server responded with a status of 4\d\d/

/** Every payload in a parameter, as many at once as it may hold. */
function asked(path: string, name: string, length: number): readonly string[] {
  const texts: string[] = []
  let text = ''
  for (const payload of payloads) {
    if (text !== '' && text.length + payload.length >= length) {
      texts.push(text)
      text = ''
    }
    text += ` ${payload}`
  }
  return [...texts, text].map(
    (one) => `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams({ [name]: one.trim() })}`,
  )
}

/** Every so many of a list. */
const some = <T>(list: readonly T[], step: number): readonly T[] => list.filter((_, at) => at % step === 0)

const articles = large.map(({ doi }) => `/${doi}`)
const policyOff = { bypassCSP: true }

const cases: readonly Case[] = [
  [
    'there are five hundred payloads, and they would run',
    async (t, ground) => {
      t.equal(payloads.length, 500)
      const { page } = await ground.visit(t)
      await watch(page)
      const body = payloads.slice(25, 60).map((one) => `<div>${one}</div>`)
      await page.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: body.join('\n') }))
      await page.goto('/bare')
      t.ok(await page.evaluate(() => Number(Reflect.get(window, 'ran')) > 0), 'a page that does not escape is caught')
      t.ok((await page.evaluate(strangers)).length > 10)
    },
  ],
  [
    'in every text of an article',
    async (t, ground) => {
      t.strictSame(await look(t, ground, articles, policyOff), [])
      t.strictSame(await look(t, ground, articles.slice(0, 4), {}), [], 'nor is there anything for the policy to stop')
    },
  ],
  [
    'in lists of articles and journals',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t, policyOff)
      await watch(page)
      const seen = new Set<string>()
      for (const first of ['/search', '/browse']) {
        for (let next: string | null = first; next !== null; ) {
          await goto(next)
          t.strictSame(await judged(page), [], next)
          for (const text of await page.locator('main li').allTextContents()) seen.add(text)
          const more = page.locator('main a[rel="next"]')
          next = (await more.count()) > 0 ? await more.first().getAttribute('href') : null
        }
      }
      t.ok(seen.size > 500, `${seen.size} entries`)
      const { journals } = await ground.library.browse.journals(0, 8)
      const addresses = journals.map(({ slug }) => `/browse/${encodeURIComponent(slug)}`)
      t.strictSame(await look(t, ground, ['/', ...addresses], policyOff), [])
      t.strictSame(faults, [])
    },
  ],
  [
    'in what is asked of each page',
    async (t, ground) => {
      const addresses = [
        ...asked('/search', 'q', 990),
        ...some(asked('/search?q=shore', 'journal', 490), 12),
        ...some(asked('/search?q=shore', 'sort', 490), 20),
        ...some(asked('/cite?doi=10.5555/one.1', 'style', 290), 12),
        ...some(asked('/cite', 'doi', 290), 20),
        ...some(asked('/convert', 'example', 290), 30),
        ...some(payloads, 60).flatMap((one) => [
          `/browse/${encodeURIComponent(one)}`,
          `/10.5555/${encodeURIComponent(one)}`,
        ]),
      ]
      t.strictSame(await look(t, ground, addresses, policyOff), [])
    },
  ],
  [
    'in records that are converted, and in texts that are none',
    async (t, ground) => {
      const { page, faults, goto } = await ground.visit(t, policyOff)
      await watch(page)
      await goto('/convert')
      const lists = batches(100).map((some) =>
        JSON.stringify(
          some.map((title) => ({
            title,
            doi: title,
            type: title,
            abstracts: [{ sections: [{ title, paragraphs: [title] }] }],
            [title]: title,
          })),
        ),
      )
      const texts = batches(125).map((some) => some.join('\n'))
      for (const text of [...lists, JSON.stringify(large[3]), ...texts]) {
        await page.fill('#source', text)
        await page.click('button.main')
        await page.locator('#guess', { hasText: /^$/ }).waitFor({ state: 'attached' })
        t.strictSame(await judged(page), [])
      }
      t.strictSame(
        faults.filter((fault) => !refusedPage.test(fault)),
        [],
      )
    },
  ],
]

t.test('injection', async (t) => runCases(t, [...small, ...large], cases))
