/** The shape of a DataCite record: the attributes of its REST API, named as JSON names them (DataCite 4.6). */

export interface NameIdentifier {
  readonly nameIdentifier: string
  readonly nameIdentifierScheme: string
  readonly schemeUri: string
}

export interface Place {
  readonly name: string
  readonly affiliationIdentifier?: string | undefined
  readonly affiliationIdentifierScheme?: string | undefined
  readonly schemeUri?: string | undefined
}

export interface Name {
  readonly name: string
  readonly nameType?: 'Personal' | 'Organizational' | undefined
  readonly givenName?: string | undefined
  readonly familyName?: string | undefined
  readonly nameIdentifiers?: readonly NameIdentifier[] | undefined
  readonly affiliation?: readonly Place[] | undefined
}

export interface OtherName extends Name {
  readonly contributorType: string
}

export interface Title {
  readonly title: string
  readonly titleType?: 'AlternativeTitle' | 'Subtitle' | 'TranslatedTitle' | 'Other' | undefined
  readonly lang?: string | undefined
}

export interface Publisher {
  readonly name: string
  readonly publisherIdentifier?: string | undefined
  readonly publisherIdentifierScheme?: string | undefined
  readonly schemeUri?: string | undefined
}

export interface Subject {
  readonly subject: string
  readonly subjectScheme?: string | undefined
  readonly lang?: string | undefined
}

export interface DateEntry {
  readonly date: string
  readonly dateType: string
  readonly dateInformation?: string | undefined
}

export interface RelatedIdentifier {
  readonly relatedIdentifier: string
  readonly relatedIdentifierType: string
  readonly relationType: string
  readonly resourceTypeGeneral?: string | undefined
}

export interface RelatedItem {
  readonly relatedItemType: string
  readonly relationType: string
  readonly relatedItemIdentifier?:
    | { readonly relatedItemIdentifier: string; readonly relatedItemIdentifierType: string }
    | undefined
  readonly creators?: readonly Name[] | undefined
  readonly titles: readonly Title[]
  readonly publicationYear?: number | undefined
  readonly volume?: string | undefined
  readonly issue?: string | undefined
  readonly number?: string | undefined
  readonly numberType?: 'Article' | undefined
  readonly firstPage?: string | undefined
  readonly lastPage?: string | undefined
  readonly publisher?: string | undefined
  readonly edition?: string | undefined
}

export interface Rights {
  readonly rights?: string | undefined
  readonly rightsUri?: string | undefined
  readonly rightsIdentifier?: string | undefined
  readonly rightsIdentifierScheme?: string | undefined
  readonly schemeUri?: string | undefined
}

export interface Description {
  /** Paragraphs are parted by blank lines. */
  readonly description: string
  readonly descriptionType: 'Abstract' | 'Other'
  readonly lang?: string | undefined
}

export interface FundingReference {
  readonly funderName: string
  readonly funderIdentifier?: string | undefined
  readonly funderIdentifierType?: string | undefined
  readonly schemeUri?: string | undefined
  readonly awardNumber?: string | undefined
}

export interface DataciteRecord {
  readonly doi?: string | undefined
  readonly types: { readonly resourceTypeGeneral: string; readonly resourceType: string }
  readonly creators: readonly Name[]
  readonly titles: readonly Title[]
  readonly publisher: Publisher
  readonly publicationYear: number
  readonly subjects?: readonly Subject[] | undefined
  readonly contributors?: readonly OtherName[] | undefined
  readonly dates?: readonly DateEntry[] | undefined
  readonly language?: string | undefined
  readonly alternateIdentifiers?:
    | readonly { readonly alternateIdentifier: string; readonly alternateIdentifierType: string }[]
    | undefined
  readonly relatedIdentifiers?: readonly RelatedIdentifier[] | undefined
  readonly formats?: readonly string[] | undefined
  readonly version?: string | undefined
  readonly rightsList?: readonly Rights[] | undefined
  readonly descriptions?: readonly Description[] | undefined
  readonly fundingReferences?: readonly FundingReference[] | undefined
  readonly relatedItems?: readonly RelatedItem[] | undefined
  readonly schemaVersion: string
}

/** What stands for a required value that nobody knows: “value unavailable, possibly unknown” (4.6, Appendix 3). */
export const unavailable = ':unav'

/** A list, or nothing where it is empty. */
export const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list)
