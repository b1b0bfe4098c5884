/**
 * Reading the front matter of JATS: ours (text to draft) beside a bare parse of the same bytes by libxml2, which any
 * reader in this process would begin with. Articles by our own writer, with a body as long as those of journals.
 */
import { XmlDocument } from 'libxml2-wasm'
import { jats } from '../../src/formats/jats.ts'
import { median } from '../median.ts'
import { synthetic } from '../synthetic.ts'
import type { ReaderRow } from './row.ts'

const count = 20

/** About 60 kB of sections, citations and tables: four parts in five of a full article. */
function body(n: number): string {
  const words =
    'The <italic>growth</italic> of roots in H<sub>2</sub>O was measured <xref ref-type="bibr" rid="B1">[1]</xref> '
  const paragraph = `<p>${words.repeat(6)}&amp; found to be ${n} mm.</p>\n`
  const row = '<tr><td align="left">root</td><td>1.5</td><td>&#x2013;</td></tr>\n'
  const table = `<table-wrap id="T1"><table><tbody>${row.repeat(10)}</tbody></table></table-wrap>\n`
  return `<body>\n${`<sec>\n<title>Part</title>\n${paragraph.repeat(8)}${table}</sec>\n`.repeat(9)}</body>`
}

const article = (n: number): string => {
  const front = jats.write(synthetic(n))
  return front.includes('<back>')
    ? front.replace('<back>', () => `${body(n)}<back>`)
    : front.replace('</article>', () => `${body(n)}</article>`)
}

function bareParse(text: string): boolean {
  const document = XmlDocument.fromString(text)
  const isRead = document.root.name === 'article'
  document.dispose()
  return isRead
}

/** Megabytes a second of both, rounds interleaved so that a busy machine is busy for both. */
export function measure(rounds: number): ReaderRow[] {
  const texts = Array.from({ length: count }, (_, n) => article(n))
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6
  const programs = { ours: (text: string) => jats.read(text).length === 1, bare: bareParse } as const
  const runs = { ours: [] as number[], bare: [] as number[] } // filled below
  for (let round = 0; round < rounds + 2; round++) {
    for (const name of ['ours', 'bare'] as const) {
      const start = process.cpuUsage()
      for (const text of texts) if (!programs[name](text)) throw new Error(`${name} does not read an article.`)
      const { user, system } = process.cpuUsage(start)
      // The first rounds warm up.
      if (round > 1) runs[name].push(megabytes / ((user + system) / 1e6))
    }
  }
  return [jatsRow(median(runs.ours), median(runs.bare))]
}

const jatsRow = (ours: number, yardstick: number): ReaderRow => ({
  name: 'JATS front matter',
  ours,
  yardstick,
  yardstickName: 'a bare libxml2-wasm parse',
  target: 0.5,
  unit: 'MB of article',
})
