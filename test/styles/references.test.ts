/** References of our own articles as the manuals of ten styles want them, each compared with the manual by hand. */
import t from 'tap'
import { cslItem } from '../../src/formats/csl-json.ts'
import { createCatalogue } from '../../src/styles/catalogue.ts'
import { createRenderer } from '../../src/styles/renderer.ts'
import { type ArticleName, articles } from './articles.ts'

const catalogue = createCatalogue()
const renderer = createRenderer(catalogue, 4)

type Expected = readonly (readonly [style: string, references: Partial<Readonly<Record<ArticleName, string>>>])[]

/** As Markdown, in the style’s own locale, without marks of retraction. */
const expected: Expected = [
  [
    'apa',
    {
      tides:
        'van der Berg, J., Okonkwo, A. B., & The Shoreline Consortium. (2024). Tidal clocks of *Eurydice pulchra* in heavy water (D<sub>2</sub>O). *Journal of Invented Shores*, *12*(3), 233–240. https://doi.org/10.5555/shores.2024.7',
      dunes:
        'King, M. L., Jr., & Maupassant, G. de. (2019). Why dunes sing: Sand, wind and the ear. *Annals of Imagined Deserts*, *8*, Article e41. https://doi.org/10.5555/dunes.8.e41',
      crowd:
        'Craba, A., Crabb, B., Crabc, C., Crabd, D., Crabe, E., Crabf, F., Crabg, G., Crabh, H., Crabi, I., Crabj, J., Crabk, K., Crabl, L., Crabm, M., Crabn, N., Crabo, O., Crabp, P., Crabq, Q., Crabr, R., Crabs, S., … Craby, Y. (2022). A census of crabs. *Journal of Invented Shores*, *10*, 1–12. https://doi.org/10.5555/shores.2022.100',
      notice:
        'Notice to readers & **friends**. (2020). *Journal of Invented Shores*, *8*(Suppl. 1), S1. https://doi.org/10.5555/shores.2020.s1',
    },
  ],
  [
    'vancouver',
    {
      tides:
        '1. van der Berg J, Okonkwo AB, The Shoreline Consortium. Tidal clocks of *Eurydice pulchra* in heavy water (D<sub>2</sub>O). J Invent Shores [Internet]. 2024 Jan 9;12(3):233–40. Available from: https://doi.org/10.5555/shores.2024.7',
      dunes:
        '1. King ML Jr, Maupassant G de. Why dunes sing: Sand, wind and the ear. Annals of Imagined Deserts [Internet]. 2019;8:e41. Available from: https://doi.org/10.5555/dunes.8.e41',
      crowd:
        '1. Craba A, Crabb B, Crabc C, Crabd D, Crabe E, Crabf F, et al. A census of crabs. J Invent Shores [Internet]. 2022 May;10:1–12. Available from: https://doi.org/10.5555/shores.2022.100',
    },
  ],
  [
    'chicago-author-date',
    {
      tides:
        'Berg, Jan van der, Ada B. Okonkwo, and The Shoreline Consortium. 2024. “Tidal Clocks of *Eurydice pulchra* in Heavy Water (D<sub>2</sub>O).” *Journal of Invented Shores* 12 (3): 233–40. https://doi.org/10.5555/shores.2024.7.',
      dunes:
        'King, Martin Luther, Jr., and Guy de Maupassant. 2019. “Why Dunes Sing: Sand, Wind and the Ear.” *Annals of Imagined Deserts* 8:e41. https://doi.org/10.5555/dunes.8.e41.',
      watt: 'Müller, Jörg, and Suhartini. 2021. “Über das Leuchten des Wattenmeers bei Nacht.” *Zeitschrift für erfundene Küsten* 77 (1–2): 5–19. https://doi.org/10.5555/watt.77.',
    },
  ],
  [
    'ieee',
    {
      tides:
        '[1] J. van der Berg, A. B. Okonkwo, and The Shoreline Consortium, “Tidal clocks of *Eurydice pulchra* in heavy water (D<sub>2</sub>O),” *J Invent Shores*, vol. 12, no. 3, pp. 233–240, Jan. 2024, doi: 10.5555/shores.2024.7.',
      dunes:
        '[1] M. L. King Jr. and G. de Maupassant, “Why dunes sing: Sand, wind and the ear,” *Annals of Imagined Deserts*, vol. 8, Art. no. e41, 2019, doi: 10.5555/dunes.8.e41.',
      crowd:
        '[1] A. Craba *et al.*, “A census of crabs,” *J Invent Shores*, vol. 10, pp. 1–12, May 2022, doi: 10.5555/shores.2022.100.',
    },
  ],
  [
    'nature',
    {
      tides:
        '1. van der Berg, J., Okonkwo, A. B. & The Shoreline Consortium. Tidal clocks of *Eurydice pulchra* in heavy water (D<sub>2</sub>O). *J Invent Shores* **12**, 233–240 (2024).',
      watt: '1. Müller, J. & Suhartini. Über das Leuchten des Wattenmeers bei Nacht. *Z erf Küst* **77**, 5–19 (2021).',
      crowd: '1. Craba, A. *et al.* A census of crabs. *J Invent Shores* **10**, 1–12 (2022).',
    },
  ],
  [
    'modern-language-association',
    {
      tides:
        'van der Berg, Jan, et al. “Tidal Clocks of *Eurydice pulchra* in Heavy Water (D<sub>2</sub>O).” *Journal of Invented Shores*, vol. 12, no. 3, Jan. 2024, pp. 233–40, https://doi.org/10.5555/shores.2024.7.',
      dunes:
        'King, Martin Luther, Jr., and Guy de Maupassant. “Why Dunes Sing: Sand, Wind and the Ear.” *Annals of Imagined Deserts*, vol. 8, e41, 2019, https://doi.org/10.5555/dunes.8.e41.',
      watt: 'Müller, Jörg, and Suhartini. “Über das Leuchten des Wattenmeers bei Nacht.” *Zeitschrift für erfundene Küsten*, vol. 77, no. 1–2, Nov. 2021, pp. 5–19, https://doi.org/10.5555/watt.77.',
    },
  ],
  [
    'harvard-cite-them-right',
    {
      tides:
        'van der Berg, J., Okonkwo, A.B. and The Shoreline Consortium (2024) ‘Tidal clocks of *Eurydice pulchra* in heavy water (D<sub>2</sub>O)’, *Journal of Invented Shores*, 12(3), pp. 233–240. Available at: https://doi.org/10.5555/shores.2024.7.',
      watt: 'Müller, J. and Suhartini (2021) ‘Über das Leuchten des Wattenmeers bei Nacht’, *Zeitschrift für erfundene Küsten*, 77(1–2), pp. 5–19. Available at: https://doi.org/10.5555/watt.77.',
      crowd:
        'Craba, A. *et al.* (2022) ‘A census of crabs’, *Journal of Invented Shores*, 10, pp. 1–12. Available at: https://doi.org/10.5555/shores.2022.100.',
    },
  ],
  [
    'gost-r-7-0-5-2008',
    {
      tides:
        '1. Berg J. van der, Okonkwo A. B., The Shoreline Consortium. Tidal clocks of *Eurydice pulchra* in heavy water (D<sub>2</sub>O) // J Invent Shores. 2024. Т. 12. № 3. С. 233–240.',
      watt: '1. Müller J., Suhartini. Über das Leuchten des Wattenmeers bei Nacht // Z erf Küst. 2021. Т. 77. № 1–2. С. 5–19.',
      crowd: '1. Craba A. и др. A census of crabs // J Invent Shores. 2022. Т. 10. С. 1–12.',
    },
  ],
  [
    'associacao-brasileira-de-normas-tecnicas',
    {
      tides:
        'VAN DER BERG, J.; OKONKWO, A. B.; THE SHORELINE CONSORTIUM. Tidal clocks of *Eurydice pulchra* in heavy water (D<sub>2</sub>O). **Journal of Invented Shores**, v. 12, n. 3, p. 233–240, 9 jan. 2024.',
      watt: 'MÜLLER, J.; SUHARTINI. Über das Leuchten des Wattenmeers bei Nacht. **Zeitschrift für erfundene Küsten**, v. 77, n. 1–2, p. 5–19, 30 nov. 2021.',
      crowd: 'CRABA, A. et al. A census of crabs. **Journal of Invented Shores**, v. 10, p. 1–12, maio 2022.',
    },
  ],
  [
    'china-national-standard-gb-t-7714-2015-numeric',
    {
      tides:
        '[1] VAN DER BERG J, OKONKWO A B, THE SHORELINE CONSORTIUM. Tidal clocks of *Eurydice pulchra* in heavy water (D<sub>2</sub>O)[J/OL]. Journal of Invented Shores, 2024, 12(3): 233-240. https://doi.org/10.5555/shores.2024.7. DOI:10.5555/shores.2024.7.',
      crowd:
        '[1] CRABA A, CRABB B, CRABC C, 等. A census of crabs[J/OL]. Journal of Invented Shores, 2022, 10: 1-12. https://doi.org/10.5555/shores.2022.100. DOI:10.5555/shores.2022.100.',
      kishi:
        '[1] 山田太郎. 潮汐時計の研究[J/OL]. 架空海岸学雑誌, 2018, 3: 45-52. https://doi.org/10.5555/kishi.3. DOI:10.5555/kishi.3.',
    },
  ],
]

/** Markdown as it is read here: links by their text, nothing escaped. */
const legible = (markdown: string): string =>
  markdown.replace(/\[([^\]]*)\]\(<[^>]*>\)/g, '$1').replace(/\\([\\`*_[\]<>~|#&.)+-])/g, '$1')

t.test('references are as the manuals of ten styles want them', async (t) => {
  let count = 0
  for (const [name, references] of expected) {
    const style = catalogue.style(name)
    const manner = {
      style: style.id,
      locale: catalogue.locale(undefined, style),
      as: 'markdown',
      marks: false,
    } as const
    for (const [article, reference] of Object.entries(references)) {
      const item = cslItem(articles[article as ArticleName]) // the keys of the table
      t.equal(legible(renderer.reference(item, manner)), reference, `${name}, ${article}`)
      count++
    }
  }
  t.ok(count >= 30, `${count} references`)
})

t.test('a reference alone is the reference of a list of one', async (t) => {
  for (const name of ['apa', 'vancouver', 'chicago-note-bibliography', 'bluebook-law-review', 'din-1505-2']) {
    const manner = { style: name, locale: 'de-DE', as: 'html', marks: true } as const
    for (const article of Object.values(articles)) {
      const item = cslItem(article)
      const [listed] = renderer.bibliography([item], [], manner).references
      t.equal(renderer.reference(item, manner), listed?.text, `${name}: ${article.doi}`)
    }
  }
})

t.test('citations are told apart and refer to one another; the bibliography is in the style’s order', async (t) => {
  const { tides, watt } = articles
  const items = [cslItem(watt), cslItem(tides), { ...cslItem(tides), title: 'Another' }]
  const inText = { style: 'apa', locale: 'en-US', as: 'text', marks: false } as const
  const apa = renderer.bibliography(
    items,
    [[{ id: '2' }, { id: '1', locator: '235', label: 'page' }], [{ id: '0' }]],
    inText,
  )
  t.strictSame(
    apa.references.map(({ at }) => at),
    [0, 2, 1],
  )
  t.strictSame(apa.citations, ['(van der Berg et al., 2024a, 2024b, p. 235)', '(Müller & Suhartini, 2021)'])
  const notes = { ...inText, style: 'chicago-fullnote-bibliography' }
  const chicago = renderer.bibliography(items.slice(0, 2), [[{ id: '0' }], [{ id: '1' }], [{ id: '0' }]], notes)
  t.match(chicago.citations[0], /^Jörg Müller and Suhartini, “Über das Leuchten des Wattenmeers bei Nacht,”/)
  t.equal(chicago.citations[2], 'Müller and Suhartini, “Über das Leuchten des Wattenmeers bei Nacht.”')
  const again = renderer.bibliography(items.slice(0, 2), [[{ id: '1' }]], inText)
  t.strictSame(again.citations, ['(van der Berg et al., 2024)'], 'nothing is left of the bibliography before')
})

t.test(
  'a retraction is told behind the reference, once, in every form; and not where it is not asked for',
  async (t) => {
    const item = cslItem(articles.watt)
    const manner = { style: 'apa', locale: 'en-US', marks: true } as const
    const of = (as: 'text' | 'html' | 'rtf' | 'markdown') => renderer.reference(item, { ...manner, as })
    t.match(of('text'), /watt\.77 \[Retracted: https:\/\/doi\.org\/10\.5555\/watt\.78\]$/)
    t.match(of('html'), / \[Retracted: <a href="https:\/\/doi\.org\/10\.5555\/watt\.78">https:.*<\/a>\]$/)
    for (const as of ['rtf', 'markdown'] as const) t.match(of(as), 'Retracted: ')
    t.notMatch(renderer.reference(item, { ...manner, as: 'text', marks: false }), 'Retracted')
  },
)

t.test('of what a style prints nothing of there is at least the address', async (t) => {
  const manner = { style: 'acm-siggraph', locale: 'en-US', as: 'text', marks: true } as const
  t.equal(
    renderer.reference({ id: 'x', type: 'article-journal', DOI: '10.5555/a' }, manner),
    'https://doi.org/10.5555/a',
  )
})

t.test('engines in use stay, the others leave', async (t) => {
  const small = createRenderer(catalogue, 2)
  const item = cslItem(articles.tides)
  const first = small.reference(item, { style: 'apa', locale: 'en-US', as: 'text', marks: true })
  for (const style of ['nature', 'ieee', 'plos'])
    small.reference(item, { style, locale: 'en-US', as: 'text', marks: true })
  t.equal(small.reference(item, { style: 'apa', locale: 'en-US', as: 'text', marks: true }), first)
})
