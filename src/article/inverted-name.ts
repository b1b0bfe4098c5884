/** `Family, Given` taken apart: the comma says where the family name ends. Everything else stays in one piece. */

export interface InvertedName {
  readonly family: string
  readonly given?: string
  readonly suffix?: string
}

const suffix = /^(?:jr|sr|jnr|snr|junior|senior|filho|neto|esq|[ivx]{1,5}|[2-9](?:nd|rd|th))\.?$/i
/** Words of bodies, whose names have commas too: `University of Bern, Institute of Physics`. */
const body =
  /\b(?:universi\w*|institut\w*|inc|ltd|llc|gmbh|corp\w*|company|department|dept|cent(?:er|re|rum)|college|school|faculty|ministry|committee|consortium|collaboration|group|team|project|society|association|agency|office|museum|library|archives?|laborator\w+|foundation|council|commission|survey|service|network|press|hospital|academy)\b/i

/** The parts of `van der Berg, Jan, Jr.`, `King, Jr., Martin` and `Khan, , III`; undefined for any other text. */
export function parseInverted(name: string): InvertedName | undefined {
  if (!name.includes(',') || name.length > 200 || /[\d;:/@©]/.test(name) || body.test(name)) return undefined
  const [family = '', second = '', third, ...more] = name.split(',').map((part) => part.trim())
  if (more.length > 0 || family === '' || (third === '' && second === '')) return undefined
  if (family.split(' ').length > 6 || second.split(' ').length > 8) return undefined
  if (third === undefined) {
    if (second === '') return undefined
    return suffix.test(second) && second !== second.toLowerCase() && !/^[ivx]\.?$/i.test(second)
      ? { family, suffix: second }
      : { family, given: second }
  }
  if (suffix.test(third)) return { family, ...(second !== '' && { given: second }), suffix: third }
  return suffix.test(second) && third !== '' ? { family, given: third, suffix: second } : undefined
}
