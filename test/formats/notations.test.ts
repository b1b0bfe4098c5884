import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { guessFormat } from '../../src/formats/index.ts'
import { notationOf } from '../../src/formats/notations.ts'
import { pageText } from '../../src/formats/page-text.ts'

/** Texts that are no article pages though they speak of articles, and what the refusal is to say of them. */
const texts: readonly (readonly [what: string, text: string, says: RegExp])[] = [
  [
    'Biblioscape',
    '--AU-- Berg, J.; Lund, I.\n--TI-- Tidal clocks of stone crabs\n--ST-- Journal of Shores\n--YP-- 2004\n--VL-- 12\n--PS-- 1\n------\n',
    /Biblioscape.*“--AU--”/,
  ],
  [
    'Inspec',
    'Record.*INSPEC.*\n\nTI ~ Tidal clocks of stone crabs\nAU ~ Berg, Jan\nSO ~ J. Shores. 2004; 12: 20\nPY ~ 2004\n',
    /Inspec.*“TI”/,
  ],
  [
    'Web of Science',
    'FN ISI Export Format\nVR 1.0\nPT J\nAU Berg, J\n   Lund, I\nTI Tidal clocks of stone\n   crabs\nSO SHORES\nPY 2004\nDI 10.5555/x\nER\n',
    /Web of Science.*“FN ISI”/,
  ],
  [
    'Ovid',
    '<1>\nAccession Number\n  00001-2.\nAuthor\n  Berg, Jan 1;  Lund, Ida 1\nInstitution\n  (1)University of Shores\nTitle\n  Tidal clocks.[Article]\nSource\n  Shores.   28(2):103-106, April 2015.\nDOI Number\n  10.5555/x\n',
    /Ovid/,
  ],
  [
    'lines of two letters',
    'TI Tidal clocks of stone crabs\nAU Berg, Jan\nAU Lund, Ida\nJT Journal of Shores\nPY 2004\nVL 12\nAB Received by the sea.\n',
    /tagged lines such as “TI”/,
  ],
  [
    'names and values',
    'author: Berg, Jan\njournal: Journal of Shores\ndoi: 10.5555/x\nnumber: 20\nyear: 2004\ntitle: Tidal clocks of stone crabs\nvolume: 79\n',
    /names and values.*“author:”/,
  ],
  [
    'RDF/XML',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="http://dx.doi.org/10.5555/x"/></rdf:RDF>',
    /first element is “RDF”/,
  ],
  [
    'N-Triples',
    '<http://dx.doi.org/10.5555/x> <http://purl.org/dc/terms/title> "Tidal clocks" .\n<http://dx.doi.org/10.5555/x> <http://purl.org/dc/terms/date> "2004" .\n<http://dx.doi.org/10.5555/x> <http://prismstandard.org/volume> "12" .\n',
    /N-Triples/,
  ],
  ['Turtle', '# a graph\n@prefix dc: <http://purl.org/dc/terms/> .\n<x> dc:title "Tidal clocks" .\n', /Turtle/],
  [
    'an answer of OAI-PMH',
    '<OAI-PMH><request>x</request><error code="badResumptionToken">old</error></OAI-PMH>',
    /OAI-PMH with the error “badResumptionToken”/,
  ],
  [
    'an e-mail',
    'From: list@shores.example\nSubject: New papers\nDate: 3 May 2004\n\n1. Tidal clocks\nBy: Jan Berg (University of Shores)\nKeywords: tides\n',
    /e-mail/,
  ],
  [
    'a program',
    '#!/usr/bin/env python\n# Author: Jan Berg, University of Shores\n# doi: 10.5555/x\nprint("Abstract")\n',
    /program/,
  ],
  [
    'source text',
    "import { tide } from './tide.js'\n\n// Volume 12, issue 3: see doi 10.5555/x\nexport function clock(abstract) {\n  const received = tide(abstract);\n  return received\n}\n",
    /source text/,
  ],
  [
    'a log',
    '2024-03-05 10:00:00 INFO deposit doi 10.5555/x accepted\n2024-03-05 10:00:01 INFO published\n2024-03-05 10:00:02 WARN volume 12\n',
    /log/,
  ],
  [
    'a README',
    '# tide-clock\n\nAbstracts of tides. Published by the University of Shores, doi 10.5555/x\n\n## Installation\n\n```\nnpm install tide-clock\n```\n\n## Usage\n\n`tide.clock()` writes to stdout. See https://github.com/example/tide-clock\n\n## License\n\nMIT\n',
    /documentation of software/,
  ],
  [
    'a licence',
    'Tide Clock Licence\n\nCopyright 2004 Jan Berg, Ida Lund\n\nRedistribution and use in source and binary forms, with or without modification, are permitted.\nJan Berg, Ida Lund\n',
    /licence of software/,
  ],
  ['TeX', '% tides\n\\documentclass{article}\n\\title{Tidal clocks}\n\\begin{abstract}x\\end{abstract}\n', /TeX/],
  ['PDF', '%PDF-1.4\n%âãÏÓ\n1 0 obj doi 10.5555/x\n', /PDF/],
  ['UTF-16 taken for UTF-8', Array.from('@article{a, title={Tidal clocks}}', (one) => `${one}\0`).join(''), /UTF-16/],
  ['MARC', '00714cam a2200205 a 4500001001300000003000600013 doi 10.5555/x Jan Berg', /MARCXML/],
  ['settings', '[volume]\nissue = 12\ndoi = 10.5555/x\nabstract = none\n', /settings/],
]

t.test('what is no article page is not read as one, and the refusal says what it looks like', async (t) => {
  for (const [what, text, says] of texts) {
    for (const read of [
      () => pageText.read(text),
      () => guessFormat(text).read(text),
      () => guessFormat(text.replaceAll('\n', '\r\n')).read(text.replaceAll('\n', '\r\n')),
    ]) {
      try {
        read()
        t.fail(`${what} was read`)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        t.equal(error.code, 'unreadable', what)
        t.match(error.message, says, what)
      }
    }
  }
})

t.test('a text of which nothing speaks for an article page says so', async (t) => {
  t.throws(() => guessFormat('The tide rose twice that day, and nobody counted the crabs on the long stone wall.'), {
    code: 'unreadable',
    message: /nothing in it tells the page of an article/,
  })
})

const folders = ['test/fixtures/page-text', '../shared/pages'].filter((folder) => existsSync(folder))
t.test('a page is not taken for a notation', async (t) => {
  for (const folder of folders)
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt')))
      t.equal(notationOf(readFileSync(`${folder}/${file}`, 'utf8')), undefined, file)
})

t.test('an article about a program, under a free licence, is an article', async (t) => {
  const page = `Journal of Invented Programs

Research article

tidetools: counting tides from the command line

Jan Berg 1, Ida Lund 2

1 University of Shores, Bergen, Norway
2 Institute of Tides, Lund, Sweden

Received: 3 March 2024 / Accepted: 5 May 2024
https://doi.org/10.5555/tidetools.1

Abstract
The source code of tidetools runs on Linux, is under the GNU General Public License, and is found at
https://github.com/example/tidetools; run pip install tidetools, then tide --help, which writes to stdout what
clock() gives. A bug in the compiler is worked around.

Keywords: tides; clocks; software
`
  const [reading] = guessFormat(page).read(page)
  t.ok(reading && 'draft' in reading && reading.draft.title === 'tidetools: counting tides from the command line')
})
