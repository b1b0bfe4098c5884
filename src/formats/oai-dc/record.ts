/** An Article as one oai_dc:dc element. The order is that of the Element Set; the schema takes any. */
import type { Article } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { doiUrl } from '../../article/doi.ts'
import { dateWords, relationWords } from '../../article/in-words.ts'
import { terminologicalLanguage } from '../../article/language-codes.ts'
import { standingOf } from '../../article/standing.ts'
import { each, element, leaf, type Markup, none, sequence } from '../../text/markup.ts'
import { plainText } from '../../text/rich.ts'
import type { Site, WriteOptions } from '../codec.ts'
import { abstractParagraphs, wholeTitle } from '../plain.ts'
import { nameText } from './names.ts'
import { embargoEnd, rights } from './rights.ts'
import { citation, isoDate, issns } from './source.ts'
import { semantics, versions } from './vocabulary.ts'

export const oaiDcNamespace = 'http://www.openarchives.org/OAI/2.0/oai_dc/'
export const dcNamespace = 'http://purl.org/dc/elements/1.1/'

export function writeDublinCore(article: Article, _site: Site, options?: WriteOptions): string {
  const date = citationDate(article, options?.date)
  const record = element(
    'oai_dc:dc',
    sequence(
      titles(article),
      people(article),
      subjects(article),
      descriptions(article),
      leaf('dc:publisher', article.journal?.publisher?.name),
      leaf('dc:date', isoDate(date)),
      leaf('dc:date', embargoEnd(article, date)),
      types(article),
      formats(article),
      identifiers(article),
      leaf('dc:source', citation(article, date)),
      each(issns(article.journal), (issn) => leaf('dc:source', issn)),
      leaf('dc:language', article.language && terminologicalLanguage(article.language)),
      relations(article),
      rights(article, date),
    ),
    { 'xmlns:oai_dc': oaiDcNamespace, 'xmlns:dc': dcNamespace },
  )
  return `${record}\n`
}

const titles = (article: Article): Markup =>
  sequence(
    leaf('dc:title', wholeTitle(article), { 'xml:lang': article.language }),
    each(article.translatedTitles, (translated) =>
      leaf('dc:title', wholeTitle(translated), { 'xml:lang': translated.language }),
    ),
  )

/** “Family, Given”, as the DRIVER and OpenAIRE guidelines ask; only authors are creators. */
const people = ({ contributors }: Article): Markup =>
  sequence(
    each(contributors, (contributor) =>
      contributor.role === 'author' ? leaf('dc:creator', nameText(contributor)) : none,
    ),
    each(contributors, (contributor) =>
      contributor.role === 'author' ? none : leaf('dc:contributor', nameText(contributor)),
    ),
  )

const subjects = ({ keywords, subjects }: Article): Markup =>
  sequence(
    each(keywords, ({ language, terms }) =>
      each(terms, (term) => leaf('dc:subject', plainText(term), { 'xml:lang': language })),
    ),
    each(subjects, (subject) => leaf('dc:subject', subject)),
  )

/** That an article is retracted is told where every harvester shows it. */
function descriptions(article: Article): Markup {
  const retracted = article.dates?.retracted
  const standing = standingOf(article)
  return sequence(
    standing === 'Retracted' && retracted !== undefined ? none : leaf('dc:description', standing),
    leaf('dc:description', retracted && `Retracted: ${dateWords(retracted)}`),
    each(article.abstracts, (abstract) =>
      leaf('dc:description', abstractParagraphs(abstract).join('\n\n'), { 'xml:lang': abstract.language }),
    ),
  )
}

/** First the term of the info-eu-repo vocabulary, then its version, then what the record and the journal say. */
const types = ({ type, heading, contentVersion }: Article): Markup =>
  sequence(
    leaf('dc:type', `info:eu-repo/semantics/${type === undefined ? 'article' : semantics[type]}`),
    leaf('dc:type', contentVersion && versions[contentVersion] && `info:eu-repo/semantics/${versions[contentVersion]}`),
    leaf('dc:type', type),
    leaf('dc:type', heading),
  )

const formats = ({ links = [] }: Article): Markup => {
  const mediaTypes = new Set(links.map(({ mediaType }) => mediaType))
  return each([...mediaTypes], (mediaType) => leaf('dc:format', mediaType))
}

/** BASE shows the first http address; other schemes as `scheme:value`. */
const identifiers = ({ doi, identifiers, links = [] }: Article): Markup =>
  sequence(
    leaf('dc:identifier', doi && doiUrl(doi)),
    each(links, ({ url, kind }) => (kind === 'landing' ? leaf('dc:identifier', url) : none)),
    each(identifiers, ({ type, value }) => leaf('dc:identifier', `${type}:${value}`)),
  )

const relations = ({ links, funding, relations, clinicalTrials }: Article): Markup =>
  sequence(
    each(links, ({ url, kind }) => (kind === 'landing' ? none : leaf('dc:relation', url))),
    each(funding, (one) => each(grantLines(one), (line) => leaf('dc:relation', line))),
    each(relations, (relation) => leaf('dc:relation', relationWords(relation))),
    each(clinicalTrials, ({ number, registry }) =>
      leaf('dc:relation', `Clinical trial: ${number}${registry === undefined ? '' : ` (${registry})`}`),
    ),
  )

/** Framework programmes of the European Commission, by their ids in the Open Funder Registry. */
const programmes: Readonly<Record<string, string>> = {
  '10.13039/100011102': 'FP7',
  '10.13039/501100004963': 'FP7',
  '10.13039/100010661': 'H2020',
  '10.13039/501100007601': 'H2020',
  '10.13039/100018693': 'HE',
}

/** A grant agreement is one of a programme that is known, with a number as the Commission gives them; else words. */
export function grantLines({ funder, awards = [] }: NonNullable<Article['funding']>[number]): string[] {
  const programme = funder?.doi === undefined ? undefined : programmes[funder.doi]
  const agreements = awards.map((award) => {
    if (/^info:eu-repo\/grantAgreement\/\S+$/.test(award)) return award
    return programme !== undefined && /^\d{5,9}$/.test(award)
      ? `info:eu-repo/grantAgreement/EC/${programme}/${award}`
      : undefined
  })
  const said = awards.filter((_, at) => agreements[at] === undefined)
  const ids = [funder?.ror, funder?.doi && doiUrl(funder.doi)].filter((id) => id !== undefined)
  const words = [funder?.name, ...ids, ...said].filter((part) => part !== undefined).join(', ')
  return [...agreements.filter((agreement) => agreement !== undefined), ...(words === '' ? [] : [`Funding: ${words}`])]
}
