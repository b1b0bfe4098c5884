/** Dates with the precision that was given: nothing is rounded up to a first of January. */
import Type from 'typebox'

const day = '[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-2[1-4])?'

/**
 * A date as EDTF (ISO 8601-2): `2024`, `2024-01`, `2024-01-18`, a season `2024-21` (21 spring … 24 winter),
 * or a range `2024-01/2024-02`.
 */
export const Edtf = Type.String({
  pattern: `^${day}(/${day})?$`,
  description: 'An EDTF date: year, month, day, season (21 spring – 24 winter) or range a/b.',
  examples: ['2024-01-18', '2024-01', '2024', '2024-21', '2024-01/2024-02'],
})

/** A season or issue designation in the source’s words, whose year is known: `{ year: 2018, season: 'Enero-Junio' }`. */
export const SeasonDate = Type.Object(
  { year: Type.Integer({ minimum: 0, maximum: 9999 }), season: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
)

/** Text that could not be understood without guessing, kept as it stood: `{ literal: '03/04/2024' }`. */
export const LiteralDate = Type.Object(
  { literal: Type.String({ minLength: 1, maxLength: 1000 }) },
  { additionalProperties: false },
)

export const ArticleDate = Type.Union([Edtf, SeasonDate, LiteralDate], {
  description: 'A date in the precision that was given, or the source’s text where it is ambiguous.',
})
export type ArticleDate = Type.Static<typeof ArticleDate>

/** What happened to the article and when. `published` is for a source that does not say whether online or in print. */
export const Dates = Type.Object(
  {
    received: Type.Optional(ArticleDate),
    revised: Type.Optional(Type.Array(ArticleDate, { description: 'Every revised version received, in order.' })),
    accepted: Type.Optional(ArticleDate),
    publishedOnline: Type.Optional(ArticleDate),
    publishedPrint: Type.Optional(ArticleDate),
    published: Type.Optional(ArticleDate),
    issue: Type.Optional(Type.Union([Edtf, SeasonDate, LiteralDate], { description: 'The date the issue bears.' })),
    posted: Type.Optional(Type.Union([Edtf, SeasonDate, LiteralDate], { description: 'When a preprint was posted.' })),
    corrected: Type.Optional(Type.Array(ArticleDate)),
    retracted: Type.Optional(ArticleDate),
    other: Type.Optional(
      Type.Array(
        Type.Object(
          { event: Type.String({ minLength: 1, maxLength: 200 }), date: ArticleDate },
          { additionalProperties: false },
        ),
        { description: 'Other events (rev-request, preprint, proof, a second `received` …), in order.' },
      ),
    ),
  },
  { additionalProperties: false },
)
export type Dates = Type.Static<typeof Dates>
