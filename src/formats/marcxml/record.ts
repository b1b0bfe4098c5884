/** An Article as one MARC 21 record, its fields in the order of their tags. */
import type { Article } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { element, leaf, none, sequence } from '../../text/markup.ts'
import type { Site, WriteOptions } from '../codec.ts'
import { identifiers, languages } from './codes.ts'
import { control, data, marcNamespace } from './field.ts'
import { fixedData, leader, physical } from './fixed.ts'
import { host } from './host.ts'
import { links } from './links.ts'
import { addedEntries, mainEntry, namesOf, nativeNames } from './names.ts'
import { abstracts, access, funding, notes, rights, version } from './notes.ts'
import { otherWorks, references } from './relations.ts'
import { genres, subjects } from './subjects.ts'
import { carrier, publication, titles } from './titles.ts'

export function writeMarc(article: Article, site: Site, options?: WriteOptions): string {
  const date = citationDate(article, options?.date)
  const names = namesOf(article)
  const record = element(
    'record',
    sequence(
      leaf('leader', leader),
      article.doi === undefined ? none : control('001', article.doi),
      control('007', physical),
      control('008', fixedData(date, article.language)),
      identifiers(article),
      data('040', '  ', [
        ['a', site.name],
        ['c', site.name],
      ]),
      languages(article),
      mainEntry(names),
      titles(article, names.main !== undefined),
      publication(article, date),
      carrier,
      notes(article, names),
      access(article),
      abstracts(article),
      funding(article),
      rights(article),
      version(article),
      subjects(article),
      genres(article),
      addedEntries(names),
      otherWorks(article, 'before 773'),
      host(article),
      otherWorks(article, 'after 773'),
      references(article),
      links(article),
      nativeNames(names),
    ),
    { xmlns: marcNamespace, type: 'Bibliographic' },
  )
  return `${record}\n`
}
