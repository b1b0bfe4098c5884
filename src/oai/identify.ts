/** Identify: who keeps the repository, since when, and how it tells what was deleted. */
import { each, element, leaf, sequence } from '../text/markup.ts'
import type { Told } from './answer.ts'
import { datestamp } from './dates.ts'
import { formatIdentifier } from './identifier.ts'
import type { OaiParts } from './parts.ts'

export async function identify({ library, site, repository }: OaiParts): Promise<Told> {
  const horizon = await library.harvest.horizon()
  const first = (await library.harvest.first()) ?? horizon
  return {
    horizon,
    parts: [
      leaf('repositoryName', site.name),
      leaf('baseURL', `${site.baseUrl}/oai`),
      leaf('protocolVersion', '2.0'),
      // The mailbox that every mail domain has (RFC 5321, 4.5.1).
      leaf('adminEmail', site.deposits?.email ?? `postmaster@${repository}`),
      leaf('earliestDatestamp', datestamp(first)),
      leaf('deletedRecord', 'persistent'),
      leaf('granularity', 'YYYY-MM-DDThh:mm:ssZ'),
      leaf('compression', 'gzip'),
      element('description', oaiIdentifier(repository)),
    ],
  }
}

const namespace = 'http://www.openarchives.org/OAI/2.0/oai-identifier'

const oaiIdentifier = (repository: string) => {
  const rows = [
    ['scheme', 'oai'],
    ['repositoryIdentifier', repository],
    ['delimiter', ':'],
    ['sampleIdentifier', formatIdentifier(repository, '10.46439/stemcell.5.019')],
  ] as const
  return element('oai-identifier', sequence(each(rows, ([name, value]) => leaf(name, value))), {
    xmlns: namespace,
    'xsi:schemaLocation': `${namespace} ${namespace}.xsd`,
  })
}
