/** An Article as one MODS record. The order is that of the MODS User Guidelines; the schema takes any. */
import type { Article } from '../../../schemas/article.ts'
import { doiUrl } from '../../article/doi.ts'
import { nonFiling } from '../../article/initial-article.ts'
import { standingOf } from '../../article/standing.ts'
import { type Attributes, each, element, leaf, type Markup, none, sequence, text, wrap } from '../../text/markup.ts'
import { plainText } from '../../text/rich.ts'
import type { Site, WriteOptions } from '../codec.ts'
import { uri } from '../plain.ts'
import { accessConditions } from './access.ts'
import { host } from './host.ts'
import { funders, names, unlinkedAffiliations } from './names.ts'
import { originInfo } from './origin.ts'
import { languages, modsNamespace, plain } from './parts.ts'
import { awardLabel, sectionLabel } from './phrases.ts'
import { references } from './references.ts'
import { relations, trials } from './relations.ts'

export function writeMods(article: Article, site: Site, options?: WriteOptions): string {
  const record = element(
    'mods',
    sequence(
      titles(article),
      names(article),
      funders(article),
      leaf('typeOfResource', 'text'),
      genres(article),
      originInfo(article, options),
      languages(article.language),
      abstracts(article),
      notes(article),
      unlinkedAffiliations(article),
      subjects(article),
      host(article),
      relations(article),
      trials(article),
      references(article),
      identifiers(article),
      location(article),
      accessConditions(article),
      recordInfo(article, site),
    ),
    { xmlns: modsNamespace, 'xmlns:xlink': 'http://www.w3.org/1999/xlink', version: '3.8' },
  )
  return `${record}\n`
}

function titles({ title, subtitle, shortTitle, translatedTitles, language }: Article): Markup {
  return sequence(
    titleInfo(title, subtitle, language, { usage: 'primary', 'xml:lang': language }),
    titleInfo(shortTitle, undefined, undefined, { type: 'abbreviated' }),
    each(translatedTitles, ({ title, subtitle, language }) =>
      titleInfo(title, subtitle, language, { type: 'translated', 'xml:lang': language }),
    ),
  )
}

/** nonSort: the article that is passed over in sorting, with the blank behind it (MODS 3.7, xml:space). */
function titleInfo(
  title: string | undefined,
  subtitle: string | undefined,
  language: string | undefined,
  attributes: Attributes,
): Markup {
  const words = title === undefined ? '' : plainText(title)
  const start = nonFiling(words, language)
  return wrap(
    'titleInfo',
    sequence(
      start === 0 ? none : leaf('nonSort', words.slice(0, start), { 'xml:space': 'preserve' }),
      leaf('title', words.slice(start)),
      plain('subTitle', subtitle),
    ),
    attributes,
  )
}

/** The MARC genre term that every library system knows, the type as JATS names it, and the journal’s own word. */
const genres = ({ type, heading }: Article): Markup =>
  sequence(
    type === 'preprint' ? none : leaf('genre', 'article', { authority: 'marcgt' }),
    leaf('genre', type, { type: 'article-type', authorityURI: 'https://jats.nlm.nih.gov/' }),
    leaf('genre', heading, { type: 'heading' }),
  )

/** One element for each section, labelled by its heading. Some readers drop line feeds: a blank parts the paragraphs too. */
const abstracts = ({ abstracts }: Article): Markup =>
  each(abstracts, ({ kind, language, sections }) =>
    each(sections, ({ title, paragraphs }) =>
      leaf('abstract', paragraphs.map(plainText).join(' \n\n'), {
        type: kind,
        displayLabel: title === undefined ? undefined : plainText(title),
        'xml:lang': language,
      }),
    ),
  )

function notes(article: Article): Markup {
  return sequence(
    leaf('note', standingOf(article), { type: 'status' }),
    leaf('note', article.fundingStatement, { type: 'funding' }),
    each(article.funding, ({ funder, awards }) =>
      each(awards, (award) =>
        leaf('note', award, {
          type: 'funding',
          displayLabel: funder?.name ?? funder?.doi ?? funder?.ror ?? awardLabel,
        }),
      ),
    ),
  )
}

const subjects = ({ keywords, subjects }: Article): Markup =>
  sequence(
    each(keywords, ({ vocabulary, language, terms }) =>
      each(terms, (term) =>
        element('subject', plain('topic', term), {
          authority: vocabulary && /^mesh$/i.test(vocabulary) ? 'mesh' : undefined,
          displayLabel: vocabulary,
          'xml:lang': language,
        }),
      ),
    ),
    each(subjects, (subject) => element('subject', leaf('topic', subject), { displayLabel: sectionLabel })),
  )

const identifiers = ({ doi, identifiers }: Article): Markup =>
  sequence(
    leaf('identifier', doi, { type: 'doi' }),
    each(identifiers, ({ type, value }) => leaf('identifier', value, { type })),
  )

/** url/@access: the thing itself, or a page on which it is seen. */
const access: Readonly<Record<string, string | undefined>> = {
  landing: 'object in context',
  html: 'object in context',
  pdf: 'raw object',
  xml: 'raw object',
}

const location = ({ doi, links }: Article): Markup =>
  wrap(
    'location',
    sequence(
      doi === undefined ? none : element('url', text(doiUrl(doi)), { usage: 'primary' }),
      each(links, ({ url, kind, mediaType, contentVersion }) =>
        leaf('url', uri(url), {
          access: access[kind],
          displayLabel: kind,
          note: [mediaType, contentVersion].filter((part) => part !== undefined).join('; ') || undefined,
        }),
      ),
    ),
  )

const recordInfo = ({ doi }: Article, site: Site): Markup =>
  element(
    'recordInfo',
    sequence(
      leaf('recordContentSource', site.name),
      leaf('recordIdentifier', doi, { source: site.baseUrl }),
      leaf('recordOrigin', `Written by ${site.name} from its record of the article.`),
    ),
  )
