/** PubMed XML as publishers submit it (NLM’s PubMed.dtd, ArticleSet), with the history of the manuscript. */
import Type from 'typebox'
import type { Article } from '../../schemas/article.ts'
import { element, leaf, sequence } from '../text/markup.ts'
import type { Codec, ReadableCodec, Site, WritableCodec, WriteOptions } from './codec.ts'
import { abstracts } from './pubmed/abstracts.ts'
import { authorList, groupList } from './pubmed/authors.ts'
import { coarsenings, losses, transforms } from './pubmed/coarsen.ts'
import { history } from './pubmed/dates.ts'
import { articleIds, locations, pages, titles } from './pubmed/identity.ts'
import { journal } from './pubmed/journal.ts'
import { objectList } from './pubmed/objects.ts'
import { readSet, sniffs } from './pubmed/read/set.ts'
import { referenceList } from './pubmed/references.ts'
import { publicationTypes } from './pubmed/types.ts'

const doctype =
  '<!DOCTYPE ArticleSet PUBLIC "-//NLM//DTD PubMed 2.8//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/in/PubMed.dtd">'

export const pubmed = {
  name: 'pubmed',
  title: 'PubMed XML',
  mediaType: 'application/vnd.pubmed.article+xml',
  extension: '.xml',
  schema: Type.String({ description: 'One Article of PubMed’s submission format, inside ArticleSet.' }),
  frame: [`<?xml version="1.0" encoding="UTF-8"?>\n${doctype}\n<ArticleSet>\n`, '\n', '\n</ArticleSet>\n'],
  framesOne: true,
  loses: losses,
  coarsens: coarsenings,
  transforms,
  sniffs,
  read: readSet,
  write: writeArticle,
} as const satisfies Codec & ReadableCodec & WritableCodec

/** The order is that of the DTD’s content model of Article. */
function writeArticle(article: Article, _site: Site, options?: WriteOptions): string {
  return element(
    'Article',
    sequence(
      journal(article, options?.date),
      titles(article),
      pages(article),
      locations(article),
      leaf('Language', languageCode(article.language)),
      authorList(article),
      groupList(article),
      publicationTypes(article),
      articleIds(article),
      history(article, options?.date),
      abstracts(article),
      leaf('CopyrightInformation', copyrightLine(article.copyright)),
      objectList(article),
      referenceList(article),
    ),
  )
}

/** Two capital letters; English unless another is said. */
const languageCode = (tag: string | undefined): string | undefined => tag?.split('-', 1)[0]?.toUpperCase()

const copyrightLine = (copyright: Article['copyright']): string | undefined => {
  if (copyright === undefined) return undefined
  const { statement, year, holder } = copyright
  return statement ?? ['©', year, holder].filter(Boolean).join(' ')
}
