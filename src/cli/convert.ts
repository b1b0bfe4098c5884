/** `colophon convert`: a source of any length from one format to another, without a store; what is lost is said on stderr. */
import type { WritableCodec } from '../formats/codec.ts'
import { readerNamed, readers, writerNamed, writers } from '../formats/index.ts'
import { lossesOf } from '../formats/losses.ts'
import { type Converted, convert, framed } from '../library/convert.ts'
import { readingsOf } from '../library/intake.ts'
import { siteOf } from '../settings.ts'
import { createVerification } from '../verify/verify.ts'
import { describe, describeFinding } from './describe.ts'
import { sourcesOf } from './sources.ts'
import { askedOf, textOption, type Verb, writingOptions } from './verb.ts'

export const convertVerb: Verb = {
  name: 'convert',
  usage: 'FILE --to FORMAT',
  summary: 'Convert a file (or - for standard input) without a store; losses and notes go to standard error.',
  options: {
    to: { type: 'string', value: 'FORMAT', help: writers.map(({ name }) => name).join(', ') },
    from: {
      type: 'string',
      value: 'FORMAT',
      help: `${readers.map(({ name }) => name).join(', ')}; otherwise by content.`,
    },
    ...writingOptions,
    quiet: { type: 'boolean', help: 'Say only what was refused.' },
  },
  examples: ['convert library.bib --to csl-json', 'convert - --from jats --to bibtex < article.xml'],
  async run({ words, options, settings, out, caughtUp, err }) {
    const to = textOption(options.to)
    if (words.length !== 1 || to === undefined) {
      err('Name one file and a format: colophon convert library.bib --to csl-json\n')
      return 2
    }
    const codec = writerNamed(to)
    const [source] = await sourcesOf(words)
    if (!source) {
      err(`“${words[0]}” is an empty folder.\n`)
      return 2
    }
    const from = textOption(options.from)
    const readings = readingsOf(source.texts(), from === undefined ? undefined : readerNamed(from))
    const { verify, ...asked } = askedOf(options, settings)
    const verification = createVerification()
    const results = convert(readings, {
      to: codec,
      site: siteOf(settings),
      options: asked,
      ...(verify && { assertValid: (text: string) => verification.assert(codec.name, text) }),
    })
    let refused = 0
    async function* told() {
      for await (const result of results) {
        if ('refusal' in result) {
          refused++
          err(`refused ${describe(result.refusal, result.place)}`)
        } else if (options.quiet !== true) err(tell(result, codec))
        yield result
      }
    }
    for await (const text of framed(told(), codec)) {
      out(text)
      await caughtUp()
    }
    return refused > 0 ? 1 : 0
  },
}

/** Notes and losses of a record; nothing where there are none. */
function tell({ article, place, notes }: Written, codec: WritableCodec): string {
  const losses = lossesOf(article, codec).map((loss) => `  lost in ${codec.title}: ${loss}\n`)
  const said = [...notes.map(describeFinding), ...losses].join('')
  return said === '' ? '' : `${article.doi ?? place}\n${said}`
}

type Written = Extract<Converted, { readonly text: string }>
