/** Who wrote it: lists of names by role, with annotations for what BibTeX does not know of a person. */
import { type Contributor, contributorRoles, type Person } from '../../../schemas/article.ts'
import type { LatexText } from '../../text/latex.ts'
import { withAnnotation } from './annotations.ts'
import { annotations, partsSchema, readParts } from './name-annotations.ts'
import { formatName, isSimpleName, isWrapped, type NameParts } from './names.ts'
import { formatNotation, split } from './notation.ts'
import { readNames } from './read-names.ts'
import type { Row, Sink, Source } from './row.ts'

type Role = Contributor['role']

/** The field of each role; `author`, `editor` and `translator` are what BibTeX and biblatex call them. */
const fieldOf: Readonly<Record<Role, string>> = {
  author: 'author',
  editor: 'editor',
  translator: 'translator',
  reviewer: 'reviewer',
  chair: 'chair',
  illustrator: 'illustrator',
  other: 'contributor',
}

/** The annotations of `author` as they are gathered: by name the values so far. */
type Gathered = Map<string, string>

export const contributorsRow: Row = {
  write({ contributors }, sink) {
    if (!contributors) return
    const [first] = contributors
    if (first && contributors.every(({ role }) => role === first.role)) {
      writeNames(fieldOf[first.role], contributors, sink)
      return
    }
    const groups = new Map<Role, Contributor[]>()
    let blocks = 0
    let previous: Role | undefined
    for (const contributor of contributors) {
      const { role } = contributor
      if (role !== previous) blocks++
      previous = role
      const group = groups.get(role)
      if (group) group.push(contributor)
      else groups.set(role, [contributor])
    }
    for (const [role, members] of groups) writeNames(fieldOf[role], members, sink)
    // The byline goes back and forth between roles: their order is said apart.
    if (blocks > groups.size) sink.put('byline', contributors.map(({ role }) => role).join(', '))
  },
  read(source, draft) {
    const byRole = new Map<Role, Contributor[]>()
    for (const field of source.left()) {
      const role = contributorRoles.find((name) => fieldOf[name] === field)
      const value = role && source.take(field)
      if (role && value !== undefined) byRole.set(role, readNames(field, roleOf(role, source), value, source))
    }
    const order = split(source.take('byline') ?? '', ',')
    const contributors = order
      .map((role) => byRole.get(role as Role)?.shift()) // a word that is no role finds nothing
      .filter((found) => found !== undefined)
    const all = contributors.concat(...byRole.values())
    if (all.length > 0) draft.contributors = all
  },
}

/** biblatex says in `editortype` what kind of editor it is. */
function roleOf(role: Role, source: Source): Role {
  const type = role === 'editor' ? source.peek('editortype')?.trim().toLowerCase() : undefined
  const said = type === undefined ? undefined : contributorRoles.find((name) => name === type)
  if (said !== undefined) source.take('editortype')
  return said ?? role
}

function writeNames(field: string, members: readonly Contributor[], sink: Sink): void {
  const gathered: Gathered = new Map()
  let names = ''
  for (let at = 0; at < members.length; at++) {
    const member = members[at] as Contributor // `at` is within the list
    names += (at > 0 ? ' and ' : '') + writeName(member, at + 1, gathered, sink.text)
    annotate(member, at + 1, gathered, sink.text)
  }
  sink.put(field, names)
  for (const [name, values] of gathered) sink.putTight(`${field}+an:${name}`, values)
}

function gather(gathered: Gathered, name: string, number: number, latex: string): void {
  gathered.set(name, withAnnotation(gathered.get(name) ?? '', number, latex))
}

function annotate(member: Contributor, number: number, gathered: Gathered, text: LatexText): void {
  for (const property in member) {
    const annotation = annotations.get(property)
    if (annotation === undefined) continue
    const value = member[property as keyof Contributor] // `in` gives keys of the object
    if (value === undefined) continue
    const latex = typeof value === 'string' ? text(value) : formatNotation(value, annotation.schema, text)
    gather(gathered, annotation.name, number, latex)
  }
}

function writeName(member: Contributor, number: number, gathered: Gathered, text: LatexText): string {
  if (member.kind === 'literal') return `{${text(member.literal)}}`
  if (member.kind === 'group') {
    gather(gathered, 'kind', number, 'group')
    return `{${text(member.name)}}`
  }
  const { family, given, nonDroppingParticle, droppingParticle, suffix } = member
  const isPlain = nonDroppingParticle === undefined && droppingParticle === undefined && suffix === undefined
  if (isPlain && family !== undefined && given !== undefined && isSimpleName(family, given))
    return `${text(family)}, ${text(given)}`
  return writeFullName(member, number, gathered, text)
}

function writeFullName(person: Person, number: number, gathered: Gathered, text: LatexText): string {
  const { droppingParticle } = person
  const parts: NameParts = {}
  for (const key of ['family', 'given', 'nonDroppingParticle', 'suffix'] as const) {
    const part = person[key]
    if (part !== undefined) parts[key] = part
  }
  const given = [parts.given, droppingParticle].filter((part) => part !== undefined).join(' ')
  const name = formatName({ ...parts, ...(given && { given }) }, text)
  if (isWrapped(name)) gather(gathered, 'kind', number, parts.family === undefined ? 'given' : 'person')
  const isGivenAlone = droppingParticle === undefined && parts.given !== undefined && Object.keys(parts).length === 1
  // Whatever BibTeX would take apart differently is said again in full.
  if (!isGivenAlone && !isSame(readParts(name, droppingParticle), parts)) {
    gather(gathered, 'name', number, formatNotation(parts, partsSchema, text))
  }
  return name
}

const isSame = (a: NameParts, b: NameParts): boolean =>
  a.family === b.family &&
  a.given === b.given &&
  a.nonDroppingParticle === b.nonDroppingParticle &&
  a.suffix === b.suffix
