/** license, link, resource, funder, clinical-trial-number. */
import type { Funding, Licence } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseRor } from '../../../article/identifiers.ts'
import { identified, note, type Reading, urlIn } from '../../crossref/read/context.ts'
import { addLink, contentVersion, isPageOf, readLink } from '../../crossref/read/links.ts'
import { stageOf, trialNumber } from '../../crossref/read/trials.ts'
import { added } from '../../jats/read/context.ts'
import type { Work } from '../work.ts'
import { dateOf, isObject, objects, saysNothing, strings, textOf, wordOf } from './members.ts'

export function readLicences(work: Work, reading: Reading): void {
  const licences: Licence[] = []
  for (const one of objects(work.license)) {
    const url = urlIn(wordOf(one.URL), reading, '/license/URL')
    if (url === undefined) continue
    const [start, version] = [dateOf(one.start), contentVersion(wordOf(one['content-version']))]
    licences.push({
      url,
      ...(start !== undefined && { start }),
      ...(version !== undefined && { contentVersion: version }),
    })
  }
  if (licences.length > 0) reading.draft.licences = licences
}

/** The landing page first. A service that has none names its own page of the DOI, which says nothing more. */
export function readLinks(work: Work, reading: Reading): void {
  const primary = isObject(work.resource) && isObject(work.resource.primary) ? work.resource.primary : {}
  const landing = wordOf(primary.URL)
  if (landing !== undefined) {
    if (work.source !== 'Crossref' && isPageOf(landing, reading.draft.doi))
      note(
        reading,
        'landing-of-service',
        '/links',
        'This is the page of the DOI at the service that wrote the work.',
        landing,
      )
    else {
      const url = urlIn(landing, reading, '/resource/primary/URL')
      if (url !== undefined) addLink({ url, kind: 'landing' }, reading)
    }
  }
  if (isObject(work.resource)) {
    for (const name in work.resource)
      if (name !== 'primary') reading.unmapped.push({ path: `/resource/${name}`, value: work.resource[name] })
  }
  for (const link of objects(work.link)) {
    const said = {
      mediaType: wordOf(link['content-type']),
      version: wordOf(link['content-version']),
      use: wordOf(link['intended-application']),
    }
    readLink(wordOf(link.URL), said, reading, '/link/intended-application')
  }
}

export function readFunding(work: Work, reading: Reading): void {
  const funding = objects(work.funder)
    .map((one, at) => fundingOf(one, reading, `/funder/${at}`))
    .filter((one) => Object.keys(one).length > 0)
  if (funding.length > 0) reading.draft.funding = funding
}

const funderMembers: ReadonlySet<string> = new Set(['DOI', 'name', 'doi-asserted-by', 'award', 'award-info', 'id'])

function fundingOf(one: Work, reading: Reading, path: string): Funding {
  const name = textOf(one.name)
  const said = textOf(one.DOI)
  const doi = said === undefined ? undefined : parseDoi(said)
  if (said !== undefined && doi === undefined) reading.unmapped.push({ path: `${path}/DOI`, value: said })
  let ror: string | undefined
  for (const { id, 'id-type': type } of objects(one.id)) {
    const text = textOf(id)
    if (/ror/i.test(String(type)) && ror === undefined) ror = identified(parseRor, text, reading, `${path}/id`)
    else if (text !== undefined && parseDoi(text)?.toLowerCase() !== doi?.toLowerCase())
      reading.unmapped.push({ path: `${path}/id`, value: { id: text, 'id-type': type } })
  }
  const awards = strings(one.award).filter((award) => award.trim() !== '')
  for (const { 'award-number': numbers, ...rest } of objects(one['award-info'])) {
    for (const number of strings(numbers)) if (!awards.includes(number)) awards.push(number)
    if (!saysNothing(rest)) reading.unmapped.push({ path: `${path}/award-info`, value: rest })
  }
  for (const key of Object.keys(one))
    if (!funderMembers.has(key)) reading.unmapped.push({ path: `${path}/${key}`, value: one[key] })
  const funder = {
    ...(name !== undefined && { name }),
    ...(ror !== undefined && { ror }),
    ...(doi !== undefined && { doi }),
  }
  return { ...(Object.keys(funder).length > 0 && { funder }), ...(awards.length > 0 && { awards }) }
}

export function readTrials(work: Work, reading: Reading): void {
  for (const one of objects(work['clinical-trial-number'])) {
    const said = textOf(one['clinical-trial-number'])
    if (said === undefined) continue
    const [registry, stage] = [textOf(one.registry), stageOf(textOf(one.type))]
    const trial = {
      number: trialNumber(said),
      ...(registry !== undefined && { registry }),
      ...(stage !== undefined && { stage }),
    }
    reading.draft.clinicalTrials = added(reading.draft.clinicalTrials, [trial])
  }
}
