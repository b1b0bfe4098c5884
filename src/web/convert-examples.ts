/** Records to try the conversion with: invented, each short, and each showing something that a format says in its own way. */
export interface ConvertExample {
  /** In the address. */
  readonly name: string
  readonly title: string
  /** What can be seen in it. */
  readonly says: string
  readonly text: string
}

export const convertExamples: readonly ConvertExample[] = [
  {
    name: 'bibtex',
    title: 'A BibTeX entry',
    says: 'accents in LaTeX, a particle, a field of its own',
    text: String.raw`@article{berg2024,
  author   = {van der Berg, Jan and G{\"o}del-Smith, Ana{\"\i}s and {The Shoreline Consortium}},
  title    = {Tidal clocks in {\emph{Eurydice pulchra}}: a field study},
  journal  = {Journal of Invented Shores},
  year     = 2024,
  month    = jan,
  volume   = 12,
  number   = 3,
  pages    = {101--118},
  doi      = {10.5555/tides.7},
  keywords = {circatidal rhythm; isopods},
  shelf    = {B 17}
}
`,
  },
  {
    name: 'ris',
    title: 'RIS, two records',
    says: 'one of them with a date and a DOI that are none',
    text: `TY  - JOUR
AU  - Okafor, Ngozi
AU  - Lindqvist, Per
TI  - Lichens on abandoned lighthouses
T2  - Northern Field Notes
PY  - 2021
VL  - 8
IS  - 2
SP  - 33
EP  - 47
SN  - 2434-561X
DO  - 10.5555/lichen.21
ER  - 
TY  - JOUR
AU  - Okafor, Ngozi
TI  - Moss, and what it knows
T2  - Northern Field Notes
PY  - 2022
DA  - 2022/13/40
DO  - not a DOI
ER  - 
`,
  },
  {
    name: 'page',
    title: 'The text of an article’s page',
    says: 'authors, affiliations and dates are found in prose',
    text: `Research Article

Night-blooming flowers and the moths of a harbour town

Mara Silva1*, Tom Becker2 and Yuki Tanaka1,2

1Department of Ecology, Harbour University, Porto, Portugal
2Institute of Night Studies, Bremen, Germany

*Correspondence: Mara Silva, mara.silva@example.org

Received: 3 March 2023; Accepted: 21 June 2023; Published: 4 July 2023

DOI: 10.5555/moths.2023.4

Abstract
Lamps along a quay draw moths away from the flowers that need them. We counted visits to evening primroses for forty nights under three kinds of light.

Keywords: artificial light; moths; pollination
`,
  },
]
