/** The shapes of bibliographies and in-text citations: what is asked, and what is answered. */
import Type from 'typebox'

const text = (description: string, maxLength = 2000) => Type.String({ maxLength, description })

export const CitedItem = Type.Union([
  Type.String({ maxLength: 2100, description: 'A DOI of an article here, as such or as a URL.' }),
  Type.Object({}, { additionalProperties: true, description: 'An item of CSL-JSON.' }),
])

export const CiteShape = Type.Object(
  {
    id: text('The DOI, or the `id` of the item.'),
    locator: Type.Optional(text('Where in it: `12–14`.')),
    label: Type.Optional(text('What the locator counts: page, chapter, section …; page unless said.', 40)),
    prefix: Type.Optional(text('Words before: `see `.')),
    suffix: Type.Optional(text('Words behind: `, but not in winter`.')),
    'suppress-author': Type.Optional(Type.Boolean({ description: 'Whether the text has named the author itself.' })),
    'author-only': Type.Optional(Type.Boolean({ description: 'Whether only the author is to be printed.' })),
  },
  { additionalProperties: false },
)
export type CiteShape = Type.Static<typeof CiteShape>

export const CitationsRequest = Type.Object(
  {
    items: Type.Optional(
      Type.Array(CitedItem, { description: 'What the bibliography lists; otherwise what `citations` names.' }),
    ),
    citations: Type.Optional(
      Type.Array(Type.Array(CiteShape), { description: 'The citations of a text in its order, each of one or more.' }),
    ),
    style: Type.Optional(text('A CSL style by its id; apa unless asked. See /styles.', 300)),
    locale: Type.Optional(text('A locale; otherwise the style’s own, or en-US. See /locales.', 100)),
    as: Type.Optional(text('text, html, rtf or markdown; text unless asked.', 20)),
    marks: Type.Optional(text('on or off: whether a retraction is told behind a reference; on in HTML.', 20)),
    date: Type.Optional(text('Which publication dates a reference: earliest, online, print.', 20)),
  },
  { additionalProperties: false },
)
export type CitationsRequest = Type.Static<typeof CitationsRequest>

/** What became of an item: in the bibliography; printed by the style not at all; or not there to be cited. */
export const itemStatuses = ['cited', 'not-printed', 'not-found', 'withdrawn', 'invalid'] as const

export const ItemStatus = Type.Object({
  id: Type.String(),
  status: Type.Enum([...itemStatuses]),
  version: Type.Optional(Type.Integer({ description: 'The version of the article that was cited.' })),
  detail: Type.Optional(Type.String({ description: 'Why it is not in the bibliography.' })),
})
export type ItemStatus = Type.Static<typeof ItemStatus>

export const CitationsAnswer = Type.Object({
  style: Type.String(),
  locale: Type.String(),
  as: Type.String(),
  references: Type.Array(Type.Object({ id: Type.String(), text: Type.String() }), {
    description: 'In the style’s order.',
  }),
  bibliography: Type.String({ description: 'The references as one document.' }),
  citations: Type.Optional(Type.Array(Type.String(), { description: 'One text a citation, in the order asked.' })),
  items: Type.Array(ItemStatus, { description: 'In the order asked.' }),
})
export type CitationsAnswer = Type.Static<typeof CitationsAnswer>

export const StyleShape = Type.Object({
  id: Type.String(),
  title: Type.String(),
  citationFormat: Type.String({ description: 'author-date, numeric, note, label or author; empty: not said.' }),
  fields: Type.Array(Type.String()),
  defaultLocale: Type.Optional(Type.String()),
  bibliography: Type.Boolean({ description: 'Whether it has a list of references; otherwise notes alone.' }),
  parent: Type.Optional(Type.String({ description: 'The style that says how, where this one is a name for it.' })),
  own: Type.Boolean({ description: 'Whether it is a file of this service’s administrator.' }),
})
