/** What fifteen elements without attributes cannot say, and what they say in other words. */
import type { Abstract, Article, Contributor, Dates, Journal, KeywordGroup } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { parseDateWords } from '../../article/date-words.ts'
import { dateWords, relationWords } from '../../article/in-words.ts'
import { primaryLanguage } from '../../article/language-codes.ts'
import { escapeRich, plainText } from '../../text/rich.ts'
import { coarser, plainTexts } from '../coarser.ts'
import type { Coarsening, Field, Transform } from '../codec.ts'
import { abstractParagraphs, wholeTitle } from '../plain.ts'
import { nameText } from './names.ts'
import { dateOf } from './read-dates.ts'
import { namesIn } from './read-people.ts'
import { parseFunding, parseRelation } from './read-relations.ts'
import { datesTogether, parseSource } from './read-source.ts'
import { termsIn, withTerm } from './read-texts.ts'
import { grantLines } from './record.ts'
import { citation, isoDate, issns } from './source.ts'
import { versions } from './vocabulary.ts'

export const loses: readonly Field[] = [
  'shortTitle',
  'abstracts/*/kind',
  'journal/abbreviatedTitles',
  'journal/identifiers',
  'journal/publisher/place',
  'journal/publisher/ror',
  'journal/language',
  'issueTitle',
  'specialIssue',
  'supplement',
  'licences/*/start',
  'licences/*/contentVersion',
  'fundingStatement',
  'keywords/*/vocabulary',
  'links/*/contentVersion',
  'links/*/mediaType',
  'clinicalTrials/*/stage',
  'references',
]

/** What the line of the source is read back as; the other fields are left as they are. */
function inLine(article: Article): Article {
  const { volume: _v, issue: _i, pages: _p, articleNumber: _a, journal, ...rest } = article
  const line = citation(article, citationDate(article))
  const { title, date: _words, ...numbers } = (line === undefined ? undefined : parseSource(line)) ?? {}
  const { title: _said, ...others } = journal ?? {}
  return { ...rest, ...numbers, journal: { ...others, ...(title !== undefined && { title }) } }
}

/** One date of publication, and that of a retraction. */
function publishedOnly(article: Article): Article {
  if (article.dates === undefined) return article
  const cited = citationDate(article)
  const iso = isoDate(cited)
  const line = citation(article, cited)
  const known = iso === undefined ? undefined : dateOf(iso)
  const together = datesTogether(known, (line === undefined ? undefined : parseSource(line)) ?? {})
  const published = together === 'conflict' ? known : together
  const { retracted } = article.dates
  const dates: Dates = {
    ...(published !== undefined && { published }),
    ...(retracted !== undefined && { retracted: parseDateWords(dateWords(retracted)) ?? retracted }),
  }
  return { ...article, dates }
}

const ofRole = (role: 'author' | 'other') => (one: Contributor) => (one.role === 'author' ? 'author' : 'other') === role

/** A name is one text, as are several where they stand in one. */
function people(article: Article): Article {
  const { contributors: all, affiliations: _lost, ...rest } = article
  if (all === undefined) return rest
  const places: string[] = []
  const contributors = [...all.filter(ofRole('author')), ...all.filter(ofRole('other'))].flatMap((one) => {
    const text = nameText(one)
    if (text === '') return []
    const { contributors, place } = namesIn(text, one.role === 'author' ? 'author' : 'other')
    if (place === undefined) return contributors
    if (!places.includes(place)) places.push(place)
    return contributors.map((named) => ({ ...named, affiliations: [`aff${places.indexOf(place) + 1}`] }))
  })
  const affiliations = places.map((literal, at) => ({ id: `aff${at + 1}`, literal }))
  return { ...rest, contributors, ...(affiliations.length > 0 && { affiliations }) }
}

/** Title and subtitle are one text; the first title there is, is the article’s. */
function oneTitle(article: Article): Article {
  const { title: _title, subtitle: _subtitle, translatedTitles: all = [], language, ...rest } = article
  const own = wholeTitle(article)
  const texts = all.map((one) => ({ text: wholeTitle(one) ?? '', language: one.language }))
  const [first, ...others] = own === undefined ? texts : [{ text: own, language }, ...texts]
  const primary = language === undefined ? undefined : primaryLanguage(language)
  const tag = first?.language !== undefined && primaryLanguage(first.language) === primary ? first.language : primary
  return {
    ...rest,
    ...(first !== undefined && { title: escapeRich(first.text) }),
    ...(tag !== undefined && { language: tag }),
    translatedTitles: others.map(({ text, language }) => ({
      title: escapeRich(text),
      ...(language !== undefined && { language }),
    })),
  }
}

function oneList(article: Article): Article {
  const { keywords, subjects, ...rest } = article
  let groups: KeywordGroup[] | undefined
  for (const { language, terms } of keywords ?? []) {
    for (const term of terms.flatMap((one) => termsIn(plainText(one))))
      groups = withTerm(groups, escapeRich(term), language)
  }
  for (const term of (subjects ?? []).flatMap(termsIn)) groups = withTerm(groups, escapeRich(term), undefined)
  return { ...rest, ...(groups !== undefined && { keywords: groups }) }
}

export const coarsens: readonly Coarsening[] = [
  ...plainTexts,
  {
    field: 'unmapped',
    how: 'Only the media types of the links are said, and they are those of no link in particular.',
    apply: ({ unmapped: _lost, ...article }) => {
      const types = new Set((article.links ?? []).flatMap(({ mediaType }) => mediaType ?? []))
      return types.size === 0
        ? article
        : { ...article, unmapped: [...types].map((value) => ({ path: 'format', value })) }
    },
  },
  {
    field: 'dates',
    how: 'Only the date of the citation is said, and that of a retraction; of a season by its number only the year.',
    apply: publishedOnly,
  },
  {
    field: 'journal',
    how: 'Journal, volume, issue, pages and article number are one line, which says what is what only in plain cases.',
    apply: inLine,
  },
  {
    field: 'title',
    how: 'Title and subtitle are one text; without a title a translated one stands for it.',
    apply: oneTitle,
  },
  {
    field: 'contributors',
    how: 'A name is one text, “Family, Given, Suffix”, and nothing else; all who are not authors are dc:contributor.',
    apply: people,
  },
  { field: 'subjects', how: 'They are keywords; neighbours in one language are one group.', apply: oneList },
  coarser<Abstract>('abstracts/*', 'A heading stands before its paragraph.', (abstract) => ({
    ...abstract,
    sections: [{ paragraphs: abstractParagraphs(abstract).map(escapeRich) }],
  })),
  coarser<NonNullable<Journal['issn']>>('journal/issn', 'The medium of an ISSN is not said.', (issn) => ({
    unspecified: [...issns({ issn })],
  })),
  {
    field: 'links',
    how: 'The landing page is dc:identifier, all others are dc:relation.',
    apply: (article) => {
      const { links = [] } = article
      const landing = links.filter(({ kind }) => kind === 'landing')
      const others = links.filter(({ kind }) => kind !== 'landing').map((link) => ({ ...link, kind: 'other' as const }))
      return article.links === undefined ? article : { ...article, links: [...landing, ...others] }
    },
  },
  {
    field: 'relations',
    how: 'Each is a line of words.',
    apply: (article) => {
      const told = article.relations?.map((one) => parseRelation(relationWords(one)) ?? one)
      return told === undefined ? article : { ...article, relations: told }
    },
  },
  {
    field: 'funding',
    how: 'A funder and its awards are one line of words, parted by commas; a grant agreement stands alone.',
    apply: (article) => {
      const told = article.funding?.flatMap((one) => grantLines(one).flatMap((line) => parseFunding(line) ?? []))
      return told === undefined ? article : { ...article, funding: told }
    },
  },
  coarser<NonNullable<Article['freeToRead']>>('freeToRead', 'The day is one line of words.', ({ start }) =>
    start === undefined ? {} : { start: parseDateWords(dateWords(start)) },
  ),
  coarser<NonNullable<Article['contentVersion']>>(
    'contentVersion',
    'There are only the published and the accepted version.',
    (version) => (versions[version] === undefined ? undefined : version),
  ),
]

export const transforms: readonly Transform[] = [
  { field: 'links/*/kind', how: 'The landing page is dc:identifier.' },
  { field: 'contributors/*/kind', how: 'A name is one text; a person’s has a comma.' },
  { field: 'contributors/*/role', how: 'dc:creator for authors' },
  { field: 'language', how: 'dc:language, as a code of ISO 639-3; the tag itself is xml:lang of the title' },
  { field: 'contentVersion', how: 'dc:type, as a version of info-eu-repo' },
  { field: 'dates/retracted', how: 'dc:description, in words' },
  { field: 'freeToRead', how: 'dc:rights, as an access right of info-eu-repo' },
  { field: 'relations/*/type', how: 'dc:relation, in words before the other work' },
  { field: 'relations/*/date', how: 'dc:relation, in words after the other work' },
]
