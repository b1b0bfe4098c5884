/** What is wrong with an input, said so that its owner can mend it. */
import Type from 'typebox'

export const severities = ['error', 'warning', 'note'] as const

/** One finding. `pointer` is an RFC 6901 JSON Pointer into the record, '' for the whole. */
export const Finding = Type.Object(
  {
    severity: Type.Enum([...severities], { description: 'error refuses; warning and note inform.' }),
    code: Type.String({ examples: ['orcid-checksum'] }),
    pointer: Type.String({ examples: ['/contributors/0/orcid'] }),
    value: Type.Optional(Type.Unknown()),
    message: Type.String(),
    remedy: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type Finding = Type.Static<typeof Finding>

/** RFC 9457 problem details with our extension members. */
export const Problem = Type.Object({
  type: Type.String({ description: 'Stable URI reference of the kind of problem.', examples: ['/problems/not-found'] }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.Optional(Type.String({ description: 'The request’s id, to name to the administrator.' })),
  findings: Type.Array(Finding),
  available: Type.Optional(Type.Array(Type.String(), { description: 'Media types that can be had instead.' })),
  citation: Type.Optional(Type.String({ description: 'How to cite a withdrawn article.' })),
  reason: Type.Optional(Type.String({ description: 'Why an article was withdrawn.' })),
})
export type Problem = Type.Static<typeof Problem>
