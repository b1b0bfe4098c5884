/** Names of RIS and EndNote: `Family, Given, Suffix`; a body ends in a comma; what has no comma stays in one piece. */
import type { Contributor } from '../../../../schemas/article.ts'
import { parseInverted } from '../../../article/inverted-name.ts'
import { oneLine } from '../../../text/line.ts'
import { looseRich } from '../../../text/loose-markup.ts'
import { plainText } from '../../../text/rich.ts'
import type { Entry, Row, Source, Subject } from './source.ts'

type Role = Contributor['role']

/** Entities in a value that has no mark-up. */
export const plainValue = (value: string): string => oneLine(value.includes('&') ? plainText(looseRich(value)) : value)

/** The contributor a name says. */
export function readName(value: string, role: Role): Contributor {
  const name = plainValue(value)
  const body = /^([^,]+),$/.exec(name)?.[1]?.trim()
  // RIS 2011 and EndNote: a trailing comma keeps a body from being turned around.
  if (body) return { kind: 'group', name: body, role }
  const parts = parseInverted(name.replace(/,$/, ''))
  return parts ? { kind: 'person', ...parts, role } : { kind: 'literal', literal: name, role }
}

/** What stands in a list of names for those who are left out. */
const others = /^(?:and others|others|et\.?\s*al\.?),?$/i
/** What databases write where there is no author. */
const nobody = /^(?:&NA;|\[?anon(?:ymous)?\.?\]?|\[?no authors? listed\]?|no author|\(:unav\)|\[s\.\s?n\.\])[,.]?$/i

const roles: readonly (readonly [Subject, Role])[] = [
  ['author', 'author'],
  ['editor', 'editor'],
  ['translator', 'translator'],
  ['contributor', 'other'],
]

export const contributorsRow: Row = (source) => {
  const contributors: Contributor[] = []
  for (const [subject, role] of roles) {
    for (const entry of source.take(subject)) {
      for (const value of namesIn(entry)) addName(source, contributors, entry, value, role)
    }
  }
  if (contributors.length > 0) source.draft.contributors = [...contributors, ...(source.draft.contributors ?? [])]
}

/** Some programs write all names in one line; each of them is then inverted. */
const namesIn = ({ value }: Entry): readonly string[] =>
  value.split('\n').flatMap((line) => {
    const parts = line.split(';').filter((part) => part.trim() !== '')
    return parts.every((part) => part.includes(',')) ? parts : [line]
  })

function addName(source: Source, list: Contributor[], entry: Entry, value: string, role: Role): void {
  const name = plainValue(value)
  if (others.test(name)) {
    source.note('contributors-incomplete', '/contributors', 'The list of names is not complete.', name)
    return
  }
  if (nobody.test(name)) {
    source.keep(entry, value)
    source.note('no-author', '/contributors', 'The name says that there is none.', name)
    return
  }
  const contributor = readName(value, role)
  const pointer = `/contributors/${list.length}`
  if (contributor.kind === 'literal') {
    source.note('name-literal', pointer, 'The source does not say which part of the name is the family name.', name)
  }
  if (role === 'other') source.note('role-unknown', pointer, `${entry.path} does not say the role.`, name)
  list.push(contributor)
}
