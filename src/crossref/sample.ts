/** Works taken at random. */
import type { Hit, Question } from '../store/store.ts'
import type { Parts } from './asking.ts'
import { furthest } from './parameters.ts'
import type { Page } from './works.ts'

/** Beyond the window of offsets nothing is reached: of larger lists the sample is of the newest and the oldest. */
export async function sampled(
  size: number,
  { match }: Omit<Question, 'limit'>,
  { library, random }: Parts,
): Promise<Page> {
  const total = match ? (await library.count(match)).count : await library.count()
  const places = new Set<number>()
  const reach = Math.min(total, 2 * furthest)
  while (places.size < Math.min(size, reach)) places.add(Math.floor(random() * reach))
  const hits: Hit[] = []
  for (const place of places) {
    const fromEnd = place >= furthest
    const found = await library.find({
      ...(match && { match }),
      sort: { by: 'deposited', order: fromEnd ? 'descending' : 'ascending' },
      limit: 1,
      offset: fromEnd ? place - furthest : place,
    })
    hits.push(...found.hits)
  }
  return { hits, total }
}
