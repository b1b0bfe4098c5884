/** The output layer: what leaves is clean, whatever comes in. */
import fc from 'fast-check'
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'
import t from 'tap'
import { createCatalogue } from '../../src/styles/catalogue.ts'
import { formatRuns, formNames, forms, listOf } from '../../src/styles/forms.ts'
import { readItem } from '../../src/styles/item.ts'
import { createRenderer } from '../../src/styles/renderer.ts'
import { runsOf } from '../../src/styles/runs.ts'

const renderer = createRenderer(createCatalogue(), 2)
const manner = { style: 'vancouver', locale: 'en-US', as: 'html', marks: true } as const

t.test('the engine’s HTML is reduced to i, b, sub, sup, small capitals and links', async (t) => {
  const html = (engine: string) => formatRuns(runsOf(engine), forms.html)
  const cases: readonly (readonly [string, string])[] = [
    [
      '  <div class="csl-entry">\n    <div class="csl-left-margin">1.</div><div class="csl-right-inline">A</div>\n</div>',
      '1. A',
    ],
    ['<i>a <span style="font-style:normal;">b</span> c</i>', '<i>a</i> b <i>c</i>'],
    ['<span style="font-variant:small-caps;">A</span>', '<span style="font-variant:small-caps">A</span>'],
    ['<span style="text-decoration:underline;">u</span><em>e</em>', 'u<i>e</i>'],
    ['a &#38; b &#60;c&#62; "d"', 'a &amp; b &lt;c&gt; "d"'],
    ['<b>1<i>2</i></b><sup>3</sup>', '<i></i>'],
    ['<a href="x">10.1/a</a>', '10.1/a'],
    ['<a href="x">10.1234/a&#60;b</a>', '<a href="https://doi.org/10.1234/a%3Cb">10.1234/a&lt;b</a>'],
    ['<a href="x">javascript:alert(1)</a>', 'javascript:alert(1)'],
    ['', ''],
  ]
  for (const [engine, ours] of cases) if (ours !== '<i></i>') t.equal(html(engine), ours)
  t.equal(html('<b>1<i>2</i></b><sup>3</sup>'), '<b>1</b><i><b>2</b></i><sup>3</sup>')
})

t.test('RTF is seven-bit and balanced; Markdown begins no list and no mark', async (t) => {
  const runs = runsOf('1. <i>Über {x} \\ 😀 </i>*_[a]_* &#60;b&#62;')
  t.equal(formatRuns(runs, forms.rtf), '1. {\\i \\u220?ber \\{x\\} \\\\ \\u-10179?\\u-8704?} *_[a]_* <b>')
  t.equal(
    forms.markdown.alone(formatRuns(runs, forms.markdown)),
    '1\\. *Über {x} \\\\ 😀* \\*\\_\\[a\\]\\_\\* \\<b\\>\n',
  )
  t.equal(listOf(['a', 'b'], forms.html), '<ul class="references">\n<li>a</li>\n<li>b</li>\n</ul>\n')
  t.equal(listOf([], forms.rtf), '')
})

const allowed = new Set(['#document-fragment', '#text', 'i', 'b', 'sub', 'sup', 'span', 'a'])

t.test('whatever an item says, HTML has no other tags, no handlers, and no addresses but http(s)', async (t) => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '"><b onmouseover=x>',
      'javascript:alert(1)',
      '<i>a</b> & &lt; &amp;lt;',
      'https://x.org/"onclick="a',
      '\u0000\ud800',
    ),
  )
  const item = fc.record({
    type: fc.constantFrom('article-journal', 'book', 'webpage'),
    title: text,
    'container-title': text,
    author: fc.array(fc.record({ family: text, given: text }), { maxLength: 3 }),
    URL: text,
    DOI: text,
    page: text,
    volume: text,
  })
  fc.assert(
    fc.property(item, (given) => {
      const html = renderer.reference(readItem(given) ?? { type: 'book' }, manner)
      const visit = (node: DefaultTreeAdapterMap['node']): void => {
        if (!allowed.has(node.nodeName)) throw new Error(`${node.nodeName} in ${html}`)
        for (const { name, value } of 'attrs' in node ? node.attrs : []) {
          const isFine =
            (name === 'href' && /^https?:\/\//i.test(value)) ||
            (name === 'style' && value === 'font-variant:small-caps')
          if (!isFine) throw new Error(`${name}="${value}" in ${html}`)
        }
        for (const child of 'childNodes' in node ? node.childNodes : []) visit(child)
      }
      visit(parseFragment(html))
      const plain = renderer.reference(readItem(given) ?? { type: 'book' }, { ...manner, as: 'text' })
      if (/[\n\r]/.test(plain)) throw new Error(plain)
    }),
    { numRuns: 40 },
  )
  t.pass()
})

t.test('an item of any shape is read or refused, and never makes the engine fail', async (t) => {
  t.equal(readItem(null), undefined)
  t.equal(readItem([]), undefined)
  t.equal(readItem({ custom: {} }), undefined)
  t.strictSame(readItem({ title: ['A'], author: 'B', issued: '2020', type: 'journal-article', multi: {} }), {
    title: 'A',
    author: [{ literal: 'B' }],
    issued: { raw: '2020' },
    type: 'article-journal',
  })
  t.strictSame(readItem({ issued: { 'date-parts': [['2020', '2'], [null]] }, author: [null, {}, { name: 'C' }] }), {
    issued: { 'date-parts': [[2020, 2]] },
    author: [{ literal: 'C' }],
    type: 'document',
  })
  const names = [
    'title',
    'author',
    'issued',
    'page',
    'number',
    'volume',
    'editor',
    'accessed',
    'language',
    'type',
    'id',
  ]
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 3 })), (given) => {
      const item = readItem(given)
      if (item) for (const as of formNames) renderer.reference(item, { ...manner, as })
    }),
    { numRuns: 40 },
  )
})
