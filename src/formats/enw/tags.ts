/** What the tags of Refer are about, as EndNote has them; a tag that is not here is kept unmapped. */
import type { ArticleType } from '../../../schemas/article.ts'
import type { Types } from '../tagged/read/record.ts'
import type { Subject } from '../tagged/read/source.ts'

const about: Readonly<Partial<Record<Subject, string>>> = {
  type: '0',
  key: 'F',
  author: 'A',
  editor: 'E',
  contributor: 'Y ?',
  translator: 'H',
  affiliation: '+',
  title: 'T',
  'translated-title': 'Q',
  'short-title': '!',
  journal: 'J B',
  'journal-short': 'O',
  year: 'D',
  day: '8',
  volume: 'V',
  issue: 'N',
  pages: 'P',
  'start-page': '&',
  'article-number': ']',
  serial: '@',
  publisher: 'I',
  place: 'C',
  doi: 'R',
  url: 'U',
  pdf: '>',
  accession: 'M',
  database: '~',
  pmcid: '2',
  'work-type': '9',
  language: 'G',
  keyword: 'K',
  abstract: 'X',
  note: 'Z <',
}

export const subjects: Readonly<Record<string, Subject | undefined>> = Object.assign(
  Object.create(null),
  ...Object.entries(about).map(([subject, tags]) => Object.fromEntries(tags.split(' ').map((tag) => [tag, subject]))),
)

const article = undefined
export const types: Types = new Map<string, ArticleType | undefined>([
  ['journal article', article],
  ['electronic article', article],
  ['magazine article', article],
  ['journal', article],
  ['thesis', 'dissertation'],
])
