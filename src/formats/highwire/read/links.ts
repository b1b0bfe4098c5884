/** DOI and other identifiers, addresses, licence and access. */
import type { FullTextLink } from '../../../../schemas/article.ts'
import { encodeDoi, parseDoi } from '../../../article/doi.ts'
import { checked, doiIn, note, plain } from '../../html/context.ts'
import { type Bag, keepTag, one } from './bag.ts'
import type { Tag } from './tags.ts'

const isUrl = (text: string): boolean => /^(?:https?|ftp):\/\/\S+$/.test(text)

export function readIdentity(bag: Bag): void {
  const said = bag.take('doi')
  const identifiers = bag.take('identifier', 'identifier.issn', 'id')
  const dois = [...said, ...identifiers.filter(({ content }) => doiIn(content) !== undefined)]
  const known = dois.filter(({ content }) => parseDoi(content) !== undefined)
  for (const tag of said) if (parseDoi(tag.content) === undefined) checked(bag, 'doi', tag.content, tag.name)
  const tag = one(bag, '/doi', known, (text) => (parseDoi(text) ?? text).toLowerCase())
  const doi = tag && parseDoi(tag.content)
  if (doi !== undefined) bag.draft.doi = doi
  for (const [key, type] of types) for (const one of bag.take(key)) add(bag, type, plain(one.content))
  for (const one of identifiers) {
    if (doiIn(one.content) !== undefined || isUrl(one.content)) continue
    const pmid = /^(?:pmid|pubmed)[:\s]*(\d+)$/i.exec(one.content)?.[1]
    if (pmid !== undefined) add(bag, 'pmid', pmid)
    else add(bag, 'identifier', plain(one.content))
  }
  readLinks(
    bag,
    identifiers.filter(({ content }) => isUrl(content) && doiIn(content) === undefined),
  )
}

const types = [
  ['pmid', 'pmid'],
  ['pmcid', 'pmcid'],
  ['arxiv_id', 'arxiv'],
  ['pii', 'pii'],
  ['isbn', 'isbn'],
  ['technical_report_number', 'report-number'],
] as const

function add({ draft }: Bag, type: string, value: string): void {
  const isSaid = draft.identifiers?.some((one) => one.type === type && one.value === value)
  if (!isSaid) draft.identifiers = [...(draft.identifiers ?? []), { type, value }]
}

const linkKinds: Readonly<Record<string, FullTextLink['kind']>> = {
  public_url: 'landing',
  abstract_html_url: 'landing',
  landing: 'landing',
  pdf_url: 'pdf',
  xml_url: 'xml',
  fulltext_html_url: 'html',
}

/** In the order of the page; an address that says the DOI of the article is no link beside it. */
function readLinks(bag: Bag, identifiers: readonly Tag[]): void {
  const wanted = new Set([...bag.take(...Object.keys(linkKinds)), ...identifiers])
  const links: FullTextLink[] = []
  const weak = (tag: Tag) => tag.family === 'dublin-core' || tag.family === 'page'
  const inOrder = bag.tags.filter((tag) => wanted.has(tag))
  for (const tag of [...inOrder.filter((one) => !weak(one)), ...inOrder.filter(weak)]) {
    const url = tag.content.replace(/\s/g, '%20')
    const doi = doiIn(url)
    const kind = linkKinds[tag.key] ?? 'landing'
    if (!isUrl(url)) keepTag(bag, tag)
    else if (doi !== undefined && (bag.draft.doi ?? doi).toLowerCase() === doi.toLowerCase()) bag.draft.doi = doi
    else if (isResolver(url, bag.draft.doi)) {
      note(
        bag,
        'address-of-doi',
        '/doi',
        'The address is a host and the DOI: it resolves the DOI and says no more.',
        tag.content,
      )
    } else if (!links.some((link) => link.url === url && (link.kind === kind || weak(tag)))) links.push({ url, kind })
  }
  if (links.length > 0) bag.draft.links = links
}

/** `https://host/10.5555/x`: of a service that keeps articles by DOI. */
const isResolver = (url: string, doi: string | undefined): boolean =>
  doi !== undefined && url.replace(/^https?:\/\/[^/]+\//, '') === encodeDoi(doi)

const openAccess = /^info:eu-repo\/semantics\/openAccess$/i
const copyrightWords = /©|\(c\)|copyright|all rights reserved|^\d{4}\b/i

export function readRights(bag: Bag): void {
  if (bag.take('fulltext_world_readable').length > 0) bag.draft.freeToRead = {}
  for (const tag of bag.take('license', 'rights')) {
    const text = plain(tag.content)
    if (openAccess.test(text)) bag.draft.freeToRead = {}
    else if (isUrl(text)) addLicence(bag, text)
    else if (copyrightWords.test(text)) addStatement(bag, text)
    else bag.draft.licences = [...(bag.draft.licences ?? []), { text }]
  }
  for (const { content } of bag.take('copyright')) addStatement(bag, plain(content))
  const holder = one(bag, '/copyright/holder', bag.take('rights_holder'))
  if (holder) bag.draft.copyright = { ...bag.draft.copyright, holder: plain(holder.content) }
}

/** Two families of names may say it. */
function addLicence({ draft }: Bag, url: string): void {
  if (draft.licences?.some((one) => one.url === url)) return
  draft.licences = [...(draft.licences ?? []), { url }]
}

function addStatement(bag: Bag, statement: string): void {
  const known = bag.draft.copyright?.statement
  if (known === undefined) bag.draft.copyright = { ...bag.draft.copyright, statement }
  else if (known !== statement) bag.unmapped.push({ path: 'dc.rights', value: statement })
}
