/** Keys as administrators make and see them, and the record of who did what. */
import Type from 'typebox'
import { Issn } from './identifiers.ts'

export const roles = ['reader-admin', 'depositor', 'administrator'] as const
export type Role = (typeof roles)[number]

const prefix = Type.String({
  pattern: '^10\\.[0-9]{4,9}(\\.[0-9]+)*$',
  maxLength: 200,
  description: 'A DOI prefix, which counts whole: 10.123 is not the beginning of 10.1234.',
  examples: ['10.46439'],
})
const instant = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,3})?)?Z)?$',
  description: 'A day or an instant in UTC.',
  examples: ['2027-01-31', '2027-01-31T12:00:00Z'],
})

export const KeyWish = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, description: 'Who holds the key.' }),
    role: Type.Optional(
      Type.Enum([...roles], {
        description:
          'depositor, unless said: writes articles; administrator: writes everything and makes keys; reader-admin: sees keys, audit log and metrics, and writes nothing.',
      }),
    ),
    prefixes: Type.Optional(Type.Array(prefix, { maxItems: 1000 })),
    journals: Type.Optional(
      Type.Array(Issn, {
        maxItems: 1000,
        description: 'Only articles of journals with these ISSNs; empty for every journal below its prefixes.',
      }),
    ),
    expires: Type.Optional(instant),
  },
  { additionalProperties: false },
)
export type KeyWish = Type.Static<typeof KeyWish>

export const KeyRotation = Type.Object(
  {
    overlap: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 8760,
        description: 'For how many hours the former secret still opens; 168 unless said.',
      }),
    ),
  },
  { additionalProperties: false },
)

export const keyStates = ['valid', 'expired', 'revoked'] as const

export const KeyRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  role: Type.Enum([...roles]),
  prefixes: Type.Array(Type.String()),
  journals: Type.Array(Type.String()),
  state: Type.Enum([...keyStates]),
  created: Type.String(),
  expires: Type.Optional(Type.String()),
  revoked: Type.Optional(Type.String()),
  formerUntil: Type.Optional(Type.String({ description: 'Until when the secret before the last rotation opens.' })),
  lastUsed: Type.Optional(Type.String({ description: 'To the minute.' })),
  lastAddress: Type.Optional(Type.String()),
})
export type KeyRow = Type.Static<typeof KeyRow>

export const KeyMade = Type.Object({
  key: KeyRow,
  secret: Type.String({ description: 'Shown this once; it cannot be had again.' }),
})

export const AuditRow = Type.Object({
  at: Type.String(),
  kind: Type.String({ description: 'deposit, update, withdraw, restore; key-create, key-rotate, key-revoke.' }),
  by: Type.String({ description: 'The name of the key, `cli` for the command line.' }),
  keyId: Type.Optional(Type.String()),
  address: Type.Optional(Type.String({ description: 'From where; absent for the machine itself.' })),
  doi: Type.Optional(Type.String()),
  version: Type.Optional(Type.Integer()),
  format: Type.Optional(Type.String()),
  seq: Type.Optional(Type.Integer({ description: 'The number of the change log.' })),
  key: Type.Optional(Type.String({ description: 'The id of the key that was changed.' })),
  name: Type.Optional(Type.String()),
  reach: Type.Optional(Type.Unknown({ description: 'What the key may do.' })),
})
export type AuditRow = Type.Static<typeof AuditRow>
