/** Who made the article, in order: persons, groups, and names that the source does not let us take apart. */
import Type from 'typebox'
import { CountryCode, Grid, Isni, LanguageTag, Orcid, Ror } from './identifiers.ts'

const text = (description?: string) =>
  Type.String({ minLength: 1, maxLength: 4000, ...(description && { description }) })

export const contributorRoles = ['author', 'editor', 'translator', 'reviewer', 'chair', 'illustrator', 'other'] as const

/** The fourteen terms of CRediT (ANSI/NISO Z39.104-2022), by the last part of their URL. */
export const creditTerms = [
  'conceptualization',
  'data-curation',
  'formal-analysis',
  'funding-acquisition',
  'investigation',
  'methodology',
  'project-administration',
  'resources',
  'software',
  'supervision',
  'validation',
  'visualization',
  'writing-original-draft',
  'writing-review-editing',
] as const

const shared = {
  role: Type.Enum([...contributorRoles], { description: 'What the contributor is to the article.' }),
  orcid: Type.Optional(Orcid),
  orcidAuthenticated: Type.Optional(
    Type.Boolean({ description: 'Whether the contributor confirmed the ORCID iD by signing in.' }),
  ),
  isni: Type.Optional(Isni),
  affiliations: Type.Optional(
    Type.Array(Type.String({ minLength: 1 }), { description: 'Ids of the article’s `affiliations`, in order.' }),
  ),
  corresponding: Type.Optional(Type.Boolean()),
  email: Type.Optional(Type.String({ pattern: '^[^\\s@<>]+@[^\\s@<>]+$', maxLength: 320 })),
  credit: Type.Optional(
    Type.Array(
      Type.Object(
        {
          term: Type.Enum([...creditTerms]),
          degree: Type.Optional(Type.Enum(['lead', 'equal', 'supporting'])),
        },
        { additionalProperties: false },
      ),
      { description: 'CRediT roles.' },
    ),
  ),
  equalContribution: Type.Optional(Type.Boolean()),
  deceased: Type.Optional(Type.Boolean()),
  notes: Type.Optional(Type.Array(text(), { description: 'Author notes: present address, title of office …' })),
}

/** A person; `family` alone is a mononym. Particles and suffix stand apart only where the source sets them apart. */
export const Person = Type.Object(
  {
    kind: Type.Literal('person'),
    family: Type.Optional(text()),
    given: Type.Optional(text()),
    droppingParticle: Type.Optional(text('Dropped when the family name stands alone: “de” in Maupassant, Guy de.')),
    nonDroppingParticle: Type.Optional(text('Stays with the family name: “van der” in van der Berg.')),
    suffix: Type.Optional(text('Jr., III.')),
    honorific: Type.Optional(text('Dr., Prof.')),
    degrees: Type.Optional(text('MD, PhD.')),
    native: Type.Optional(
      Type.Object(
        { name: text('The name in its own script, as printed.'), language: Type.Optional(LanguageTag) },
        { additionalProperties: false },
      ),
    ),
    ...shared,
  },
  { additionalProperties: false },
)
export type Person = Type.Static<typeof Person>

/** A consortium or other body; its members are not co-authors in a citation. */
export const Group = Type.Object(
  {
    kind: Type.Literal('group'),
    name: text(),
    members: Type.Optional(Type.Array(Person)),
    ror: Type.Optional(Ror),
    ...shared,
  },
  { additionalProperties: false },
)
export type Group = Type.Static<typeof Group>

/** A name that the source gives in one piece and that may be a person or a body. */
export const LiteralName = Type.Object(
  { kind: Type.Literal('literal'), literal: text(), ...shared },
  { additionalProperties: false },
)
export type LiteralName = Type.Static<typeof LiteralName>

export const Contributor = Type.Union([Person, Group, LiteralName])
export type Contributor = Type.Static<typeof Contributor>

/** A place of work. `literal` is the whole line as printed; parts are filled only where the source sets them apart. */
export const Affiliation = Type.Object(
  {
    id: Type.String({
      pattern: '^[A-Za-z][A-Za-z0-9_.-]*$',
      maxLength: 64,
      description: 'Named by contributors; unique in the article.',
    }),
    name: Type.Optional(text('The institution.')),
    department: Type.Optional(text()),
    city: Type.Optional(text()),
    region: Type.Optional(text()),
    postalCode: Type.Optional(text()),
    country: Type.Optional(text('As printed.')),
    countryCode: Type.Optional(CountryCode),
    ror: Type.Optional(Ror),
    isni: Type.Optional(Isni),
    grid: Type.Optional(Grid),
    literal: Type.Optional(text('The whole line as printed.')),
  },
  { additionalProperties: false },
)
export type Affiliation = Type.Static<typeof Affiliation>
