/** A table in Markdown. */
const cell = (value: string | number) => String(value).replace(/\|/g, '\\|').replace(/\s+/g, ' ').slice(0, 300)

export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')
