/** Affiliations that one line runs together, told apart where a country or the next institution shows the seam. */
import { institution } from './words.ts'

const countries =
  "USA|U\\.S\\.A\\.|United States(?: of America)?|UK|U\\.K\\.|United Kingdom|China|P\\. ?R\\. China|PR China|People[’']s Republic of China|Germany|France|Italy|Spain|Portugal|Brazil|Brasil|India|Japan|South Korea|Republic of Korea|Korea|Australia|Canada|Netherlands|The Netherlands|Belgium|Switzerland|Austria|Sweden|Norway|Denmark|Finland|Poland|Czech Republic|Hungary|Greece|Turkey|Türkiye|Russia|Israel|Iran|Egypt|South Africa|Mexico|México|Argentina|Chile|Colombia|Taiwan|Singapore|Malaysia|Thailand|Indonesia|New Zealand|Ireland|Scotland|Saudi Arabia|Pakistan|Vietnam|Nigeria|Kenya|Hong Kong|Romania|Croatia|Serbia|Ukraine|Peru|Perú"

const behindCountry = new RegExp(`(?<=,\\s?(?:${countries})\\.?)(?:,? and |[,;] )(?=\\p{Lu})`, 'u')
const initials = /\s*\((?:\p{Lu}\.-?){2,4}(?:,? (?:and )?(?:\p{Lu}\.-?){2,4}){0,20}\)\.?$/u

/** The authors' initials that stand behind a place: “(M.L.A., C.D.)”. */
export const initialsBehind = (text: string): string[] =>
  initials
    .exec(text)?.[0]
    .match(/(?:\p{Lu}\.-?){2,4}/gu)
    ?.map(bare) ?? []

export const bare = (text: string): string => text.replace(/[^\p{Lu}]/gu, '')

export function splitPlaces(text: string): string[] {
  const whole = text.replace(initials, '').replace(/[\s,;]+$/, '')
  const parts = whole.split(behindCountry).flatMap(splitAnd)
  return parts.length > 1 && parts.every((part) => institution.test(part)) ? parts : [whole]
}

// “Department of A, and Department of B, University of C, City” is one place.
const endsInTown = (text: string) => text.includes(',') && !institution.test(text.slice(text.lastIndexOf(',')))

/** “University of A, City, State, and National Bureau of B, City, State” */
function splitAnd(text: string): string[] {
  const parts = text.split(/, and (?=\p{Lu})/u)
  return parts.length > 1 && parts.every((part) => institution.test(part) && endsInTown(part)) ? parts : [text]
}
