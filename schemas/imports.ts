/** The shapes of imports in the background: what is ordered, and how far it is. */
import Type from 'typebox'

export const importSources = ['upload', 'path', 'url', 'doi'] as const
export type ImportSource = (typeof importSources)[number]

/** A body of this shape says where to take records from, in the stead of bringing them. */
export const ImportOrder = Type.Object(
  {
    path: Type.Optional(
      Type.String({ minLength: 1, maxLength: 4096, description: 'A file below IMPORT_DIR.', examples: ['2024/a.xml'] }),
    ),
    url: Type.Optional(
      Type.String({ minLength: 1, maxLength: 2000, description: 'An address on one of the IMPORT_HOSTS.' }),
    ),
    doi: Type.Optional(
      Type.String({ minLength: 1, maxLength: 2100, description: 'A DOI, whose record IMPORT_RESOLVER is asked for.' }),
    ),
    from: Type.Optional(Type.String({ maxLength: 100, description: 'The format; otherwise told by the content.' })),
  },
  { additionalProperties: false },
)
export type ImportOrder = Type.Static<typeof ImportOrder>

const count = (description: string) => Type.Integer({ minimum: 0, description })

export const ImportCounts = Type.Object({
  created: count('Articles that were new.'),
  updated: count('Articles that changed.'),
  unchanged: count('Articles that were the same already.'),
  refused: count('Records that were not taken; see `/imports/{id}/refusals`.'),
})

export const ImportRow = Type.Object({
  id: Type.String({ examples: ['0123456789ab'] }),
  state: Type.Enum(['queued', 'running', 'waiting', 'done', 'failed', 'cancelled'], {
    description: 'waiting: something is in its way, and it goes on by itself at `nextAttempt`.',
  }),
  source: Type.Object({ kind: Type.Enum([...importSources]), name: Type.String() }),
  from: Type.Optional(Type.String({ description: 'The format that was named.' })),
  by: Type.String({ description: 'The name of the key, `cli` for the command line.' }),
  keyId: Type.Optional(Type.String()),
  created: Type.String({ description: 'When it was ordered.' }),
  started: Type.Optional(Type.String()),
  finished: Type.Optional(Type.String()),
  done: count('Records looked at so far.'),
  counts: ImportCounts,
  bytes: count('How much of the source was read.'),
  size: Type.Optional(count('How long the source is.')),
  rate: Type.Optional(Type.Number({ description: 'Records a second, of late.' })),
  remaining: Type.Optional(Type.Integer({ description: 'Seconds it will take, as far as can be told.' })),
  fault: Type.Optional(Type.String({ description: 'What it failed of, or waits for.' })),
  nextAttempt: Type.Optional(Type.String()),
})
export type ImportRow = Type.Static<typeof ImportRow>
