/** 5XX: what is told of the article in notes. */
import type { Article, ArticleDate } from '../../../schemas/article.ts'
import { doiUrl } from '../../article/doi.ts'
import { dateLabels, dateWords } from '../../article/in-words.ts'
import { standingOf } from '../../article/standing.ts'
import { each, type Markup, none, sequence } from '../../text/markup.ts'
import { abstractParagraphs } from '../plain.ts'
import { data, note, repeated, type Subfield } from './field.ts'
import { type Names, uncontrolledNote, unlinkedPlaces } from './names.ts'
import { eventLabel, fundingLabel, placeLabel, trialLabel } from './phrases.ts'

/** 500: whether the article is retracted, what happened when, trials, and what no other field is for. */
export const notes = (article: Article, { added }: Names): Markup =>
  sequence(
    note('500', '  ', standingOf(article)),
    each(history(article.dates), (event) => note('500', '  ', event)),
    each(article.clinicalTrials, ({ number, registry, stage }) => {
      const known = [registry, stage].filter((part) => part !== undefined).join(', ')
      return note('500', '  ', `${trialLabel}${number}${known === '' ? '' : ` (${known})`}`)
    }),
    each(added, (entry) => note('500', '  ', uncontrolledNote(entry))),
    each(unlinkedPlaces(article), (place) => note('500', '  ', place === '' ? undefined : placeLabel + place)),
  )

/** `Received: 2023-11-02`, one note an event, in the order in which things happen. */
function history(dates: Article['dates']): readonly string[] {
  if (dates === undefined) return []
  const out: string[] = []
  for (const field of Object.keys(dateLabels) as (keyof typeof dateLabels)[]) {
    // its own keys
    const value = dates[field]
    if (value === undefined) continue
    const list = Array.isArray(value) ? value : [value as ArticleDate] // what is no list is one date
    for (const date of list) out.push(`${dateLabels[field]}: ${dateWords(date)}`)
  }
  for (const { event, date } of dates.other ?? []) out.push(`${eventLabel}${event}: ${dateWords(date)}`)
  return out
}

/** 506, first indicator 0: no restrictions, in the term of STAR; with a day from which that holds nothing is coded. */
export function access({ freeToRead }: Article): Markup {
  if (freeToRead === undefined) return none
  if (freeToRead.start !== undefined) return note('506', '  ', `Free to read from ${dateWords(freeToRead.start)}`)
  return data('506', '0 ', [
    ['a', 'Free to read'],
    ['f', 'Unrestricted online access'],
    ['2', 'star'],
  ])
}

/** 520, first indicator 3: abstract; 8: nothing is said before it, so that its kind can be. */
export const abstracts = ({ abstracts }: Article): Markup =>
  each(abstracts, (abstract) => {
    const { kind } = abstract
    const words = abstractParagraphs(abstract).join(' ')
    return note('520', kind === undefined ? '3 ' : '8 ', kind === undefined ? words : `[${kind}] ${words}`)
  })

/** 536: $a the funder with its ids, $c grant numbers. */
export const funding = ({ funding, fundingStatement }: Article): Markup =>
  sequence(
    note('536', '  ', fundingStatement && fundingLabel + fundingStatement),
    each(funding, ({ funder, awards }) => {
      const ids = [funder?.ror, funder?.doi && doiUrl(funder.doi)].filter((id) => id !== undefined).join('; ')
      const name = funder?.name === undefined ? ids : `${funder.name}${ids === '' ? '' : ` (${ids})`}`
      return data('536', '  ', [['a', name], ...repeated('c', awards)])
    }),
  )

/** 540: terms of use, $3 the version they are for, $g from when; 542: copyright. */
export const rights = ({ licences, copyright }: Article): Markup =>
  sequence(
    each(licences, ({ url, spdx, start, contentVersion, text }) =>
      data('540', '  ', [
        ['3', contentVersion],
        ['a', text ?? spdx],
        ...standardTerm(spdx),
        ['g', start && compact(start)],
        ['u', url],
      ]),
    ),
    data('542', '  ', [
      ['d', copyright?.holder],
      ['f', copyright?.statement],
      ['g', copyright?.year],
    ]),
  )

/** $f in the form in which Creative Commons writes its licences, `CC BY-NC 4.0`; $2 its code in MARC. */
function standardTerm(spdx: string | undefined): readonly Subfield[] {
  const [, terms, version] = /^CC-(.+)-(\d\.\d)$/.exec(spdx ?? '') ?? []
  if (terms === undefined) return [['f', spdx]]
  return [
    ['f', `CC ${terms} ${version}`],
    ['2', 'cc'],
  ]
}

/** yyyymmdd of a whole day; everything else in words. */
const compact = (date: ArticleDate): string =>
  typeof date === 'string' && date.length === 10 ? date.replaceAll('-', '') : dateWords(date)

/** NISO RP-8-2008, Journal Article Versions. */
const versions: Readonly<Record<string, string>> = { vor: 'Version of Record', am: 'Accepted Manuscript' }

/** 562 $c: version identification. */
export const version = ({ contentVersion }: Article): Markup =>
  data('562', '  ', [['c', contentVersion && (versions[contentVersion] ?? contentVersion)]])
