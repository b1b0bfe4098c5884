/** What biblatex knows of an entry and BibTeX does not: the state of publication, and how particles are sorted. */
import type { Article } from '../../../schemas/article.ts'
import type { Row } from './row.ts'

/** biblatex says of a work that it has not appeared yet, and that its names’ particles belong to the family name. */
export const stateRow: Row = {
  write(article, { put }) {
    const state = stateOf(article)
    if (state !== undefined) put('pubstate', state)
    const hasParticle = article.contributors?.some(
      (one) => one.kind === 'person' && one.nonDroppingParticle !== undefined,
    )
    if (hasParticle) put('options', 'useprefix=true')
  },
  read(source, draft) {
    if (source.peek('pubstate')?.trim() === stateOf(draft)) source.take('pubstate')
    if (source.peek('options')?.trim() === 'useprefix=true') source.take('options')
  },
}

function stateOf({ type, dates = {} }: Pick<Article, 'type' | 'dates'>): string | undefined {
  if (type === 'preprint') return 'prepublished'
  const isPublished = (['publishedOnline', 'publishedPrint', 'published', 'issue'] as const).some(
    (key) => dates[key] !== undefined,
  )
  if (isPublished) return undefined
  return dates.accepted === undefined ? undefined : 'inpress'
}
