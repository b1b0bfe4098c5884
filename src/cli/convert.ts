/** `colophon convert`: a file from one format to another, without a store; what is lost is said on stderr. */
import { guessFormat, readerNamed, readers, writerNamed, writers } from '../formats/index.ts'
import { convert } from '../library/convert.ts'
import { wholeText } from '../library/intake.ts'
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
  async run({ words, options, settings, out, err }) {
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
    const text = await wholeText(source.texts())
    const from = textOption(options.from)
    const { verify, ...asked } = askedOf(options, settings)
    const results = [
      ...convert(text, from === undefined ? guessFormat(text) : readerNamed(from), codec, siteOf(settings), asked),
    ]
    const verification = createVerification()
    const texts: string[] = []
    for (const result of results) {
      if ('refusal' in result) {
        err(`refused ${describe(result.refusal, result.place)}`)
        continue
      }
      if (verify) verification.assert(codec.name, result.text)
      texts.push(result.text)
      if (options.quiet === true) continue
      const losses = result.losses.map((loss) => `  lost in ${codec.title}: ${loss}\n`)
      const said = [...result.notes.map(describeFinding), ...losses].join('')
      if (said !== '') err(`${result.article.doi ?? result.place}\n${said}`)
    }
    const [head, between, tail] = codec.frame
    out(results.length === 1 && codec.framesOne !== true ? texts.join('') : head + texts.join(between) + tail)
    return texts.length < results.length ? 1 : 0
  },
}
