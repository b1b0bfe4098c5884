/** One work of schema.org as a draft: reads as the order of the record. */
import type { Abstract, Draft, FullTextLink, KeywordGroup } from '../../../../schemas/article.ts'
import { articleTypes, contentVersions } from '../../../../schemas/article.ts'
import { standingOf } from '../../../article/standing.ts'
import { looseParagraphs, looseRich } from '../../../text/loose-markup.ts'
import type { Reading } from '../../codec.ts'
import { type Context, checked, defined, doiIn, keep, note, plain } from '../../html/context.ts'
import { readEvents } from './dates.ts'
import { readPeople } from './people.ts'
import { readContainers, readPages, readPublisher } from './place.ts'
import { readFunding, readRights } from './rights.ts'
import type { Source, Tagged } from './source.ts'
import { readReferences, readRelations } from './works.ts'

export function readArticle(root: Source, place: string): Reading {
  const context: Context = { draft: {}, notes: [], unmapped: [] }
  const { draft } = context
  readIdentity(root, context)
  readTitles(root, context)
  readPeople(root, context)
  readPublisher(root, context)
  const parts = readContainers(root, context)
  const events = readEvents(root, context)
  const pages = readPages(root, draft.articleNumber)
  if (pages) draft.pages = pages
  for (const [term, field] of [
    ['volumeNumber', 'volume'],
    ['issueNumber', 'issue'],
  ] as const) {
    const value = root.text(term)
    if (value !== undefined && draft[field] === undefined) draft[field] = value
    else if (value !== undefined && value !== draft[field]) keep(context, `/${term}`, value)
  }
  readContent(root, context)
  readRights(root, context)
  readFunding(root, context)
  const about = readSubjects(root, context)
  const citation = readReferences(root, context)
  readRelations(root, { isPartOf: parts, subjectOf: events, about, citation }, context)
  readStanding(root, context)
  const left = [...context.unmapped, ...root.left().filter(({ path }) => !path.endsWith('/@type'))]
  if (left.length > 0) draft.unmapped = left
  return { place, draft, notes: context.notes }
}

function readIdentity(root: Source, context: Context): void {
  const { draft } = context
  const id = root.id()
  const bare = root.texts('identifier').map(({ text }) => text)
  const doi = [id, ...bare].map(doiIn).find((one) => one !== undefined)
  if (doi !== undefined) draft.doi = doi
  for (const node of root.nodes('identifier')) {
    const type = (node.text('propertyID') ?? node.text('name') ?? 'identifier').replace(
      /^https?:\/\/registry\.identifiers\.org\/registry\//,
      '',
    )
    for (const { text: value } of [...node.texts('value'), ...node.texts('@id', 'url')]) {
      addIdentifier(context, type, value)
    }
  }
  for (const one of bare) if (doiIn(one) === undefined) addIdentifier(context, 'identifier', one)
  readLinks(root, context, id)
}

function addIdentifier({ draft }: Context, type: string, value: string): void {
  const doi =
    /^doi$/i.test(type) || /doi\.org\/10\./.test(value) ? doiIn(/^10\./.test(value) ? value : value.trim()) : undefined
  if (doi !== undefined && (draft.doi === undefined || /^doi$/i.test(type))) draft.doi = doi
  else if (doi !== undefined && doi.toLowerCase() === draft.doi?.toLowerCase()) return
  else if (type === 'article-number' && draft.articleNumber === undefined) draft.articleNumber = value
  else draft.identifiers = [...(draft.identifiers ?? []), { type, value }]
}

const isUrl = (text: string): boolean => /^(?:https?|ftp):\/\/\S+$/.test(text)
const mediaKinds: Readonly<Record<string, FullTextLink['kind']>> = {
  'application/pdf': 'pdf',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'text/html': 'html',
}

/** `url` and the page that the work is the main entity of are landing pages; `encoding` holds full texts. */
function readLinks(root: Source, context: Context, id: string | undefined): void {
  const { draft } = context
  const pages = root.texts('url', 'mainEntityOfPage', 'sameAs').map(({ text }) => text)
  for (const node of root.nodes('mainEntityOfPage')) pages.push(...[node.id()].filter((one) => one !== undefined))
  if (id !== undefined && doiIn(id) === undefined) pages.push(id)
  const landings: FullTextLink[] = []
  const seen = new Set<string>()
  for (const page of pages) {
    const doi = doiIn(page)
    if (doi !== undefined && (draft.doi === undefined || doi.toLowerCase() === draft.doi.toLowerCase()))
      draft.doi ??= doi
    else if (!isUrl(page)) keep(context, '/url', page)
    else if (!seen.has(page)) landings.push({ url: page, kind: 'landing' })
    seen.add(page)
  }
  const links = withEncodings(
    landings,
    root
      .nodes('encoding', 'associatedMedia')
      .map((node) => encodingOf(node, context))
      .filter((one) => one !== undefined),
  )
  for (const { text } of root.texts('encoding', 'contentUrl')) {
    if (isUrl(text)) links.push({ url: text, kind: 'other' })
    else keep(context, '/contentUrl', text)
  }
  if (links.length > 0) draft.links = links
}

const kindNames: ReadonlySet<string> = new Set(['landing', 'pdf', 'xml', 'html', 'other'])

function encodingOf(node: Source, context: Context): FullTextLink | undefined {
  const [name, url, id, mediaType] = ['name', 'contentUrl', '@id', 'encodingFormat'].map(node.text)
  const address = url ?? id ?? node.text('url')
  const format = mediaType ?? node.text('fileFormat')
  const version = node.text('version')
  if (address === undefined || !isUrl(address)) {
    for (const value of [name, address, format, version]) if (value !== undefined) keep(context, node.path, value)
    return undefined
  }
  const contentVersion = contentVersions.find((one) => one === version)
  if (version !== undefined && contentVersion === undefined) keep(context, `${node.path}/version`, version)
  const kind = kindNames.has(name ?? '') ? (name as FullTextLink['kind']) : (mediaKinds[format ?? ''] ?? 'other') // one of the set
  if (name !== undefined && !kindNames.has(name)) keep(context, `${node.path}/name`, name)
  const isImplied = format !== undefined && kindNames.has(name ?? '') && format === impliedTypes[kind]
  return defined<FullTextLink>({ url: address, kind, mediaType: isImplied ? undefined : format, contentVersion })
}

export const impliedTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  xml: 'application/xml',
  html: 'text/html',
}

/** Landing pages of which more is known stand in both places. */
export function withEncodings(landings: readonly FullTextLink[], encodings: readonly FullTextLink[]): FullTextLink[] {
  const out = [...landings]
  for (const encoding of encodings) {
    const at =
      encoding.kind === 'landing' ? out.findIndex(({ url, kind }) => kind === 'landing' && url === encoding.url) : -1
    if (at === -1) out.push(encoding)
    else out[at] = encoding
  }
  return out
}

function readTitles(root: Source, context: Context): void {
  const { draft } = context
  const headlines = root.texts('headline')
  const names = root.texts('name')
  const titles = titlesOf(headlines, names, root.texts('alternativeHeadline'))
  for (const { text } of headlines.slice(1)) keep(context, '/headline', text)
  Object.assign(draft, titles)
  const [short, ...more] = root.texts('alternateName')
  if (short) draft.shortTitle = looseRich(short.text)
  for (const { text } of more) keep(context, '/alternateName', text)
}

/** Names in other languages are translated titles; a subtitle goes to the title of its language. */
export function titlesOf(
  headlines: readonly Tagged[],
  names: readonly Tagged[],
  subtitles: readonly Tagged[],
): Partial<Draft> {
  const own = headlines[0] ?? names.find(({ language }) => language === undefined) ?? names[0]
  const at = names.findIndex((one) => own !== undefined && same(one, own))
  const translated = names
    .filter((_, i) => i !== at)
    .map((one) =>
      defined({ title: looseRich(one.text), subtitle: undefined as string | undefined, language: one.language }),
    )
  let subtitle: string | undefined
  for (const one of subtitles) {
    const text = looseRich(one.text)
    const match = translated.find((other) => other.language === one.language && other.subtitle === undefined)
    if (one.language === undefined && subtitle === undefined && own?.language === undefined) subtitle = text
    else if (match) match.subtitle = text
    else subtitle = subtitle === undefined ? text : `${subtitle} ${text}`
  }
  return defined<Partial<Draft>>({
    title: own && (looseRich(own.text) || undefined),
    subtitle,
    translatedTitles: translated.map((one) => defined(one)) as NonNullable<Draft['translatedTitles']>, // without undefined members
  })
}

const same = (a: Tagged, b: Tagged): boolean =>
  a.text.replace(/\s+/g, ' ').trim() === b.text.replace(/\s+/g, ' ').trim()

function readContent(root: Source, context: Context): void {
  const { draft } = context
  const genre = root.texts('genre').map(({ text }) => text)
  const type = articleTypes.find((one) => genre.includes(one))
  if (type !== undefined) draft.type = type
  const [heading, ...others] = [
    ...root.texts('articleSection').map(({ text }) => text),
    ...genre.filter((one) => one !== type),
  ]
  if (heading !== undefined) draft.heading = plain(heading)
  for (const other of others) keep(context, '/articleSection', other)
  const version = root.text('version')
  const contentVersion = contentVersions.find((one) => one === version)
  if (contentVersion !== undefined) draft.contentVersion = contentVersion
  else if (version !== undefined) keep(context, '/version', version)
  readLanguage(root, context)
  const abstracts = readAbstracts(root, context)
  if (abstracts.length > 0) draft.abstracts = abstracts
  const keywords = readKeywords(root)
  if (keywords.length > 0) draft.keywords = keywords
}

function readLanguage(root: Source, context: Context): void {
  const [tag, ...more] = root.texts('inLanguage').map(({ text }) => text)
  const nodes = root
    .nodes('inLanguage')
    .map((node) => ({ node, tag: node.text('alternateName') ?? node.text('identifier') }))
  const language = checked(context, 'language', tag ?? nodes.map((one) => one.tag).find(Boolean), '/inLanguage')
  if (language !== undefined) context.draft.language = language
  for (const one of more) keep(context, '/inLanguage', one)
}

/** A description says what the work is about; where there is no abstract it stands for it, and a note says so. */
function readAbstracts(root: Source, context: Context): Abstract[] {
  const texts = root.texts('abstract')
  const descriptions = texts.length === 0 ? root.texts('description') : []
  if (descriptions.length > 0) {
    note(
      context,
      'description-as-abstract',
      '/abstracts/0',
      'The source calls this a description; it is read as the abstract.',
    )
  }
  return [...texts, ...descriptions].flatMap(({ text, language }) => {
    const paragraphs = looseParagraphs(text)
    const tag = checked(context, 'language', language, '/abstract')
    return paragraphs.length === 0 ? [] : [{ ...(tag !== undefined && { language: tag }), sections: [{ paragraphs }] }]
  })
}

/** One text holds several keywords, a list holds one in each. */
function readKeywords(root: Source): KeywordGroup[] {
  const terms: { term: string; vocabulary?: string; language?: string }[] = []
  for (const node of root.nodes('keywords')) {
    const vocabulary = node.text('inDefinedTermSet')
    for (const { text, language } of node.texts('name'))
      terms.push({ term: text, ...(vocabulary && { vocabulary }), ...(language && { language }) })
  }
  const texts = root.texts('keywords')
  const [only] = texts
  const isOne = texts.length === 1 && terms.length === 0 && only !== undefined && !root.isList('keywords')
  const split = isOne
    ? only.text.split(only.text.includes(';') ? ';' : ',').map((text) => ({ ...only, text: text.trim() }))
    : texts
  for (const { text, language } of split) if (text !== '') terms.push({ term: text, ...(language && { language }) })
  return groupsOf(terms)
}

/** Neighbours of one vocabulary and language are a group. */
export function groupsOf(
  terms: readonly { readonly term: string; readonly vocabulary?: string; readonly language?: string }[],
): KeywordGroup[] {
  const groups: KeywordGroup[] = []
  for (const { term, ...about } of terms) {
    const text = looseRich(term)
    const last = groups.at(-1)
    if (text === '') continue
    if (last && last.vocabulary === about.vocabulary && last.language === about.language) last.terms.push(text)
    else groups.push({ ...about, terms: [text] })
  }
  return groups
}

/** `about` holds subjects and trials; nodes that say how they stand to the article come back. */
function readSubjects(root: Source, { draft }: Context): Source[] {
  const others: Source[] = []
  const subjects: string[] = root.texts('about').map(({ text }) => text)
  for (const node of root.nodes('about')) {
    if (node.types.includes('MedicalTrial')) readTrial(node, draft)
    else if (node.has('disambiguatingDescription') || !node.has('name')) others.push(node)
    else subjects.push(node.text('name') ?? '')
  }
  if (subjects.length > 0) draft.subjects = subjects
  return others
}

function readTrial(node: Source, draft: Draft): void {
  const number = node.text('identifier') ?? node.text('name')
  const [registry] = node
    .nodes('identifier')
    .map((one) => (one.text('propertyID') === 'registry' ? one.text('value') : undefined))
  const stage = node.text('description')
  if (number === undefined) return
  const trial = defined({ number, registry, stage }) as NonNullable<Draft['clinicalTrials']>[number] // judged by admission
  draft.clinicalTrials = [...(draft.clinicalTrials ?? []), trial]
}

/** What became of the article is said by its relations and dates; other words about its status are kept. */
function readStanding(root: Source, context: Context): void {
  const status = root.text('creativeWorkStatus')
  if (status !== undefined && status !== standingOf(context.draft)) keep(context, '/creativeWorkStatus', status)
}
