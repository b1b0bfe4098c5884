import t from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { child, elements, parseXml, textOf } from '../../src/text/xml.ts'

/** Texts that are made to cost time, memory or secrets: each is refused at once, with its line. */
const attacks: Readonly<Record<string, () => string>> = {
  'ten thousand levels': () => '<a>'.repeat(10_000) + '</a>'.repeat(10_000),
  'levels without end': () => '<a b="c">'.repeat(100_000),
  'entities within entities': () =>
    `<!DOCTYPE a [<!ENTITY x0 "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY x${i + 1} "&x${i};&x${i};">`).join('')}]><a>&x30;</a>`,
  'a million entities': () => `<!DOCTYPE a [${'<!ENTITY x "y">'.repeat(100_000)}]><a>&x;</a>`,
  'an entity that is a file': () => '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  'text after the root': () => '<a/>text',
  'an attribute of fifty million characters': () => `<a b="${'x'.repeat(50_000_000)}"/>`,
  'a text of fifty million characters': () => `<a>${'x'.repeat(50_000_000)}</a>`,
  'a CDATA section without end': () => `<a><![CDATA[${'<![CDATA['.repeat(100_000)}`,
  'comments without end': () => `<a>${'<!-- '.repeat(100_000)}`,
  'bodies without end': () => `<a>${'<body>'.repeat(100_000)}`,
  'instructions without end': () => `<a>${'<?x '.repeat(100_000)}`,
  'fifty million characters of levels': () => '<a>'.repeat(16_000_000),
  'fifty million characters of “<”': () => `<a>${'<'.repeat(50_000_000)}`,
  'a comment of fifty million characters': () => `<a><!-- ${'x'.repeat(50_000_000)} --></a>`,
  'a DOCTYPE of fifty million characters': () => `<!DOCTYPE a [${'<!ENTITY x "y">'.repeat(3_300_000)}]><a>&x;</a>`,
  'bytes of UTF-16': () => Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>b</a>', 'utf16le').toString('latin1'),
  'the same attribute twenty thousand times': () => `<a ${'b="c" '.repeat(20_000)}/>`,
}

for (const [what, make] of Object.entries(attacks)) {
  t.test(`${what}: refused, soon (T13)`, async (t) => {
    const text = make()
    const start = performance.now()
    let error: unknown
    try {
      parseXml(text, { skip: new Set(['body']) })
    } catch (thrown) {
      error = thrown
    }
    const took = performance.now() - start
    t.type(error, Refusal)
    t.match(error, { code: 'unreadable', message: /^Line \d+: / })
    // A shared machine may be slow; on its own it takes a tenth of this.
    t.ok(took < 500, `${took} ms`)
  })
}

t.test('another encoding may be declared: the text is characters by now', async (t) => {
  t.equal(textOf(parseXml('<?xml version="1.0" encoding="UTF-16"?><a>é</a>')), 'é')
})

t.test('content that is not wanted goes before the parser', async (t) => {
  const text = `<a>
<!-- <body> --><![CDATA[<body>]]>
<body x=">"><body/><p><body>in</body></p>
<!-- </body> --><![CDATA[</body>]]></body>
<b>out</b><j:body>prefixed</j:body></a>`
  const tree = parseXml(text, { skip: new Set(['body']) })
  t.strictSame(child(tree, 'body')?.children.join('').trim(), '')
  t.match(child(tree, 'b'), { line: 5, children: ['out'] })
  t.notMatch(textOf(tree), /in\b|prefixed/)
  t.match(textOf(tree), /^<body> out$/)
  t.strictSame(parseXml('<a><body>&undeclared; < x</body></a>', { skip: new Set(['body']) }).children.length, 1)
})

t.test('names of the prototype are names', async (t) => {
  const tree = parseXml('<a __proto__="x" constructor="y"><__proto__>z</__proto__></a>')
  t.equal(textOf(child(tree, '__proto__')), 'z')
  t.equal(Object.getPrototypeOf(tree.attributes), Object.prototype)
})

t.test('long texts whose attributes look like tags are read', async (t) => {
  const odd = `<b c=">"/><b c='/>'>x</b><!-- <b> --><![CDATA[<b>]]>`
  const tree = parseXml(`<a>${odd.repeat(25_000)}</a>`)
  t.equal(elements(tree, 'b').length, 50_000)
  const deep = `<a>${'<b>'.repeat(200)}${'x'.repeat(1_100_000)}${'</b>'.repeat(200)}</a>`
  t.equal(textOf(parseXml(deep))?.length, 1_100_000)
})

t.test('what libxml2 would report a million times is refused at the first', async (t) => {
  const cases: readonly (readonly [text: string, says: RegExp])[] = [
    [`<a>\n${'&'.repeat(1_200_000)}</a>`, /^Line 2: .*“&” begins no reference/],
    [`<a>\n${'&b'.repeat(600_000)}</a>`, /^Line 2: .*“&” begins no reference/],
    [`<a>\n<b${' c="d"'.repeat(200_000)}`, /^Line 2: .*never ends/],
    [`${'<!---->'.repeat(200_000)}<a/>`, /^Line 1: The root element does not begin/],
  ]
  for (const [text, says] of cases) t.throws(() => parseXml(text), { code: 'unreadable', message: says })
})

t.test('of a long text only what is wanted must be well-formed', async (t) => {
  const filling = `<?x a&b?><!-- & --><![CDATA[ & ]]>`
  const text = `<a>${filling}<t>T &amp; &alpha; &#945;</t><body>${'R&D '.repeat(300_000)}</body></a>`
  t.equal(textOf(child(parseXml(text, { skip: new Set(['body']) }), 't')), 'T & α α')
})
