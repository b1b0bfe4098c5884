/** What a work is and says: type, heading, language, abstracts, keywords. */
import { type Abstract, articleTypes, contentVersions, type KeywordGroup } from '../../../../schemas/article.ts'
import { looseParagraphs, looseRich } from '../../../text/loose-markup.ts'
import { type Context, checked, keep, note, plain } from '../../html/context.ts'
import type { Source } from './source.ts'

export function readContent(root: Source, context: Context): void {
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
function groupsOf(
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
