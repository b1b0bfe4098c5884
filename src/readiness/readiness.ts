/** What the services that index articles would miss in one: the table of services, and the report. Pure. */
import type { Article } from '../../schemas/article.ts'
import type { Site } from '../formats/codec.ts'
import { crossrefDeposit } from './crossref.ts'
import { doaj } from './doaj.ts'
import { fair } from './fair.ts'
import { googleScholar } from './google-scholar.ts'
import { openaire } from './openaire.ts'
import { pubmed } from './pubmed.ts'
import { reportOf, type Service, type ServiceReport } from './rule.ts'

export type { MissingRow, ServiceReport } from './rule.ts'

export const services: readonly Service[] = [googleScholar, doaj, pubmed, crossrefDeposit, openaire, fair]

/** One report a service. Address, file and page exist for every article here and are not asked for. */
export const readinessOf = (article: Article, site: Site): readonly ServiceReport[] =>
  services.map((service) => reportOf(service, article, site))
