/** A DataCite record as XML, valid against kernel 4.6. Reads as the element order of the documentation. */
import { attribute, each, element, leaf, type Markup, markup, none, sequence, text, wrap } from '../../text/markup.ts'
import { kernel } from './record.ts'
import { type DataciteRecord, type Description, type Name, type RelatedItem, type Title, unavailable } from './shape.ts'

const open = markup`<resource xmlns="http://datacite.org/schema/kernel-4" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${attribute(`${kernel} https://schema.datacite.org/meta/kernel-4/metadata.xsd`)}">`

export const writeDataciteXml = (record: DataciteRecord): Markup =>
  markup`<?xml version="1.0" encoding="UTF-8"?>
${open}${content(record)}</resource>
`

const content = (record: DataciteRecord): Markup =>
  sequence(
    // Without a DOI only the element itself can say that there is none.
    leaf('identifier', record.doi ?? unavailable, { identifierType: 'DOI' }),
    creators(record.creators),
    wrap('titles', each(record.titles, title)),
    leaf('publisher', record.publisher.name, {
      publisherIdentifier: record.publisher.publisherIdentifier,
      publisherIdentifierScheme: record.publisher.publisherIdentifierScheme,
      schemeURI: record.publisher.schemeUri,
    }),
    leaf('publicationYear', year(record.publicationYear)),
    element('resourceType', text(record.types.resourceType), { resourceTypeGeneral: record.types.resourceTypeGeneral }),
    subjects(record),
    contributors(record),
    dates(record),
    leaf('language', record.language),
    alternateIdentifiers(record),
    relatedIdentifiers(record),
    wrap(
      'formats',
      each(record.formats, (format) => leaf('format', format)),
    ),
    leaf('version', record.version),
    rightsList(record),
    wrap('descriptions', each(record.descriptions, description)),
    fundingReferences(record),
    wrap('relatedItems', each(record.relatedItems, relatedItem)),
  )

const year = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value).padStart(4, '0')

const creators = (names: readonly Name[] | undefined): Markup =>
  wrap(
    'creators',
    each(names, (name) => element('creator', nameContent('creatorName', name))),
  )

const nameContent = (tag: string, name: Name): Markup =>
  sequence(
    leaf(tag, name.name, { nameType: name.nameType }),
    leaf('givenName', name.givenName),
    leaf('familyName', name.familyName),
    each(name.nameIdentifiers, ({ nameIdentifier, nameIdentifierScheme, schemeUri }) =>
      leaf('nameIdentifier', nameIdentifier, { nameIdentifierScheme, schemeURI: schemeUri }),
    ),
    each(name.affiliation, ({ name: place, affiliationIdentifier, affiliationIdentifierScheme, schemeUri }) =>
      leaf('affiliation', place, { affiliationIdentifier, affiliationIdentifierScheme, schemeURI: schemeUri }),
    ),
  )

const title = ({ title, titleType, lang }: Title): Markup => leaf('title', title, { titleType, 'xml:lang': lang })

const subjects = (record: DataciteRecord): Markup =>
  wrap(
    'subjects',
    each(record.subjects, ({ subject, subjectScheme, lang }) =>
      leaf('subject', subject, { subjectScheme, 'xml:lang': lang }),
    ),
  )

const contributors = (record: DataciteRecord): Markup =>
  wrap(
    'contributors',
    each(record.contributors, (name) =>
      element('contributor', nameContent('contributorName', name), { contributorType: name.contributorType }),
    ),
  )

const dates = (record: DataciteRecord): Markup =>
  wrap(
    'dates',
    each(record.dates, ({ date, dateType, dateInformation }) => leaf('date', date, { dateType, dateInformation })),
  )

const alternateIdentifiers = (record: DataciteRecord): Markup =>
  wrap(
    'alternateIdentifiers',
    each(record.alternateIdentifiers, ({ alternateIdentifier, alternateIdentifierType }) =>
      leaf('alternateIdentifier', alternateIdentifier, { alternateIdentifierType }),
    ),
  )

const relatedIdentifiers = (record: DataciteRecord): Markup =>
  wrap(
    'relatedIdentifiers',
    each(record.relatedIdentifiers, ({ relatedIdentifier, ...attributes }) =>
      leaf('relatedIdentifier', relatedIdentifier, attributes),
    ),
  )

const rightsList = (record: DataciteRecord): Markup =>
  wrap(
    'rightsList',
    each(record.rightsList, ({ rights, rightsUri, rightsIdentifier, rightsIdentifierScheme, schemeUri }) =>
      element('rights', text(rights ?? ''), {
        rightsURI: rightsUri,
        rightsIdentifier,
        rightsIdentifierScheme,
        schemeURI: schemeUri,
      }),
    ),
  )

const description = ({ description: words, descriptionType, lang }: Description): Markup =>
  element(
    'description',
    each(words.split('\n\n'), (line, at) => sequence(at === 0 ? none : element('br'), text(line))),
    { descriptionType, 'xml:lang': lang },
  )

const fundingReferences = (record: DataciteRecord): Markup =>
  wrap(
    'fundingReferences',
    each(record.fundingReferences, (reference) =>
      element(
        'fundingReference',
        sequence(
          leaf('funderName', reference.funderName),
          leaf('funderIdentifier', reference.funderIdentifier, {
            funderIdentifierType: reference.funderIdentifierType,
            schemeURI: reference.schemeUri,
          }),
          leaf('awardNumber', reference.awardNumber),
        ),
      ),
    ),
  )

/** Unlike the parts of a resource these have a fixed order (xs:sequence). */
const relatedItem = (item: RelatedItem): Markup =>
  element(
    'relatedItem',
    sequence(
      leaf('relatedItemIdentifier', item.relatedItemIdentifier?.relatedItemIdentifier, {
        relatedItemIdentifierType: item.relatedItemIdentifier?.relatedItemIdentifierType,
      }),
      creators(item.creators),
      wrap('titles', each(item.titles, title)),
      leaf('publicationYear', year(item.publicationYear)),
      leaf('volume', item.volume),
      leaf('issue', item.issue),
      leaf('number', item.number, { numberType: item.numberType }),
      leaf('firstPage', item.firstPage),
      leaf('lastPage', item.lastPage),
      leaf('publisher', item.publisher),
      leaf('edition', item.edition),
    ),
    { relatedItemType: item.relatedItemType, relationType: item.relationType },
  )
