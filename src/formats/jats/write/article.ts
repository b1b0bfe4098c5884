/** An Article as a JATS 1.4 document, valid against the DTD it names. Reads as the element order of the document. */
import type { Article } from '../../../../schemas/article.ts'
import { element, leaf, type Markup, markup, sequence, wrap } from '../../../text/markup.ts'
import { abstracts, keywordGroups } from './abstracts.ts'
import { affiliations } from './affiliations.ts'
import { contributorGroups } from './contributors.ts'
import { history, publicationDates, publicationHistory } from './dates.ts'
import { fundingGroup } from './funding.ts'
import { articleIds, articleVersion, categories, pages } from './identity.ts'
import { hasIssn, journalMeta } from './journal.ts'
import { permissions } from './permissions.ts'
import { referenceList } from './references.ts'
import { relatedWorks, selfUris } from './relations.ts'
import { titleGroup } from './titles.ts'
import { extrasGroup, type Writing } from './writing.ts'

// Journal Publishing demands an ISSN; without one the same elements are a document of the Archiving set.
const publishing = markup`<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.4 20241031//EN" "https://jats.nlm.nih.gov/publishing/1.4/JATS-journalpublishing1-4-mathml3.dtd">`
const archiving = markup`<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.4 20241031//EN" "https://jats.nlm.nih.gov/archiving/1.4/JATS-archivearticle1-4-mathml3.dtd">`

export function writeArticle(article: Article): Markup {
  const writing: Writing = { extras: [], ids: new Set() }
  return markup`<?xml version="1.0" encoding="UTF-8"?>
${hasIssn(article.journal) ? publishing : archiving}
${element('article', sequence(front(article, writing), back(article, writing)), {
  'article-type': article.type,
  'dtd-version': '1.4',
  // The DTD’s default is “en”, which nobody said.
  'xml:lang': article.language ?? 'und',
  'xmlns:ali': 'http://www.niso.org/schemas/ali/1.0/',
  'xmlns:mml': 'http://www.w3.org/1998/Math/MathML',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
})}
`
}

const front = (article: Article, writing: Writing): Markup =>
  element('front', sequence(journalMeta(article.journal, writing), articleMeta(article, writing)))

/** The order is that of the content model (JATS-articlemeta1-4.ent, article-meta-model). */
function articleMeta(article: Article, writing: Writing): Markup {
  if (article.unmapped !== undefined) writing.extras.push(['/unmapped', article.unmapped])
  return element(
    'article-meta',
    sequence(
      articleIds(article),
      articleVersion(article),
      categories(article),
      titleGroup(article),
      contributorGroups(article, writing),
      affiliations(article, writing),
      publicationDates(article),
      leaf('volume', article.volume),
      leaf('issue', article.issue),
      leaf('issue-title', article.issueTitle),
      leaf('issue-title', article.specialIssue, { 'content-type': 'special-issue' }),
      leaf('supplement', article.supplement),
      pages(article, writing),
      history(article),
      publicationHistory(article),
      permissions(article, writing),
      selfUris(article),
      relatedWorks(article),
      abstracts(article),
      keywordGroups(article),
      fundingGroup(article),
      extrasGroup(writing),
    ),
  )
}

const back = (article: Article, writing: Writing): Markup => wrap('back', referenceList(article, writing))
