import fc from 'fast-check'
import t from 'tap'
import type { Article } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { doiUrl } from '../../src/article/doi.ts'
import { writers } from '../../src/formats/index.ts'
import { countDropped, fatesOf, leavesOf } from '../../src/formats/losses.ts'
import { plainText } from '../../src/text/rich.ts'
import { article } from '../arbitraries.ts'
import { wordsOf } from '../judges/words.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }

/** Letters and digits alone: what mark-up, escaping, quotation marks and hyphens may not change. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

/** An article as a text that does not depend on the order of its members. */
const allOf = (one: Article) => leavesOf(one).map(String).sort().join('\n')

/** The same article without one leaf; undefined where no article is left without it. */
function without(one: Article, pointer: string): Article | undefined {
  const copy = structuredClone(one) as Record<string, unknown> // walked by keys
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'))
  const last = keys.pop() ?? ''
  let holder: Record<string, unknown> = copy
  for (const key of keys) holder = holder[key] as Record<string, unknown>
  if (Array.isArray(holder)) holder.splice(Number(last), 1)
  else delete holder[last]
  try {
    const less = admit(copy).article
    // What admission puts back, such as the id of an affiliation, cannot be missing.
    return allOf(less) === allOf(one) ? undefined : less
  } catch {
    return undefined
  }
}

for (const codec of writers) {
  t.test(`${codec.name}: every leaf is in the output, or its fate is told`, async (t) => {
    fc.assert(
      fc.property(article(), (one) => {
        const text = codec.write(one, site)
        const words = bare(wordsOf(text, codec))
        const leaves = new Map(leavesOf(one))
        const fates = fatesOf(one, codec)
        t.equal(countDropped(one, codec), fates.filter(({ fate }) => fate === 'dropped').length)
        for (const { pointer, fate, how } of fates) {
          if (fate === 'dropped') continue
          const value = leaves.get(pointer)
          if (fate === 'kept') {
            if (typeof value === 'object' && value !== null) {
              // An empty object has no letters: it is said where the output would be another without it.
              const less = without(one, pointer)
              if (less && codec.write(less, site) === text) throw new Error(`${codec.name}: ${pointer} {} is not said`)
              continue
            }
            const said =
              typeof value === 'string' ? [value, plainText(value), doiUrl(value)].map(bare) : [bare(String(value))]
            if (!said.some((form) => words.includes(form))) {
              throw new Error(
                `${codec.name}: ${pointer} ${JSON.stringify(value)} is said to be kept and is not in\n${text}`,
              )
            }
            continue
          }
          t.ok(how, `${pointer} says how`)
        }
      }),
      { numRuns: 100, seed: 5 },
    )
  })

  t.test(`${codec.name}: what is said in other words makes a difference to the output`, async (t) => {
    fc.assert(
      fc.property(article(), fc.nat(), (one, n) => {
        const told = new Set(
          (codec.coarsens ?? []).flatMap(({ apply }) => {
            const after = new Map(leavesOf(apply(structuredClone(one))))
            return leavesOf(one)
              .filter(([pointer, value]) => !Object.is(after.get(pointer), value))
              .map(([pointer]) => pointer)
          }),
        )
        const transformed = fatesOf(one, codec).filter(
          ({ fate, pointer }) => fate === 'transformed' && !told.has(pointer),
        )
        const chosen = transformed[n % Math.max(1, transformed.length)]
        const less = chosen && without(one, chosen.pointer)
        if (!less) return
        t.not(codec.write(less, site), codec.write(one, site), `${codec.name}: ${chosen?.pointer} makes no difference`)
      }),
      { numRuns: 100, seed: 6 },
    )
  })
}
