/** The check digits that patterns cannot see. Each takes the identifier’s bare characters. */

/** ISO 7064 mod 11-2, of ORCID iDs and ISNIs: sixteen characters, the last 0–9 or X. */
export function mod11_2(characters: string): boolean {
  let total = 0
  for (let i = 0; i < characters.length - 1; i++) total = (total + digitAt(characters, i)) * 2
  const check = (12 - (total % 11)) % 11
  return characters.at(-1) === (check === 10 ? 'X' : String(check))
}

/** NaN for what is no digit, which makes every sum wrong. */
function digitAt(characters: string, i: number): number {
  const digit = characters.charCodeAt(i) - 0x30
  return digit >= 0 && digit <= 9 ? digit : Number.NaN
}

/** ISSN mod 11 (ISO 3297): eight characters, the last 0–9 or X. */
export function mod11(characters: string): boolean {
  let total = 0
  for (let i = 0; i < 7; i++) total += digitAt(characters, i) * (8 - i)
  const check = (11 - (total % 11)) % 11
  return characters[7] === (check === 10 ? 'X' : String(check))
}

const crockford = '0123456789abcdefghjkmnpqrstvwxyz'

/** ROR mod 97-10 (ISO 7064): `0` and six Crockford base-32 characters, then two digits. */
export function mod97_10(characters: string): boolean {
  let number = 0
  for (const character of characters.slice(0, 7)) number = number * 32 + crockford.indexOf(character)
  return 98 - ((number * 100) % 97) === Number(characters.slice(7))
}
