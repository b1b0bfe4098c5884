/** MODS 3.8, the Metadata Object Description Schema of the Library of Congress: written, valid against mods-3-8.xsd. */
import Type from 'typebox'
import { coarser, onlyTrue, plainTexts } from './coarser.ts'
import type { Coarsening, Codec, Field, Transform, WritableCodec } from './codec.ts'
import { modsNamespace } from './mods/parts.ts'
import { writeMods } from './mods/record.ts'
import { uri } from './plain.ts'
import { affiliationLines, memberNames, particlesInNames } from './plain-forms.ts'

const loses: readonly Field[] = [
  'contributors/*/orcidAuthenticated',
  // It only ties names to places of work, and in MODS the place stands in the name.
  'affiliations/*/id',
  'affiliations/*/isni',
  'affiliations/*/grid',
  'unmapped',
]

const coarsens: readonly Coarsening[] = [
  ...plainTexts,
  particlesInNames,
  memberNames,
  ...affiliationLines,
  ...['links/*/url', 'licences/*/url', 'relations/*/url', 'references/*/url'].map((field) =>
    coarser<string>(field, 'Characters that no URI has are percent-encoded.', uri),
  ),
  onlyTrue('contributors/*/corresponding'),
  onlyTrue('contributors/*/equalContribution'),
  onlyTrue('contributors/*/deceased'),
]

const transforms: readonly Transform[] = [
  { field: 'contributors/*/kind', how: 'name/@type: personal, corporate, or none for a name in one piece' },
  { field: 'contributors/*/role', how: 'roleTerm, as a MARC relator' },
  { field: 'contributors/*/members/*/kind', how: 'the names of the members stand in the description of the group' },
  { field: 'contributors/*/members/*/role', how: 'the names of the members stand in the description of the group' },
  { field: 'contributors/*/affiliations/*', how: 'the affiliation stands in the name itself' },
  { field: 'contributors/*/corresponding', how: 'name/description “Corresponding author”' },
  { field: 'contributors/*/equalContribution', how: 'name/description “Contributed equally”' },
  { field: 'contributors/*/deceased', how: 'name/description “Deceased”' },
  { field: 'contentVersion', how: 'originInfo/edition, by the name that NISO gives the version' },
  { field: 'freeToRead', how: 'accessCondition “Free to read”' },
  { field: 'relations/*/type', how: 'relatedItem/@type or @otherType, and @displayLabel in words' },
]

export const mods = {
  name: 'mods',
  title: 'MODS XML',
  mediaType: 'application/mods+xml',
  aliases: ['application/vnd.loc.mods+xml'],
  extension: '.xml',
  schema: Type.String({ description: 'A MODS 3.8 record.' }),
  // A record has no XML declaration (XML 1.0, 2.8: optional in UTF-8), so that it can stand in a collection.
  frame: [
    `<?xml version="1.0" encoding="UTF-8"?>\n<modsCollection xmlns="${modsNamespace}">\n`,
    '',
    '</modsCollection>\n',
  ],
  loses,
  coarsens,
  transforms,
  oai: { prefix: 'mods', namespace: modsNamespace, schema: 'http://www.loc.gov/standards/mods/v3/mods-3-8.xsd' },
  write: writeMods,
} as const satisfies Codec & WritableCodec
