/** Judges what a shape cannot see: that names within the record point to something, and that parts say something. */
import type { Affiliation, Article, Contributor } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'

/** Adds a finding for every dangling or doubled affiliation id, nameless person, and calendar day that never was. */
export function judgeReferences(article: Article, findings: Finding[]): void {
  const ids = judgeAffiliations(article.affiliations ?? [], findings)
  for (const [i, contributor] of (article.contributors ?? []).entries()) {
    judgeContributor(contributor, `/contributors/${i}`, ids, findings)
    if (contributor.kind !== 'group') continue
    for (const [j, member] of (contributor.members ?? []).entries()) {
      judgeContributor(member, `/contributors/${i}/members/${j}`, ids, findings)
    }
  }
  if (article.title === undefined) {
    findings.push({
      severity: 'warning',
      code: 'title-missing',
      pointer: '/title',
      message: 'The article has no title; most formats and readers expect one.',
      remedy: 'Give the title as printed.',
    })
  }
}

function judgeAffiliations(affiliations: readonly Affiliation[], findings: Finding[]): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const [i, { id, ...said }] of affiliations.entries()) {
    const pointer = `/affiliations/${i}`
    if (ids.has(id)) {
      findings.push({
        severity: 'error',
        code: 'affiliation-id-twice',
        pointer: `${pointer}/id`,
        value: id,
        message: `Two affiliations have the id “${id}”.`,
        remedy: 'Give every affiliation of the article an id of its own.',
      })
    }
    ids.add(id)
    if (Object.keys(said).length > 0) continue
    findings.push({
      severity: 'error',
      code: 'affiliation-empty',
      pointer,
      value: id,
      message: 'This affiliation says nothing but its id.',
      remedy: 'Give its name, ror or literal text, or leave it out.',
    })
  }
  return ids
}

function judgeContributor(
  contributor: Contributor,
  pointer: string,
  ids: ReadonlySet<string>,
  findings: Finding[],
): void {
  if (contributor.kind === 'person' && contributor.family === undefined && contributor.given === undefined) {
    findings.push({
      severity: 'error',
      code: 'name-missing',
      pointer,
      message: 'A person needs a family or a given name.',
      remedy: 'Give family (and given), or the whole name as { "kind": "literal", "literal": "…" }.',
    })
  }
  for (const [i, id] of (contributor.affiliations ?? []).entries()) {
    if (ids.has(id)) continue
    findings.push({
      severity: 'error',
      code: 'affiliation-unknown',
      pointer: `${pointer}/affiliations/${i}`,
      value: id,
      message: `No affiliation of the article has the id “${id}”.`,
      remedy: `Add it to “affiliations”, or name one of: ${[...ids].slice(0, 20).join(', ') || 'none is given'}.`,
    })
  }
}
