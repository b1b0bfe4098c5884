/**
 * Threats of the threat model that no other test is named for, and a look that each has one: a name of a test ends with
 * the number of the threat that it is against.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import pino from 'pino'
import t from 'tap'
import type { Draft } from '../schemas/article.ts'
import { buildApp } from '../src/app.ts'
import { admitStored } from '../src/article/admit.ts'
import { writers } from '../src/formats/index.ts'
import { readSettings } from '../src/settings.ts'
import { createVerification } from '../src/verify/verify.ts'
import { record, site, startService } from './http/start.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '..')
const textsBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

t.test('each threat has a test named for it', async (t) => {
  const all = textsBelow(here)
    .filter(({ name }) => name.endsWith('.test.ts'))
    .map(({ text }) => text)
    .join('\n')
  for (let number = 1; number <= 24; number++) t.match(all, new RegExp(`\\(T${number}\\)['\`]`), `T${number}`)
})

t.test('no regular expression repeats what repeats (T12)', async (t) => {
  // `(a+)+`: a group that ends in a repetition and is itself repeated without bound.
  const nested = /\((?:\?:)?[^()|\\[\]]*[+*]\)[+*]/
  for (const folder of ['src', 'schemas']) {
    for (const { name, text } of textsBelow(join(root, folder))) {
      for (const line of text.split('\n')) {
        if (!/^\s*(\*|\/\/|\/\*)/.test(line) && nested.test(line)) t.fail(`${name}: ${line.trim()}`)
      }
    }
  }
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\\input{/etc/passwd}',
    '\\immediate\\write18{id}',
    '}\\def\\x{',
    '%{\n}',
    '$\\catcode`\\%=12',
    '"}, note={',
    '\r\nSet-Cookie: a=b',
    'a"; filename="b',
    '<x>; rel="license",<https://evil.example/>',
    '{{{{',
    '}}}}',
    '@article{x,',
  ),
)

t.test('what a record says begins no command and no entry of BibTeX (T15)', async (t) => {
  const bibtex = writers.filter(({ name }) => name.startsWith('bib'))
  t.ok(bibtex.length >= 2)
  const commands =
    /\\(input|include|write|immediate|openin|openout|read|catcode|def|edef|csname|special|newwrite)(?![a-zA-Z])/
  for (const title of fc.sample(hostile, { numRuns: 1000, seed: 15 })) {
    const draft = { ...record, title: title.toWellFormed(), keywords: [{ terms: [title.toWellFormed()] }] } as Draft // judged when admitted
    const admitted = (() => {
      try {
        return admitStored(draft).article
      } catch {
        return undefined
      }
    })()
    if (!admitted) continue
    for (const codec of bibtex) {
      const text = codec.write(admitted, site)
      if (commands.test(text)) t.fail(`${codec.name}: ${title} → ${text}`)
      if (depthOf(text) !== 0) t.fail(`${codec.name} is not balanced: ${title} → ${text}`)
      if (!/^@\w+\{[A-Za-z0-9:._/-]+,/.test(text)) t.fail(`${codec.name}: the key of ${text.slice(0, 80)}`)
      if ((text.match(/^@/gm) ?? []).length !== 1) t.fail(`${codec.name}: another entry in ${text}`)
    }
  }
})

/** BibTeX counts every brace, escaped or not. */
function depthOf(text: string): number {
  let depth = 0
  for (const character of text) {
    if (character === '{') depth++
    if (character === '}') depth--
    if (depth < 0) return depth
  }
  return depth
}

t.test('no title splits a header or makes an answer fail (T14)', async (t) => {
  const { app, key } = await startService(t)
  const headers = { authorization: key, 'content-type': 'application/json' }
  let number = 0
  for (const title of fc.sample(hostile, { numRuns: 150, seed: 14 })) {
    const doi = `10.5555/h${number++}${encodeURIComponent(title.slice(0, 10).toWellFormed())}`
    const payload = JSON.stringify({ ...record, doi: decodeURIComponent(doi), title: title.toWellFormed() })
    const put = await app.inject({ method: 'PUT', url: `/articles/${doi}`, headers, payload })
    if (put.statusCode >= 500) t.fail(`${title}: ${put.body}`)
    if (put.statusCode >= 300) continue
    for (const accept of ['application/x-bibtex', 'text/html', 'application/json']) {
      const got = await app.inject({ url: `/articles/${doi}`, headers: { accept } })
      if (got.statusCode !== 200) t.fail(`${accept} of ${title}: ${got.statusCode} ${got.body.slice(0, 200)}`)
      const links = [String(got.headers.link ?? ''), String(got.headers['content-disposition'] ?? '')].join('\n')
      if (/evil\.example|filename="b|Set-Cookie/.test(links)) t.fail(`${title}: ${links}`)
      t.equal(got.headers['set-cookie'], undefined)
    }
  }
})

t.test('a style or a locale is a name in a list, never a path (T19)', async (t) => {
  const { app, key } = await startService(t)
  const headers = { authorization: key, 'content-type': 'application/json' }
  await app.inject({ method: 'PUT', url: `/articles/${record.doi}`, headers, payload: record })
  const steps = ['../', '..\\', '%2e%2e%2f', '....//', '/', 'C:\\', 'file:///', '\u0000', './', '~/']
  const ends = ['etc/passwd', 'apa', 'apa.csl', 'package.json', 'apa\u0000.csl', '']
  for (const step of steps) {
    for (const end of ends) {
      for (const name of [step + end, step + step + end, end + step]) {
        for (const query of [`style=${encodeURIComponent(name)}`, `style=apa&locale=${encodeURIComponent(name)}`]) {
          const { statusCode, body } = await app.inject(`/articles/${record.doi}?${query}`)
          t.ok(statusCode === 200 || (statusCode >= 400 && statusCode < 500), `${query}: ${statusCode}`)
          t.notMatch(body, /root:|"dependencies"|ENOENT/, query)
        }
        t.ok((await app.inject(`/styles/${encodeURIComponent(name)}`)).statusCode < 500, name)
      }
    }
  }
})

t.test('a cache that keeps to Vary and ETag never mixes representations (T21)', async (t) => {
  const { app, key } = await startService(t)
  const headers = { authorization: key, 'content-type': 'application/json' }
  await app.inject({ method: 'PUT', url: `/articles/${record.doi}`, headers, payload: record })
  const accepts = [
    'application/json',
    'application/x-bibtex',
    'text/html',
    'application/vnd.jats+xml',
    'text/x-bibliography',
  ]
  const etags = new Set<unknown>()
  const url = `/articles/${record.doi}`
  for (const accept of accepts) {
    const got = await app.inject({ url, headers: { accept, 'x-forwarded-host': 'evil.example', host: 'evil.example' } })
    t.equal(got.statusCode, 200, accept)
    t.match(got.headers.vary, /\bAccept\b/, accept)
    t.notMatch(JSON.stringify(got.headers) + got.body, 'evil.example', 'what the request calls the host is nowhere')
    etags.add(got.headers.etag)
    const again = await app.inject({ url, headers: { accept, 'if-none-match': String(got.headers.etag) } })
    t.match(again, { statusCode: 304, headers: { vary: /\bAccept\b/ } })
    for (const other of accepts.filter((one) => one !== accept)) {
      const mixed = await app.inject({ url, headers: { accept: other, 'if-none-match': String(got.headers.etag) } })
      t.equal(mixed.statusCode, 200, `${other} is not fresh by the ETag of ${accept}`)
    }
  }
  t.equal(etags.size, accepts.length)
  for (const [path, accept, status] of [
    ['/articles/10.5555/none', '*/*', 404],
    [url, 'image/png', 406],
  ] as const) {
    t.match(await app.inject({ url: path, headers: { accept } }), {
      statusCode: status,
      headers: { vary: /\bAccept\b/ },
    })
  }
})

t.test('no input reaches the prototype of objects (T22)', async (t) => {
  const { app, key } = await startService(t)
  const headers = { authorization: key, 'content-type': 'application/json' }
  const names = fc.constantFrom('__proto__', 'constructor', 'prototype', 'polluted', 'journal', 'title')
  const leaf = fc.constantFrom('yes', 1, true, null)
  const tree = fc.letrec((tie) => ({
    node: fc.oneof({ maxDepth: 4 }, leaf, fc.array(fc.tuple(names, tie('node')), { maxLength: 3 })),
  })).node
  const textOf = (node: unknown): string =>
    Array.isArray(node)
      ? `{${[...new Map(node as [string, unknown][])].map(([name, value]) => `${JSON.stringify(name)}:${textOf(value)}`)}}` // made above
      : JSON.stringify(node)
  for (const node of fc.sample(tree, { numRuns: 150, seed: 22 })) {
    const text = textOf(node)
    const payload = `{"doi":"10.5555/p","title":"P","unknown":${text},"__proto__":${text}}`
    const put = await app.inject({ method: 'PUT', url: '/articles/10.5555/p', headers, payload })
    t.ok(put.statusCode < 500, payload)
    const type = { ...headers, 'content-type': 'application/merge-patch+json' }
    t.ok(
      (await app.inject({ method: 'PATCH', url: '/articles/10.5555/p', headers: type, payload: text })).statusCode <
        500,
    )
    await app.inject({ method: 'POST', url: '/imports', headers, payload: `{"path":${text},"__proto__":${text}}` })
    t.equal(Reflect.get({}, 'polluted'), undefined)
    t.equal(Object.keys(Object.prototype).length, 0)
  }
})

t.test('a log line is one line of JSON, without keys (T23)', async (t) => {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const { library } = await startService(t)
  const app = await buildApp({
    library,
    site,
    settings: readSettings({ LOG_LEVEL: 'debug' }),
    version: '0.0.0',
    verification: createVerification(),
    logger: pino({ level: 'debug', redact: ['req.headers.authorization', 'headers.authorization'] }, sink),
  })
  t.teardown(() => app.close())
  const secret = 'colophon_0123456789ab_secret-of-somebody'
  for (const text of fc.sample(hostile, { numRuns: 400, seed: 23 })) {
    const url = `/articles/10.5555/${encodeURIComponent(text.toWellFormed())}?q=%0d%0a%7b%22level%22:10`
    await app.inject({ url, headers: { authorization: `Bearer ${secret}`, 'user-agent': 'x\u2028"}' } })
  }
  const all = lines.join('')
  t.ok(lines.length >= 400)
  for (const line of all.trimEnd().split('\n')) {
    if (typeof JSON.parse(line) !== 'object') t.fail(line)
  }
  t.notMatch(all, 'secret-of-somebody')
})
