/** Small pictures, drawn once in each place: no request, and in the colour of the text. They say nothing by themselves. */
import { type Markup, markup } from '../text/markup.ts'

const drawings = {
  emblem: markup`<path fill="currentColor" d="M3 1h7l3 3v11H3z"/><path class="cut" d="M5 6.5h6M5 9h6M5 11.5h3"/>`,
  theme: markup`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/><path fill="currentColor" d="M8 2a6 6 0 0 1 0 12z"/>`,
  search: markup`<circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" stroke-width="1.6"/><path stroke="currentColor" stroke-width="1.6" d="m10.5 10.5 4 4"/>`,
  orcid: markup`<circle cx="8" cy="8" r="8" class="orcid-disc"/><path class="orcid-id" d="M4.9 5h1.1v6.6H4.9zM5.45 3.1a.7.7 0 1 1 0 1.4.7.7 0 0 1 0-1.4zM7.3 5h2.6c2.4 0 3.5 1.8 3.5 3.3 0 1.9-1.5 3.3-3.5 3.3H7.3zm1.1 1v4.6h1.4c1.9 0 2.5-1.3 2.5-2.3 0-1.4-.9-2.3-2.5-2.3z"/>`,
} as const satisfies Readonly<Record<string, Markup>>

export const icon = (name: keyof typeof drawings): Markup =>
  markup`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${drawings[name]}</svg>`
