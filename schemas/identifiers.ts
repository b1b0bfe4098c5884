/** The identifiers of the scholarly world as shapes. Check digits are judged in `src/article/`, since a pattern cannot. */
import Type from 'typebox'

/** A DOI without resolver or prefix `doi:`, in the depositor's case: `10.46439/stemcell.5.019` (DOI Handbook 2.2). */
export const Doi = Type.String({
  pattern: '^10\\.[0-9]{4,9}(\\.[0-9]+)*/\\S+$',
  maxLength: 2048,
  description: 'A bare DOI in the depositor’s case; two DOIs that differ only in ASCII case are the same DOI.',
  examples: ['10.46439/stemcell.5.019'],
})

/** An ORCID iD without its URL: `0000-0002-1825-0097`; the last character is a mod 11-2 check (ISO 7064). */
export const Orcid = Type.String({
  pattern: '^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$',
  description: 'An ORCID iD, hyphenated, without the URL.',
  examples: ['0000-0002-1825-0097'],
})

/** An ISNI without blanks: `000000012146438X`; mod 11-2 like ORCID. */
export const Isni = Type.String({
  pattern: '^[0-9]{15}[0-9X]$',
  description: 'An ISNI, sixteen characters without blanks.',
  examples: ['000000012146438X'],
})

/** The path of a ROR id: `https://ror.org/` + `05dxps055`; the last two digits are a mod 97-10 check. */
export const Ror = Type.String({
  pattern: '^https://ror\\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$',
  description: 'A ROR id as its full URL.',
  examples: ['https://ror.org/05dxps055'],
})

/** A GRID id (no longer issued since 2021, still in older records). */
export const Grid = Type.String({ pattern: '^grid\\.[0-9]+\\.[0-9a-f]+$', examples: ['grid.20861.3d'] })

/** An ISSN with its hyphen: `2643-0911`; the last character is a mod 11 check (ISO 3297). */
export const Issn = Type.String({
  pattern: '^[0-9]{4}-[0-9]{3}[0-9X]$',
  description: 'An ISSN with its hyphen.',
  examples: ['0028-0836'],
})

/** A language tag of BCP 47: `en`, `pt-BR`, `zh-Hans`. */
export const LanguageTag = Type.String({
  pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$',
  description: 'A BCP 47 language tag.',
  examples: ['en', 'pt-BR'],
})

/** An ISO 3166-1 alpha-2 country code in capitals. */
export const CountryCode = Type.String({ pattern: '^[A-Z]{2}$', examples: ['IN'] })

/** An absolute http(s) or ftp URL without blanks. */
export const Url = Type.String({
  pattern: '^(https?|ftp)://\\S+$',
  maxLength: 8192,
  examples: ['https://example.org/a'],
})
