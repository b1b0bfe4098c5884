/** What programs read of a landing page: meta elements in two vocabularies, JSON-LD, and the typed links of its headers. */
import { attribute, each, type Markup, markup, sequence } from '../text/markup.ts'
import type { TypedLink } from './signposting.ts'

export interface HeadParts {
  /** Highwire tags, which readers trust most and so stand first. */
  readonly tags: Markup
  readonly dublinCore: Markup
  /** A ScholarlyArticle of schema.org. */
  readonly jsonLd: string
  readonly links: readonly TypedLink[]
}

export const landingHead = ({ tags, dublinCore, jsonLd, links }: HeadParts): Markup =>
  sequence(
    tags,
    dublinCore,
    each(links, linkElement),
    // The writer has no “<” in it, which alone could end the script.
    markup`<script type="application/ld+json">\n${jsonLd as Markup}</script>\n`,
  )

const linkElement = ({ rel, href, type }: TypedLink): Markup =>
  markup`<link rel="${attribute(rel)}" href="${attribute(href)}"${
    type === undefined ? undefined : markup` type="${attribute(type)}"`
  }>\n`
