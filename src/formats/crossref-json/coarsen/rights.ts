/** Licences, links and trials as the API says them. */
import type { Article, ArticleDate } from '../../../../schemas/article.ts'
import { change } from '../../change.ts'
import type { Coarsening } from '../../codec.ts'
import { rewritten } from '../../crossref/coarser.ts'
import { newReading } from '../../crossref/read/context.ts'
import { addLink, isPageOf, linkOf } from '../../crossref/read/links.ts'
import { trialNumber } from '../../crossref/read/trials.ts'
import { registryOf } from '../../crossref/vocabulary.ts'
import { contentTypes, landingOf } from '../rights.ts'
import { asParts } from './dates.ts'

export const rightsRows: readonly Coarsening[] = [
  change(
    'licences/*',
    'a licence has an address',
    (licence) => ((licence as { url?: string }).url === undefined ? undefined : licence), // a licence
  ),
  change('licences/*/start', 'a year, month or day', (date) => asParts(date as ArticleDate)), // its start
  change('licences/*/contentVersion', 'not said where it is unspecified', (version) =>
    version === 'unspecified' ? undefined : version,
  ),
  rewritten('links', 'a landing page, and full texts by their media type', (article) => {
    const landing = landingOf(article)
    const reading = newReading()
    if (landing !== undefined && !isPageOf(landing.url, article.doi))
      addLink({ url: landing.url, kind: 'landing' }, reading)
    for (const link of article.links ?? []) {
      if (link !== landing)
        addLink(linkOf(link.url, link.mediaType ?? contentTypes[link.kind], link.contentVersion), reading)
    }
    return reading.draft.links
  }),
  change('clinicalTrials/*', 'with the registry that its number tells, in capitals', (value) => {
    const trial = value as NonNullable<Article['clinicalTrials']>[number] // the field’s own shape
    const registry = trial.registry ?? registryOf(trial)
    return { ...trial, number: trialNumber(trial.number), ...(registry !== undefined && { registry }) }
  }),
]
