/** Presentation MathML within JATS: what its DTD does not allow on an element is left out. */

import type { Markup } from '../../text/markup.ts'
import { formatMath, type MathElement } from '../../text/mathml.ts'

const boolean = /^(?:true|false)$/
const any = /^/
const variant =
  /^(?:normal|bold|italic|bold-italic|double-struck|bold-fraktur|script|bold-script|fraktur|sans-serif|bold-sans-serif|sans-serif-italic|sans-serif-bold-italic|monospace|initial|tailed|looped|stretched)$/
const styles = {
  mathvariant: variant,
  stretchy: boolean,
  fence: boolean,
  separator: boolean,
  separators: any,
  open: any,
  close: any,
  accent: boolean,
  accentunder: boolean,
  width: any,
  displaystyle: boolean,
  linethickness: any,
  columnalign: any,
  notation: any,
}
const token = { mathvariant: variant }

/** Attributes of each element in the MathML 3 DTD with the values they take. */
const allowed: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  math: { ...styles, display: /^(?:block|inline)$/, alttext: any },
  mstyle: styles,
  mpadded: { width: any },
  menclose: { notation: any },
  mfenced: { separators: any, open: any, close: any },
  mfrac: { linethickness: any },
  munder: { accentunder: boolean },
  mover: { accent: boolean },
  munderover: { accent: boolean, accentunder: boolean },
  mtable: { width: any, displaystyle: boolean, columnalign: any },
  mtr: { columnalign: any },
  mtd: { columnalign: /^(?:left|center|right)$/ },
  mi: token,
  mn: token,
  mo: { mathvariant: variant, stretchy: boolean, fence: boolean, separator: boolean, accent: boolean },
  mtext: token,
  ms: token,
  mspace: { mathvariant: variant, width: any },
}

export const writeMath = (math: MathElement): Markup => formatMath(valid(math), 'mml:') as Markup // formatMath escapes

function valid(element: MathElement): MathElement {
  const table = allowed[element.name] ?? {}
  return {
    name: element.name,
    attributes: Object.fromEntries(
      Object.entries(element.attributes).filter(([name, value]) => table[name]?.test(value) === true),
    ),
    children: element.children.map((child) => (typeof child === 'string' ? child : valid(child))),
  }
}
