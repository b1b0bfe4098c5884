/**
 * What the tags of RIS are about. Two lists disagree (Reference Manager 2001, EndNote 2011), and programs have tags of
 * their own; a tag that is not here is kept unmapped.
 */
import type { ArticleType } from '../../../schemas/article.ts'
import type { Types } from '../tagged/read/record.ts'
import type { Subject } from '../tagged/read/source.ts'

const about: Readonly<Partial<Record<Subject, string>>> = {
  type: 'TY',
  key: 'ID',
  author: 'AU A1',
  editor: 'ED A2',
  contributor: 'A3 A4',
  affiliation: 'AD',
  title: 'TI T1 CT',
  'translated-title': 'TT',
  'short-title': 'ST',
  // The first that is filled is the journal; others that say the same are passed over.
  journal: 'T2 JF BT',
  'journal-either': 'JO',
  'journal-short': 'J2 JA J1',
  date: 'DA PY Y1',
  // 2011, of journal articles: “Epub Date”; elsewhere an edition.
  'epub-date': 'ET',
  // IEEE Xplore says VO.
  volume: 'VL VO',
  issue: 'IS CP',
  'first-page': 'SP',
  'last-page': 'EP',
  'start-page': 'SE',
  'article-number': 'C7',
  serial: 'SN',
  publisher: 'PB',
  place: 'CY PP',
  doi: 'DO',
  url: 'UR LK',
  pdf: 'L1',
  file: 'L2',
  'work-type': 'M3',
  language: 'LA',
  keyword: 'KW',
  abstract: 'AB N2',
  note: 'N1 RN',
  accession: 'AN',
  database: 'DB',
  pmcid: 'C2',
  nihmsid: 'C6',
  user: 'U1 U2 U3 U4 U5 L3',
}

export const subjects: Readonly<Record<string, Subject | undefined>> = Object.assign(
  Object.create(null),
  ...Object.entries(about).map(([subject, tags]) => Object.fromEntries(tags.split(' ').map((tag) => [tag, subject]))),
)

const article = undefined
export const types: Types = new Map<string, ArticleType | undefined>([
  ['jour', article],
  ['ejour', article],
  ['jfull', article],
  ['mgzn', article],
  ['inpr', article],
  ['abst', 'abstract'],
  ['thes', 'dissertation'],
])
