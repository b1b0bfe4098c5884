/** What a source said that has no place in the record: it is kept beside it, and told. Pure. */
import type { StoredArticle } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { json } from '../formats/json.ts'

/** A note for each; none for the record itself, whose depositor says what is kept apart. */
export const keptApart = ({ unmapped = [] }: StoredArticle, format: string | undefined): readonly Finding[] =>
  format === undefined || format === json.name
    ? []
    : unmapped.map(({ path, value }, i) => ({
        severity: 'note',
        code: 'kept-apart',
        pointer: `/unmapped/${i}`,
        value,
        message: `“${path}” of the source has no place in the record; it is kept in “unmapped”.`,
        remedy: 'Nothing need be done. Where it says what a field of /schemas/article.json says, use that.',
      }))
