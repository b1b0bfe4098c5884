/** JATS, the Journal Article Tag Suite (ANSI/NISO Z39.96): written as 1.4 (or 1.3), read from NLM 2 to JATS 1.4. */
import Type from 'typebox'
import type { Abstract, Article } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import { descendants, parseXml, peekXml } from '../text/xml.ts'
import { type Codec, type Reading, type Site, understood, type WriteOptions } from './codec.ts'
import { tidyPages } from './jats/pages.ts'
import { ordinaryKind } from './jats/read/abstracts.ts'
import { readArticle } from './jats/read/article.ts'
import { jatsVersions, writeArticle } from './jats/write/article.ts'

export const jats = {
  name: 'jats',
  title: 'JATS XML',
  mediaType: 'application/vnd.jats+xml',
  aliases: ['application/jats+xml'],
  extension: '.xml',
  schema: Type.String({ description: 'A JATS 1.4 document: Journal Publishing, or Archiving where there is no ISSN.' }),
  // A document has its own declaration and DOCTYPE, so many are written one after another.
  frame: ['', '\n', ''],
  loses: [],
  coarsens: [
    {
      field: 'abstracts/*/kind',
      how: '“abstract”, “normal”, “standard” and “main” are no kind of their own',
      apply: (article) =>
        article.abstracts?.some(({ kind }) => kind !== ordinaryKind(kind))
          ? { ...article, abstracts: article.abstracts.map(withOrdinaryKind) }
          : article,
    },
    {
      field: 'language',
      how: '“und” says that the language is not known, as its absence does',
      apply: ({ language, ...article }) =>
        language === undefined || /^und$/i.test(language) ? article : { ...article, language },
    },
    {
      field: 'pages/literal',
      how: 'a span in words that only repeats first and last page is left out',
      apply: (article) => (article.pages === undefined ? article : { ...article, pages: tidyPages(article.pages) }),
    },
    {
      field: 'references/*/pages/literal',
      how: 'a span in words that only repeats first and last page is left out',
      apply: (article) =>
        article.references === undefined
          ? article
          : {
              ...article,
              references: article.references.map((reference) =>
                reference.pages === undefined ? reference : { ...reference, pages: tidyPages(reference.pages) },
              ),
            },
    },
  ],
  transforms: [
    ...['contributors/*', 'contributors/*/members/*'].flatMap((path) => [
      { field: `${path}/kind`, how: 'name, collab or string-name.' },
      { field: `${path}/corresponding`, how: '@corresp, yes or no.' },
      { field: `${path}/equalContribution`, how: '@equal-contrib, yes or no.' },
      { field: `${path}/deceased`, how: '@deceased, yes or no.' },
    ]),
    { field: 'relations/*/type', how: '@related-article-type in the words of the Tag Library.' },
  ],
  // JATS has no namespace of its own; prefix and namespace are those of OJS, which others have taken up.
  oai: {
    prefix: 'jats',
    namespace: 'http://jats.nlm.nih.gov',
    schema: 'https://jats.nlm.nih.gov/publishing/1.4/xsd/JATS-journalpublishing1-4-mathml3.xsd',
  },
  sniffs,
  read,
  write: (article: Article, _site?: Site, options?: WriteOptions): string =>
    writeArticle(
      article,
      jatsVersions.find((version) => version === options?.version),
    ),
} as const satisfies Codec

function withOrdinaryKind({ kind, ...abstract }: Abstract): Abstract {
  const told = ordinaryKind(kind)
  return told === undefined ? abstract : { kind: told, ...abstract }
}

/** What is not metadata, and may be the greater part of a file. */
const skip: ReadonlySet<string> = new Set([
  'body',
  'floats-group',
  'floats-wrap',
  'sub-article',
  'response',
  'app-group',
  'glossary',
])

function sniffs(text: string): number {
  const { root, tag } = peekXml(text)
  if (root === 'pmc-articleset') return 1
  // Other vocabularies have an `article` too (DocBook, Copernicus’ own): JATS’s has a front.
  return root === 'article' && !tag.includes('docbook.org') && /<(?:[\w-]+:)?front[\s>/]/.test(text.slice(0, 100_000))
    ? 1
    : 0
}

/** One document, several after one another, or articles within another document (an OAI answer, pmc-articleset). */
function read(text: string): Reading[] {
  const documents = text.includes('<?xml', 1) ? text.split(/(?=<\?xml\s)(?<=>\s*)/) : [text]
  return documents.flatMap((document, i) => {
    const place = documents.length > 1 ? `document ${i + 1}` : 'document'
    try {
      return readDocument(document, place)
    } catch (error) {
      if (documents.length > 1 && error instanceof Refusal) return [{ place, refusal: error }]
      throw error
    }
  })
}

function readDocument(text: string, place: string): Reading[] {
  const root = parseXml(text, { skip })
  const articles = root.name === 'article' ? [root] : descendants(root, 'article')
  if (articles.length === 0) {
    throw new Refusal(
      'unreadable',
      `Line ${root.line}: The root element is “${root.name}”, and there is no article in it.`,
    )
  }
  return articles.map((article) => {
    const { draft, notes } = readArticle(article)
    return understood(articles.length > 1 ? `line ${article.line}` : place, draft, notes)
  })
}
