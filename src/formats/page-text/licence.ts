/** Licence, copyright and publisher, as the page states them. */
import type { Draft, Licence } from '../../../schemas/article.ts'
import type { Line } from './lines.ts'

const ccUrl =
  /https?:\/\/(?:www\.)?creativecommons\.org\/(?:licenses\/(?:by(?:-nc)?(?:-nd|-sa)?)\/\d\.\d(?:\/[a-z]{2,3}(?=[/\s).,;]|$))?|publicdomain\/zero\/1\.0)\/?/i
const ccCode = /(?:\b|\ba)CC[ -](BY(?:[ -]NC)?(?:[ -](?:ND|SA))?)[ -]?(\d\.\d)\b/i
const statement =
  /creative commons|\ba?cc[ -]by\b|\bcc0\b|open access article (?:distributed|published)|published under an? .{3,40} licen[sc]e|\bAuthorChoice License\b|licen[sc]ed under|licencia de creative|licença creative/i

/** The licence statement; the dedication of data to the public domain is not the article's licence. */
export function findLicence(lines: readonly Line[]): Licence | undefined {
  const own = lines.filter((line) => !line.foreign && line.text.length < 4000)
  const stated = own.find(({ text }) => statement.test(text) && !/menu|policy|policies|\?$/i.test(text.slice(0, 80)))
  const url =
    ccUrl.exec(stated?.text ?? '')?.[0] ??
    own.map(({ text }) => ccUrl.exec(text)?.[0]).find((found) => found !== undefined)
  if (!stated && url === undefined) return undefined
  const text = stated?.text
  const spdx = url === undefined ? spdxOfCode(text ?? '') : spdxOfUrl(url)
  return { ...(url !== undefined && { url }), ...(spdx && { spdx }), ...(text !== undefined && { text }) }
}

function spdxOfUrl(url: string): string | undefined {
  if (/publicdomain\/zero/i.test(url)) return 'CC0-1.0'
  const [, kind = '', version = '', port] = /licenses\/([a-z-]+)\/(\d\.\d)(?:\/([a-z]{2,3}))?/i.exec(url) ?? []
  // Ported licences have SPDX ids of their own, of which only a few are registered.
  return kind === '' || port !== undefined ? undefined : `CC-${kind.toUpperCase()}-${version}`
}

function spdxOfCode(text: string): string | undefined {
  const [, kind, version] = ccCode.exec(text) ?? []
  return kind && version ? `CC-${kind.toUpperCase().replace(/ /g, '-')}-${version}` : undefined
}

const copyrightLine =
  /(?:©|\(c\)|copyright:?)\s*(?:©\s*|\(c\)\s*)?(?:(\d{4})(?:[-–]\d{4})?\s+(.{2,160})|(.{2,120}?),?\s+(\d{4}))/i

export function findCopyright(lines: readonly Line[]): Draft['copyright'] {
  for (const line of lines) {
    if (line.foreign || line.text.length > 600) continue
    const at = line.text.search(/©|\(c\) ?(?=\d{4}|the author)|copyright:? ©?\s?\d{4}/i)
    const match = at < 0 || at > 60 ? null : copyrightLine.exec(line.text.slice(at))
    if (!match) continue
    // A span of years is that of the journal's site.
    const year = /\d{4}\s?[-–]\s?\d{4}/.test(match[0]) ? undefined : (match[1] ?? match[4])
    const holder = (match[2] ?? match[3] ?? '')
      .split(/\. |;|, licensee|\bpublished by\b|\ball rights\b|\blicensee\b|\bthis (?:is|article|work)\b/i)[0]
      ?.trim()
      .replace(/[.,]$/, '')
    return {
      statement: (line.text.length < 200 ? line.text : line.text.slice(at, at + match[0].length)).trim(),
      ...(year && { year }),
      ...(holder && holder.length < 120 && { holder }),
    }
  }
  return undefined
}

// Companies and presses; a society that holds the copyright need not be the publisher.
const house =
  /\b(?:press|publish(?:ing|ers?)|publications|verlag|elsevier|wiley|springer|biomed central|mdpi|taylor & francis|informa|sage|hindawi|frontiers|karger|thieme|dove|wolters kluwer|lippincott|american chemical society|american physical society|royal society of chemistry|iop|emerald|de gruyter|brill|plos|public library of science|academic press|edp sciences|copernicus|pensoft|bmj|oxford journals|oxford university|cambridge university|nature|aip|ieee|asme|cell press|mary ann liebert|editorial|editora|yayın)\b/i

export function findPublisher(lines: readonly Line[]): string | undefined {
  for (const line of lines) {
    if (line.foreign || line.text.length > 1500) continue
    const { text } = line
    const stated =
      /\b(?:published by|publisher\s?[:：]|licensee:?) ?(?:the )?(\p{Lu}[^;:()©]{2,100}?)(?= on behalf of|(?<!\b(?:co|ltd|inc|pvt|st|corp|v))\. |\.?$|, which| under |; | \(|\. ?this|, \d{4})/iu.exec(
        text,
      )
    if (stated?.[1] && !/author/i.test(stated[1]) && /^\p{Lu}/u.test(stated[1])) return tidy(stated[1])
    const holder =
      /(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:[-–]\d{4})?,?\s+)?(?:by )?(?:the )?(\p{Lu}[^;:()©]{2,80}?)(?=,? all rights|(?<!\b(?:co|ltd|inc|v))\. |\.?$| \d{4}|,? on behalf|; )/iu.exec(
        text,
      )?.[1]
    if (holder && house.test(holder) && !/authors?\b|et al/i.test(holder)) return tidy(holder)
  }
  return undefined
}

const tidy = (name: string) =>
  name
    .replace(/^(?:the )/i, '')
    .replace(/[\s,]+$/, '')
    .replace(/(?<!\b(?:ltd|inc|co|llc|v|gmbh))\.$/i, '')
    .replace(/^Elsevier Ltd\.$/, 'Elsevier Ltd')
    .trim()
