/** The one mapping of an article to DataCite 4.6, from which the XML and the JSON are written: they cannot disagree. */
import type { Article, ArticleType } from '../../../schemas/article.ts'
import { standingOf } from '../../article/standing.ts'
import type { WriteOptions } from '../codec.ts'
import { abstractParagraphs, plainOf, uri } from '../plain.ts'
import { datesOf, publicationYear } from './dates.ts'
import { contributorsOf, creatorsOf, placesOf } from './names.ts'
import { copyrightLabel, headingScheme, isCopyright, sectionScheme } from './phrases.ts'
import { relatedIdentifiersOf, relatedItemsOf } from './related.ts'
import type { DataciteRecord, Description, FundingReference, Publisher, Rights, Subject, Title } from './shape.ts'
import { some, unavailable } from './shape.ts'

export const kernel = 'http://datacite.org/schema/kernel-4'

export function dataciteRecord(article: Article, options?: WriteOptions): DataciteRecord {
  const places = placesOf(article)
  const year = publicationYear(article, options?.date)
  return {
    doi: article.doi,
    creators: creatorsOf(article, places),
    titles: titlesOf(article),
    publisher: publisherOf(article),
    publicationYear: year,
    types: {
      resourceTypeGeneral: generalTypes[article.type ?? 'other'] ?? 'JournalArticle',
      resourceType: article.type ?? '',
    },
    subjects: some(subjectsOf(article)),
    contributors: some(contributorsOf(article, places)),
    dates: some(datesOf(article)),
    language: article.language,
    alternateIdentifiers: article.identifiers?.map(({ type, value }) => ({
      alternateIdentifier: value,
      alternateIdentifierType: type,
    })),
    relatedIdentifiers: some(relatedIdentifiersOf(article)),
    formats: some(formatsOf(article)),
    version: article.contentVersion,
    rightsList: some(rightsOf(article)),
    descriptions: some(descriptionsOf(article)),
    fundingReferences: some(fundingOf(article)),
    relatedItems: some(relatedItemsOf(article, year)),
    schemaVersion: kernel,
  }
}

/** resourceTypeGeneral, where it is not simply an article in a journal. */
const generalTypes: Readonly<Partial<Record<ArticleType, string>>> = {
  preprint: 'Preprint',
  'peer-review': 'PeerReview',
  'data-paper': 'DataPaper',
  dissertation: 'Dissertation',
}

function titlesOf({ title, subtitle, shortTitle, translatedTitles }: Article): readonly Title[] {
  const out: Title[] = [{ title: plainOf(title) ?? unavailable }]
  const add = (rich: string | undefined, titleType: Title['titleType'], lang?: string) => {
    const text = plainOf(rich)
    if (text !== undefined) out.push({ title: text, titleType, lang })
  }
  add(subtitle, 'Subtitle')
  add(shortTitle, 'AlternativeTitle')
  for (const translated of translatedTitles ?? []) {
    add(translated.title, 'TranslatedTitle', translated.language)
    add(translated.subtitle, 'Subtitle', translated.language)
  }
  return out
}

function publisherOf({ journal }: Article): Publisher {
  const { name = unavailable, ror } = journal?.publisher ?? {}
  if (ror === undefined) return { name }
  return { name, publisherIdentifier: ror, publisherIdentifierScheme: 'ROR', schemeUri: 'https://ror.org/' }
}

function subjectsOf({ heading, keywords, subjects }: Article): readonly Subject[] {
  const out: Subject[] = []
  if (heading !== undefined) out.push({ subject: heading, subjectScheme: headingScheme })
  for (const { vocabulary, language, terms } of keywords ?? []) {
    for (const term of terms) out.push({ subject: plainOf(term) ?? '', subjectScheme: vocabulary, lang: language })
  }
  for (const subject of subjects ?? []) out.push({ subject, subjectScheme: sectionScheme })
  return out
}

const formatsOf = ({ links }: Article): readonly string[] =>
  (links ?? []).map(({ mediaType }) => mediaType).filter((type) => type !== undefined)

const openAccess = 'info:eu-repo/semantics/openAccess'

function rightsOf({ licences, copyright, freeToRead }: Article): readonly Rights[] {
  const out: Rights[] = []
  for (const { url, spdx, text } of licences ?? []) {
    if (url === undefined && spdx === undefined && text === undefined) continue
    const scheme = spdx === undefined ? {} : { rightsIdentifierScheme: 'SPDX', schemeUri: 'https://spdx.org/licenses/' }
    out.push({ rights: text, rightsUri: url && uri(url), rightsIdentifier: spdx, ...scheme })
  }
  if (freeToRead !== undefined) out.push({ rights: 'Open access', rightsUri: openAccess })
  const statement = copyright?.statement
  if (statement !== undefined) out.push({ rights: isCopyright(statement) ? statement : copyrightLabel + statement })
  return out
}

function descriptionsOf(article: Article): readonly Description[] {
  const out: Description[] = (article.abstracts ?? []).map((abstract) => ({
    description: abstractParagraphs(abstract).join('\n\n'),
    descriptionType: 'Abstract',
    lang: abstract.language,
  }))
  const add = (label: string, text: string | undefined) => {
    if (text !== undefined) out.push({ description: label + text, descriptionType: 'Other' })
  }
  add('', standingOf(article))
  add('Issue title: ', article.issueTitle)
  add('Special issue: ', article.specialIssue)
  add('Funding: ', article.fundingStatement)
  return out
}

/** One for each award; the funder has one identifier, ROR before the Open Funder Registry that goes into it. */
function fundingOf({ funding }: Article): readonly FundingReference[] {
  return (funding ?? []).flatMap(({ funder, awards }) => {
    const reference = { funderName: funder?.name ?? unavailable, ...funderId(funder) }
    if (awards === undefined || awards.length === 0) return funder === undefined ? [] : [reference]
    return awards.map((awardNumber) => ({ ...reference, awardNumber }))
  })
}

function funderId(funder: { readonly ror?: string; readonly doi?: string } | undefined) {
  if (funder?.ror !== undefined)
    return { funderIdentifier: funder.ror, funderIdentifierType: 'ROR', schemeUri: 'https://ror.org/' }
  if (funder?.doi === undefined) return {}
  return { funderIdentifier: `https://doi.org/${funder.doi}`, funderIdentifierType: 'Crossref Funder ID' }
}
