/** `colophon cite`: references of the store’s articles in any citation style. */
import { text } from 'node:stream/consumers'
import { cite } from '../library/cite.ts'
import { createCatalogue } from '../styles/catalogue.ts'
import { formNames, forms, isFormName, listOf } from '../styles/forms.ts'
import { createReferencesHere } from '../styles/here.ts'
import { readItem } from '../styles/item.ts'
import { askedOf, textOption, type Verb, writingOptions } from './verb.ts'

export const citeVerb: Verb = {
  name: 'cite',
  usage: 'DOI… | -',
  summary: 'Write references in a citation style; with - the DOIs are read from standard input, one a line.',
  options: {
    style: { type: 'string', value: 'STYLE', help: 'A CSL style by its id: apa, nature, vancouver … Default: apa' },
    locale: { type: 'string', value: 'LOCALE', help: 'de-DE, or de. Default: the style’s own, or en-US' },
    as: { type: 'string', value: 'FORM', help: `${formNames.join(', ')}. Default: text` },
    'no-marks': { type: 'boolean', help: 'Do not tell retractions behind the references.' },
    date: writingOptions.date,
  },
  examples: ['cite 10.46439/stemcell.5.019 --style nature', 'cite - --style vancouver --locale pt-BR --as markdown'],
  async run({ words, options, settings, out, err, open }) {
    const dois = (await Promise.all(words.map((word) => (word === '-' ? lines() : [word])))).flat()
    const as = textOption(options.as) ?? 'text'
    if (dois.length === 0 || !isFormName(as)) {
      err(
        dois.length === 0
          ? 'Name one or more DOIs, or - for standard input.\n'
          : `--as ${as}: there is ${formNames.join(', ')}.\n`,
      )
      return 2
    }
    const catalogue = createCatalogue(settings.STYLES_DIR)
    const style = catalogue.style(textOption(options.style) ?? 'apa')
    const locale = catalogue.locale(textOption(options.locale), style)
    const { date } = askedOf(options, settings)
    const { library } = await open()
    const manner = { style: style.id, locale, as, marks: options['no-marks'] !== true }
    const { references, items } = await cite(
      { items: dois, manner, ...(date !== undefined && { date }) },
      { library, references: createReferencesHere(catalogue), readItem },
    )
    out(
      listOf(
        references.map((reference) => reference.text),
        forms[as],
      ),
    )
    const missing = items.filter(({ status }) => status !== 'cited')
    for (const { id, status, detail } of missing) err(`${id}: ${status}. ${detail ?? ''}\n`)
    return missing.length > 0 ? 1 : 0
  },
}

/** Words of standard input. */
async function lines(): Promise<string[]> {
  return (await text(process.stdin)).split(/\s+/).filter((word) => word !== '')
}
