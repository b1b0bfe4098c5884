/** A judge of Crossref’s content items that needs no schema: which children an element has, in which order. */
import { XmlDocument, type XmlElement } from 'libxml2-wasm'
import { childrenOf } from './crossref-xsd.ts'

/** Children in their order; an exclamation mark for one that must be there, a star for one that may come again. */
const models: Readonly<Record<string, string>> = {
  journal: 'journal_metadata! journal_issue journal_article!',
  journal_metadata: 'full_title! abbrev_title* issn* coden',
  journal_issue: 'titles publication_date journal_volume issue special_numbering',
  journal_article: `titles!* contributors jats:abstract* publication_date* acceptance_date pages publisher_item crossmark
    fr:program ai:program ct:program rel:program version_info doi_data! citation_list`,
  posted_content: `group_title contributors titles! posted_date acceptance_date status institution* item_number
    jats:abstract* fr:program ai:program ct:program rel:program version_info doi_data! citation_list`,
  peer_review: 'contributors titles! review_date! running_number ai:program rel:program! doi_data!',
  titles: 'title! subtitle original_language_title subtitle',
  person_name: 'given_name surname! suffix role* affiliations ORCID alt-name',
  institution: 'institution_name institution_id* institution_place institution_department',
  publication_date: 'month day year!',
  posted_date: 'month day year!',
  acceptance_date: 'month day year!',
  review_date: 'month! day! year!',
  pages: 'first_page! last_page other_pages',
  publisher_item: 'item_number identifier*',
  crossmark: 'crossmark_policy updates custom_metadata',
  custom_metadata: 'assertion* fr:program ai:program ct:program',
  'ai:program': 'ai:free_to_read ai:license_ref*',
  doi_data: 'doi! resource! collection*',
  'jats:sec': 'jats:title! jats:p!*',
}

/** What is out of order in the document; an empty list for none. */
export function judgeOrder(text: string): readonly string[] {
  const document = XmlDocument.fromString(text)
  const faults: string[] = []
  const walk = (element: XmlElement) => {
    const model = models[nameOf(element)]
    const names = childrenOf(element).map(nameOf)
    if (model !== undefined && !patternOf(model).test(` ${names.join(' ')}`))
      faults.push(`${nameOf(element)}: ${names.join(' ')}`)
    for (const child of childrenOf(element)) walk(child)
  }
  walk(document.root)
  document.dispose()
  return faults
}

const nameOf = ({ prefix, name }: XmlElement): string => (prefix ? `${prefix}:${name}` : name)

const patternOf = (model: string): RegExp =>
  new RegExp(
    `^${model
      .trim()
      .split(/\s+/)
      .map((part) => {
        const [, name = '', must, many] = /^([^!*]+)(!?)(\*?)$/.exec(part) ?? []
        return `(?: ${name})${must ? (many ? '+' : '') : many ? '*' : '?'}`
      })
      .join('')}\\s*$`,
  )
