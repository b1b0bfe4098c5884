/** A judge of DataCite XML that needs no schema: required parts, the order of sequences, closed lists, empty values. */
import { XmlDocument, XmlElement } from 'libxml2-wasm'

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))

const general = list(
  `Audiovisual Award Book BookChapter Collection ComputationalNotebook ConferencePaper ConferenceProceeding DataPaper
   Dataset Dissertation Event Image Instrument InteractiveResource Journal JournalArticle Model OutputManagementPlan
   PeerReview PhysicalObject Preprint Project Report Service Software Sound Standard StudyRegistration Text Workflow Other`,
)
const relations = list(
  `IsCitedBy Cites IsSupplementTo IsSupplementedBy IsContinuedBy Continues IsNewVersionOf IsPreviousVersionOf IsPartOf
   HasPart IsPublishedIn IsReferencedBy References IsDocumentedBy Documents IsCompiledBy Compiles IsVariantFormOf
   IsOriginalFormOf IsIdenticalTo HasMetadata IsMetadataFor Reviews IsReviewedBy IsDerivedFrom IsSourceOf Describes
   IsDescribedBy HasVersion IsVersionOf Requires IsRequiredBy Obsoletes IsObsoletedBy Collects IsCollectedBy
   HasTranslation IsTranslationOf`,
)
const identifiers = list(
  `ARK arXiv bibcode CSTR DOI EAN13 EISSN Handle IGSN ISBN ISSN ISTC LISSN LSID PMID PURL RRID UPC URL URN w3id`,
)

/** Attributes with closed lists (kernel 4.6, include/). */
const values: Readonly<Record<string, ReadonlySet<string>>> = {
  resourceTypeGeneral: general,
  relatedItemType: general,
  relationType: relations,
  relatedIdentifierType: identifiers,
  relatedItemIdentifierType: identifiers,
  titleType: list('AlternativeTitle Subtitle TranslatedTitle Other'),
  nameType: list('Organizational Personal'),
  contributorType: list('ContactPerson Editor Other ProjectMember RightsHolder Translator'),
  dateType: list('Accepted Available Copyrighted Issued Other Submitted Updated Withdrawn'),
  descriptionType: list('Abstract Other'),
  numberType: list('Article Chapter Report Other'),
}

/** Children of these follow one another in this order. */
const orders: Readonly<Record<string, readonly string[]>> = {
  creator: ['creatorName', 'givenName', 'familyName', 'nameIdentifier', 'affiliation'],
  contributor: ['contributorName', 'givenName', 'familyName', 'nameIdentifier', 'affiliation'],
  relatedItem:
    'relatedItemIdentifier creators titles publicationYear volume issue number firstPage lastPage publisher edition'.split(
      ' ',
    ),
}

const required = ['identifier', 'creators', 'titles', 'publisher', 'publicationYear', 'resourceType']
/** Only these may be without text and children. */
const mayBeEmpty = list('br rights resourceType')

export function judgeDatacite(text: string): readonly string[] {
  const document = XmlDocument.fromString(text)
  const faults: string[] = []
  const names = childrenOf(document.root).map(({ name }) => name)
  for (const name of required) if (!names.includes(name)) faults.push(`no ${name}`)
  for (const name of names) if (names.indexOf(name) !== names.lastIndexOf(name)) faults.push(`two ${name}`)
  walk(document.root, faults)
  document.dispose()
  return faults
}

function childrenOf(element: XmlElement): XmlElement[] {
  const out: XmlElement[] = []
  for (let child = element.firstChild; child; child = child.next) if (child instanceof XmlElement) out.push(child)
  return out
}

function walk(element: XmlElement, faults: string[]): void {
  const { name } = element
  for (const attribute of element.attrs) {
    const allowed = values[attribute.name]
    if (allowed && !allowed.has(attribute.content)) faults.push(`${name}/@${attribute.name}: ${attribute.content}`)
    if (attribute.content === '') faults.push(`${name}/@${attribute.name}: empty`)
  }
  const children = childrenOf(element)
  if (children.length === 0 && element.content === '' && !mayBeEmpty.has(name)) faults.push(`${name}: empty`)
  if (name === 'publicationYear' && !/^\d{4}$/.test(element.content)) faults.push(`${name}: ${element.content}`)
  const order = orders[name]
  const places = order ? children.map((child) => order.indexOf(child.name)) : []
  if (places.some((place, at) => place === -1 || place < (places[at - 1] ?? 0))) faults.push(`${name}: order`)
  for (const child of children) walk(child, faults)
}
