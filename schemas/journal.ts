/** Where the article appeared. */
import Type from 'typebox'
import { Issn, LanguageTag, Ror } from './identifiers.ts'

const text = (description?: string) =>
  Type.String({ minLength: 1, maxLength: 2000, ...(description && { description }) })

/** The journal; an ISSN whose medium is unknown goes to `unspecified`, never to a guess. */
export const Journal = Type.Object(
  {
    title: Type.Optional(text()),
    abbreviatedTitles: Type.Optional(
      Type.Array(
        Type.Object(
          { title: text(), type: Type.Optional(text('nlm-ta, iso, publisher …')) },
          { additionalProperties: false },
        ),
      ),
    ),
    issn: Type.Optional(
      Type.Object(
        {
          print: Type.Optional(Issn),
          electronic: Type.Optional(Issn),
          linking: Type.Optional(Issn),
          unspecified: Type.Optional(Type.Array(Issn)),
        },
        { additionalProperties: false },
      ),
    ),
    identifiers: Type.Optional(
      Type.Array(
        Type.Object({ type: text('nlm-ta, publisher-id, coden …'), value: text() }, { additionalProperties: false }),
      ),
    ),
    publisher: Type.Optional(
      Type.Object(
        { name: Type.Optional(text()), place: Type.Optional(text()), ror: Type.Optional(Ror) },
        { additionalProperties: false },
      ),
    ),
    language: Type.Optional(LanguageTag),
  },
  { additionalProperties: false },
)
export type Journal = Type.Static<typeof Journal>

/** Page span; values are strings since `e101`, `S12` and `233-240.e2` are pages too. */
export const Pages = Type.Object(
  {
    first: Type.Optional(text()),
    last: Type.Optional(text()),
    literal: Type.Optional(text('The whole span as printed where first–last does not say it: 12-15, 20.')),
  },
  { additionalProperties: false },
)
export type Pages = Type.Static<typeof Pages>
