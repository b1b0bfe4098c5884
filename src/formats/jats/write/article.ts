/** An Article as a JATS document, valid against the DTD it names. Reads as the element order of the document. */
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
import { extrasGroup, type JatsVersion, type Writing } from './writing.ts'

// Journal Publishing demands an ISSN; without one the same elements are a document of the Archiving set.
const doctypes = {
  '1.4': {
    publishing: markup`<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.4 20241031//EN" "https://jats.nlm.nih.gov/publishing/1.4/JATS-journalpublishing1-4-mathml3.dtd">`,
    archiving: markup`<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.4 20241031//EN" "https://jats.nlm.nih.gov/archiving/1.4/JATS-archivearticle1-4-mathml3.dtd">`,
  },
  '1.3': {
    publishing: markup`<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.3 20210610//EN" "https://jats.nlm.nih.gov/publishing/1.3/JATS-journalpublishing1-3-mathml3.dtd">`,
    archiving: markup`<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.3 20210610//EN" "https://jats.nlm.nih.gov/archiving/1.3/JATS-archivearticle1-3-mathml3.dtd">`,
  },
} as const satisfies Record<JatsVersion, unknown>

/** The versions that can be written, the newest first. */
export const jatsVersions: readonly JatsVersion[] = ['1.4', '1.3']

export function writeArticle(article: Article, version: JatsVersion = '1.4'): Markup {
  const writing: Writing = { version, extras: [], ids: new Set() }
  const doctype = doctypes[version][hasIssn(article.journal) ? 'publishing' : 'archiving']
  return markup`<?xml version="1.0" encoding="UTF-8"?>
${doctype}
${element('article', sequence(front(article, writing), back(article, writing)), {
  'article-type': article.type,
  'dtd-version': version,
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
      publicationHistory(article, writing),
      permissions(article, writing),
      selfUris(article, writing),
      relatedWorks(article),
      abstracts(article),
      keywordGroups(article),
      fundingGroup(article),
      extrasGroup(writing),
    ),
  )
}

const back = (article: Article, writing: Writing): Markup => wrap('back', referenceList(article, writing))
