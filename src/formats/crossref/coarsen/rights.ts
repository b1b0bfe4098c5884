/** Licences, free reading and registered trials as Crossref’s schema says them. */
import type { Article, ArticleDate } from '../../../../schemas/article.ts'
import { change, without } from '../../change.ts'
import type { Coarsening } from '../../codec.ts'
import { licenceUri } from '../programs.ts'
import { trialNumber } from '../read/trials.ts'
import { wholeDay } from '../values.ts'
import { registryOf } from '../vocabulary.ts'

const everything = <T extends object>(object: T) => Object.keys(object) as (keyof T)[] // of closed objects

export const rightsRows: readonly Coarsening[] = [
  without<NonNullable<Article['licences']>[number]>(
    'licences/*',
    'an address, from a day on, for a version',
    (licence) =>
      licenceUri(licence.url) === undefined
        ? everything(licence)
        : [
            ...(licence.contentVersion === 'unspecified' ? (['contentVersion'] as const) : []),
            ...(wholeDay(licence.start) === undefined ? (['start'] as const) : []),
          ],
  ),
  change('licences/*/url', 'in the characters of an address', (url) => licenceUri(String(url))),
  change('freeToRead/start', 'a whole day', (date) => wholeDay(date as ArticleDate)), // the field’s own shape
  change('clinicalTrials/*', 'in a registry that Crossref knows, by its DOI', (value) => {
    const trial = value as NonNullable<Article['clinicalTrials']>[number] // the field’s own shape
    const registry = registryOf(trial)
    if (registry === undefined) return undefined
    return { ...trial, number: trialNumber(trial.number), registry }
  }),
]
