/** Texts that are made to cost time: deep, long, or swelling. Each is to be refused cleanly, or read, and at once. */

export interface Attack {
  readonly name: string
  /** The text of about so many characters. */
  readonly text: (size: number) => string
}

const filled = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length))
const row = (name: string, unit: string, head = '', tail = ''): Attack => ({
  name,
  text: (size) => head + filled(unit, size) + tail,
})
const tower = (name: string, open: string, close: string): Attack => ({
  name,
  text: (size) => {
    const levels = Math.ceil(size / (open.length + close.length))
    return open.repeat(levels) + close.repeat(levels)
  },
})

const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')

export const attacks: readonly Attack[] = [
  row('JSON lists that open and never close', '['),
  tower('JSON lists in lists', '[', ']'),
  row('JSON objects that open and never close', '{"doi":'),
  row('a list of JSON that opens after a record', '[', '{"doi":"10.5555/x","type":'),
  row('a text of JSON that never ends', 'a', '{"doi":"'),
  row('backslashes in a text of JSON', '\\', '{"doi":"'),
  row('lines of JSON that break off', '{"doi":\n'),
  row('XML elements that open and never close', '<a>'),
  tower('XML elements in elements', '<article>', '</article>'),
  row('XML elements in a front', '<p>', '<article><front>'),
  row('XML attributes without end', ' a="b"', '<article><front'),
  row('an XML attribute without end', 'a', '<article><front a="'),
  row('an XML comment without end', 'a', '<!--'),
  row('comments before the XML', '<!---->', '', '<article><front/></article>'),
  row('instructions before the XML', '<?a b?>', '', '<article><front/></article>'),
  row('a DOCTYPE without end', 'a ', '<!DOCTYPE article ['),
  row('a CDATA section without end', 'a', '<article><front><![CDATA['),
  row('“<” in a row', '<'),
  row('“&” in a row', '&', '<article><front>'),
  {
    name: 'entities of entities',
    text: () => `<!DOCTYPE a [<!ENTITY l0 "lol">${laughs}]><article><front>&l9;</front></article>`,
  },
  {
    name: 'an entity from a file',
    text: () => '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><article><front>&x;</front></article>',
  },
  row('HTML elements in elements', '<div>', '<html><body>'),
  row('braces in BibTeX', '{', '@article{a, title = '),
  row('entries of BibTeX that break off', '@article{', '@article{a,\n'),
  row('strings of BibTeX joined', ' # a', '@string{a = "x"}\n@article{b, title = a'),
  row('lists in YAML', '[', 'cff-version: 1.2.0\ntitle: '),
  row('levels of YAML', '- ', 'cff-version: 1.2.0\nauthors:\n  '),
  row('a quotation mark of CSV that never closes', 'a,', 'doi,title\n"'),
  row('quotation marks of CSV', '"', 'doi,title\n'),
  row('tags of RIS without a record', 'TY  - \n'),
  row('one value of RIS', 'a ', 'TY  - JOUR\nTI  - '),
  row('tags of Refer without a record', '%0 \n'),
  row('tags of MEDLINE without a record', 'PMID- \n'),
  row('one letter', 'a'),
  row('blanks', ' '),
  row('ends of lines', '\n'),
  row('NULs', '\0'),
  row('“%” in a row', '%'),
  row('“@” in a row', '@'),
  row('words of a page', 'Received 3 May 2024 '),
  row('lines of a page', 'Jan Berg1, Ida Lund2\n'),
]
