import t from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { child, descendants, elements, parseXml, peekXml, rawText, textOf } from '../../src/text/xml.ts'

t.test('a tree by local names, whatever the prefixes', async (t) => {
  const tree = parseXml('<j:a xmlns:j="urn:x" xmlns:l="urn:l"><j:b l:href="u" xml:lang="de">x <j:c>y</j:c></j:b></j:a>')
  t.match(tree, { name: 'a', children: [{ name: 'b', attributes: { href: 'u', lang: 'de' } }] })
  t.equal(textOf(child(tree, 'b')), 'x y')
  t.equal(textOf(child(tree, 'b/c')), 'y')
  t.equal(rawText(child(tree, 'b'), new Set(['c'])), 'x ')
  t.equal(elements(tree, 'c').length, 0)
  t.equal(descendants(tree, 'c').length, 1)
})

t.test('undeclared prefixes and odd namespace names are read past', async (t) => {
  t.match(parseXml('<a xmlns:x="bad\n uri"><ns4:p z:q="1">text</ns4:p></a>'), {
    children: [{ name: 'p', attributes: { q: '1' }, children: ['text'] }],
  })
})

t.test('CDATA joins the text around it; comments and processing instructions are passed by', async (t) => {
  const tree = parseXml('<?xml version="1.0"?><a>x<!-- <? --><?page 1?><![CDATA[<y> <?no?>]]></a><?end?>')
  t.strictSame(tree.children, ['x<y> <?no?>'])
})

t.test('names of characters are known without a DTD, and unknown ones stay', async (t) => {
  t.strictSame(parseXml('<a>&aacute;&ndash;&nbsp;&fdg;&amp;&#233;</a>').children, ['á–\u00a0&fdg;&é'])
})

t.test('a DOCTYPE is accepted and never fetched', async (t) => {
  for (const doctype of [
    '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE a PUBLIC "-//X//Y" "http://192.0.2.1/x.dtd" [ <!-- ]> --> <!ELEMENT a ANY> <!ENTITY % p "]>"> ]>',
  ]) {
    t.strictSame(parseXml(`<?xml version="1.0" encoding="ISO-8859-1"?>${doctype}<a>é</a>`).children, ['é'])
  }
})

const refused: Readonly<Record<string, readonly [text: string, said: RegExp]>> = {
  'an entity declaration': ['<!DOCTYPE a [\n<!ENTITY x "y">]><a>&x;</a>', /^Line 1: The DOCTYPE declares entities/],
  'a tag that is not closed': ['<a>\n<b></a>', /^Line 2: This is not well-formed XML/],
  nothing: ['', /^Line 1/],
  text: ['hello', /^Line 1/],
  'a second root': ['<a/>\n<b/>', /^Line 2/],
  'a control character': ['<a>\u0001</a>', /^Line 1/],
  'more than 256 levels': ['<a>'.repeat(300) + '</a>'.repeat(300), /depth/],
  'an unclosed DOCTYPE': ['<!DOCTYPE a [ <!-- '.repeat(1000), /^Line 1/],
}
for (const [what, [text, said]] of Object.entries(refused)) {
  t.test(`${what} is refused, with its line`, async (t) => {
    const error = refusalOf(text)
    t.type(error, Refusal)
    t.match(error, { code: 'unreadable', message: said })
  })
}

function refusalOf(text: string): unknown {
  try {
    return parseXml(text)
  } catch (error) {
    return error
  }
}

t.test('elements that are not wanted come back empty', async (t) => {
  t.strictSame(child(parseXml('<a><body>x<p/></body></a>', { skip: new Set(['body']) }), 'body')?.children, [])
})

t.test('the root is seen without parsing', async (t) => {
  t.match(peekXml('\ufeff<?xml version="1.0"?>\n<!-- <b> --><!DOCTYPE x:a PUBLIC "P" "S"><x:a y="1">rest'), {
    root: 'a',
    tag: '<x:a y="1">',
    doctype: '<!DOCTYPE x:a PUBLIC "P" "S">',
  })
  t.match(peekXml('no'), { root: '' })
})
