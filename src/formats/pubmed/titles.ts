/** Titles as MEDLINE writes them: with a stop at the end, and in square brackets where NLM has translated them. */

export interface Ended {
  readonly title: string
  /** The title stood in square brackets. */
  readonly isTranslation: boolean
}

/** Without NLM’s punctuation. */
export function endedTitle(text: string): Ended {
  const [, inner] = /^\[(.*)\](?: ?\(author['’]s transl\))?[.!?]?$/s.exec(text) ?? []
  const isTranslation = inner !== undefined && !inner.includes('[') && !inner.includes(']')
  const title = isTranslation && inner !== undefined ? inner : text
  return { title: title.replace(/(?<=[^.\s])\.$/, ''), isTranslation }
}
