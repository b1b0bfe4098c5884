/** A page whose list of authors did not survive as text may still name the corresponding author. */
import type { Contributor } from '../../../schemas/article.ts'
import { emailsIn } from './affiliations.ts'
import type { Contributors } from './contributors.ts'
import { type Line, label } from './lines.ts'
import { isPersonName, parseName } from './names.ts'

export function onlyCorresponding(lines: readonly Line[], found: Contributors): Contributors {
  const line = lines.find(
    ({ text, foreign, bullet }) =>
      !foreign &&
      !bullet &&
      /^\*?\s?(?:corresponding author|correspondence to|correspondence)(?:s|\(s\))?\b/i.test(text),
  )
  if (!line) return found
  const text = /^\*?\s?corresponding authors?(?:\(s\))?$/.test(label(line.text))
    ? (lines[line.at + 1]?.text ?? '')
    : line.text.replace(/^[^:]{0,40}:\s*|^\*?\s?correspondence to /i, '')
  const email = emailsIn(text)[0]
  const name = (text.split(/[,;(<]| E-?mail|\s\S+@/i)[0] ?? '').trim()
  if (!isPersonName(name)) return found
  const { name: parts, split } = parseName(name)
  const contributor: Contributor = {
    ...parts,
    role: 'author',
    corresponding: true,
    ...(email !== undefined && { email }),
  }
  return {
    contributors: [contributor],
    affiliations: found.affiliations,
    notes: [
      {
        severity: 'warning',
        code: 'contributors-incomplete',
        pointer: '/contributors',
        message: 'The text names the corresponding author only; the list of authors is not in it.',
        remedy: 'Add the other authors, and who belongs to which affiliation.',
      },
      ...(split
        ? [
            {
              severity: 'note',
              code: 'name-split',
              pointer: '/contributors/0',
              value: name,
              message: 'The page prints this name in one piece; its parts were told apart by rule.',
              remedy: 'Check which part is the family name.',
            } as const,
          ]
        : []),
    ],
  }
}
