/** The light tree is that of libxml2, node by node. */
import fc from 'fast-check'
import { ParseOption, XmlCData, XmlDocument, XmlElement, XmlText } from 'libxml2-wasm'
import t from 'tap'
import type { XmlNode } from '../../src/text/xml.ts'
import { prepareXml } from '../../src/text/xml-source.ts'
import { treeOf } from '../../src/text/xml-tree.ts'

interface Plain {
  readonly name: string
  readonly attributes: Record<string, string | undefined>
  readonly children: readonly (Plain | string)[]
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

function ofBinding(node: XmlElement): Plain {
  const children: (Plain | string)[] = []
  for (let kid = node.firstChild; kid !== null; kid = kid.next) {
    if (kid instanceof XmlElement) children.push(ofBinding(kid))
    else if ((kid instanceof XmlText || kid instanceof XmlCData) && kid.content !== '') {
      const last = children.at(-1)
      if (typeof last === 'string') children[children.length - 1] = last + kid.content
      else children.push(kid.content)
    }
  }
  const attributes = Object.fromEntries(node.attrs.map((one) => [localName(one.name), one.value]))
  return { name: localName(node.name), attributes, children }
}

const ofTree = ({ name, attributes, children }: XmlNode): Plain => ({
  name,
  attributes: { ...attributes },
  children: children.map((kid) => (typeof kid === 'string' ? kid : ofTree(kid))),
})

const text = fc.constantFrom(
  'x',
  ' a\r\nb ',
  '&amp;',
  '&#x3b1;&#945;',
  '&lt;b&gt;',
  '>',
  '&alpha;',
  '\'"',
  '\r',
  '\n\n',
  '😀',
)
const value = fc.constantFrom('', 'v', 'a\r\n\tb', '&quot;&apos;', "it's", '>', '&#10;', ' /> ')
const name = fc.constantFrom('a', 'b.c', 'x:d', 'é', '_e')
const inner: fc.Arbitrary<string> = fc.letrec<{ node: string; list: string }>((tie) => ({
  list: fc.array(tie('node'), { maxLength: 4 }).map((parts) => parts.join('')),
  node: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.constantFrom('<!-- <a> & -->', '<![CDATA[<a> & ]]>', '<![CDATA[]]>', '<?pi <a>?>'),
    fc.tuple(name, value, tie('list'), fc.nat(3)).map(([tag, said, list, form]) => {
      const attributes = form === 0 ? '' : ` p="${said.replace(/"/g, '')}"\n\tx:q = '${said.replace(/'/g, '')}'`
      return list === '' && form < 2 ? `<${tag}${attributes} />` : `<${tag}${attributes}>${list}</${tag}\n>`
    }),
  ),
})).list

t.test('any document has the same tree', async (t) => {
  fc.assert(
    fc.property(inner, (list) => {
      const source = prepareXml(
        `<?xml version="1.0"?>\n<!-- c --><r xmlns:x="urn:x" xmlns="urn:r">${list}</r>\n<!-- d -->`,
      )
      const document = XmlDocument.fromString(source, { option: ParseOption.XML_PARSE_NOCDATA })
      try {
        t.strictSame(ofTree(treeOf(source, new Set())), ofBinding(document.root), source)
      } finally {
        document.dispose()
      }
    }),
    { numRuns: 150 },
  )
})

t.test('lines are those of the source', async (t) => {
  const tree = treeOf('<a>\n<b\n c="1"/>\n\n<d/></a>', new Set())
  const lines = tree.children.flatMap((kid) => (typeof kid === 'string' ? [] : [kid.line]))
  t.strictSame(lines, [2, 5])
})
