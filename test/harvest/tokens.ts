/** Tokens that were tampered with: always badResumptionToken with status 200, never a page and never a 500. */
import { buildApp } from '../../src/app.ts'
import { createLibrary } from '../../src/library/library.ts'
import { createTokens } from '../../src/oai/token.ts'
import { readSettings } from '../../src/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { createVerification } from '../../src/verify/verify.ts'
import { fill, site } from '../oai/start.ts'
import type { Proof } from './proof.ts'

type Mutation = (token: string, random: (below: number) => number, other: string) => string

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/%\u0000 "<é'
const letter = (random: (below: number) => number) => letters[random(letters.length)] ?? ''

const mutations: Readonly<Record<string, Mutation>> = {
  truncated: (token, random) => token.slice(0, 1 + random(token.length - 1)),
  beheaded: (token, random) => token.slice(1 + random(token.length - 1)),
  'one letter changed': (token, random) => {
    const at = random(token.length)
    return token.slice(0, at) + letter(random) + token.slice(at + 1)
  },
  'a letter put in': (token, random) => {
    const at = random(token.length + 1)
    return token.slice(0, at) + letter(random) + token.slice(at)
  },
  'a piece repeated': (token, random) => token + token.slice(random(token.length)),
  'another’s signature': (token, _, other) => `${token.split('.')[0]}.${other.split('.')[1]}`,
  'another question': (token, random) => {
    const [text = '', signature = ''] = token.split('.')
    const values: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString())
    values[random(values.length)] = [1e9, -1, null, 'x', {}, 'ListSets'][random(6)]
    return `${Buffer.from(JSON.stringify(values)).toString('base64url')}.${signature}`
  },
  'a bit flipped': (token, random) => {
    const bytes = Buffer.from(token)
    const at = random(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
    return bytes.toString('latin1')
  },
}

export async function tamperWithTokens(count: number): Promise<Proof[]> {
  const store = await openStore('sqlite::memory:')
  const library = createLibrary({ store })
  await fill(library, 0, 600)
  const app = await buildApp({
    library,
    site,
    settings: readSettings({}),
    version: '0.0.0',
    verification: createVerification(),
  })
  const ask = (query: Record<string, string>) => app.inject(`/oai?${new URLSearchParams(query)}`)
  const first = await ask({ verb: 'ListRecords', metadataPrefix: 'oai_dc' })
  const token = /<resumptionToken[^>]*>([^<]+)</.exec(first.body)?.[1] ?? ''
  const position = createTokens(await library.harvest.secret()).parse(token, 'ListRecords')
  const other = createTokens(new Uint8Array(32)).format(position)
  const random = (below: number) => Math.floor(Math.random() * below)
  const wrong: string[] = []
  const kinds = Object.entries(mutations)
  for (let n = 0; n < count; n++) {
    const [name, mutate] = kinds[n % kinds.length] ?? []
    const mutant = mutate?.(token, random, other) ?? ''
    if (mutant === token || mutant === '') continue
    const { statusCode, body } = await ask({ verb: 'ListRecords', resumptionToken: mutant })
    if (statusCode === 200 && body.includes('<error code="badResumptionToken"')) continue
    wrong.push(`${name}: ${statusCode} ${JSON.stringify(mutant)}`)
  }
  const intact = await ask({ verb: 'ListRecords', resumptionToken: token })
  await app.close()
  await store.close()
  return [
    {
      name: 'tokens tampered with that were not badResumptionToken',
      value: `${wrong.length} of ${count}${wrong.slice(0, 2).map((one) => ` ${one}`)}`,
      holds: wrong.length === 0,
    },
    { name: 'the token itself', value: `status ${intact.statusCode}`, holds: intact.body.includes('<record>') },
  ]
}
