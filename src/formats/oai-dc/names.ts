/** dc:creator and dc:contributor: a name as one text. */
import type { Contributor } from '../../../schemas/article.ts'
import { invertedName } from '../../article/name-forms.ts'

/** `van der Berg, Jan P., Jr.`; whoever is known only in another script is named in it. */
export const nameText = (contributor: Contributor): string =>
  invertedName(contributor) || (contributor.kind === 'person' ? (contributor.native?.name ?? '') : '')
