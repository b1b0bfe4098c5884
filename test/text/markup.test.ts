import { equal } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { attribute, each, element, leaf, markup, none, sequence, text, wrap } from '../../src/text/markup.ts'
import { parseXml } from '../../src/text/xml.ts'

t.test('text and attributes are escaped', async (t) => {
  t.equal(text('a < b & "c" > \r'), 'a &lt; b &amp; "c" &gt; &#13;')
  t.equal(attribute('<"&\t\n>'), '&lt;&quot;&amp;&#9;&#10;&gt;')
  t.equal(element('a', text('<'), { b: '"', c: undefined }), '<a b="&quot;">&lt;</a>')
})

t.test('what XML 1.0 cannot hold is left out, half surrogates become U+FFFD', async (t) => {
  t.equal(text('a\u0000\u0008\u000b\u001f\ufffe\uffffb'), 'ab')
  t.equal(attribute('\ud800x😀'), '\ufffdx😀')
})

t.test('elements without content', async (t) => {
  t.equal(element('a'), '<a/>')
  t.equal(wrap('a', none), '')
  t.equal(leaf('a', undefined), '')
  t.equal(leaf('a', ''), '')
})

t.test('lists, sequences and templates', async (t) => {
  t.equal(
    each(['x', 'y'], (name, i) => leaf(name, String(i))),
    '<x>0</x><y>1</y>',
  )
  t.equal(
    each(undefined, () => none),
    '',
  )
  t.equal(sequence(leaf('a', '1'), none, leaf('b', '2')), '<a>1</a><b>2</b>')
  t.equal(markup`<p>${text('<')}${undefined}</p>`, '<p>&lt;</p>')
})

t.test('whatever is written can be parsed and says the same', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const { attributes, children } = parseXml(element('a', text(value), { b: value }))
      const legal = value.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').toWellFormed()
      equal(attributes.b, legal)
      equal(children.join(''), legal)
    }),
    { numRuns: 200 },
  )
  t.pass()
})
