/** Every kind of page, each at an address of the records in `records.ts`. */

import type { Draft } from '../../schemas/article.ts'
import { records, whole } from './records.ts'

/** Two versions of the article that has all, one that was retracted, and enough others for three pages of results. */
export const drafts: readonly Draft[] = [
  ...records(58),
  { ...whole, title: 'An earlier title', volume: '11' },
  whole,
  {
    doi: '10.5555/retracted.1',
    title: 'Fog signals that never were',
    journal: { title: 'Northern Field Notes', issn: { print: '0378-5955' } },
    dates: { publishedOnline: '2021-04-01' },
    relations: [{ type: 'retracted-by', doi: '10.5555/shore.2', date: '2022-05-06' }],
  },
]

export const places = {
  home: '/',
  search: '/search?q=shore',
  'search, narrowed': '/search?q=lichens&sort=newest&type=review-article',
  'search without results': '/search?q=zzzqqq',
  article: '/10.5555/tides.7',
  'article as it was': '/10.5555/tides.7?version=1',
  'retracted article': '/10.5555/retracted.1',
  history: '/history/10.5555/tides.7',
  losses: '/losses/10.5555/tides.7?format=bibtex',
  indexing: '/readiness/10.5555/tides.7',
  journals: '/browse',
  journal: '/browse/2434-561x',
  issue: '/browse/2434-561x?volume=12&issue=3',
  cite: '/cite',
  'cite, two articles': '/cite?doi=10.5555/tides.7&doi=10.5555/shore.1',
  convert: '/convert',
  'converted record': '/convert?example=page',
  'converted records': '/convert?example=ris',
  'missing article': '/10.5555/none',
} as const satisfies Readonly<Record<string, string>>
export type PlaceName = keyof typeof places

export const placeNames = Object.keys(places) as readonly PlaceName[] // the table’s own keys
