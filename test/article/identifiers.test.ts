import t from 'tap'
import { doiKey, doiPrefix, doiUrl, encodeDoi, parseDoi } from '../../src/article/doi.ts'
import { type KindName, kinds } from '../../src/article/identifiers.ts'

const sici = '10.1002/(SICI)1096-911X(199805)30:5<297::AID-MPO7>3.0.CO;2-A'

t.test('a DOI is found in what people write', async (t) => {
  const cases: readonly (readonly [written: string, doi: string | undefined])[] = [
    ['10.46439/stemcell.5.019', '10.46439/stemcell.5.019'],
    ['  doi:10.1000/Ab ', '10.1000/Ab'],
    ['DOI: 10.1000/Ab', '10.1000/Ab'],
    ['info:doi/10.1000/1', '10.1000/1'],
    ['https://doi.org/10.1000/1', '10.1000/1'],
    ['http://dx.doi.org/10.1000%2F1%23b', '10.1000/1#b'],
    ['“https://doi.org/10.5281/zenodo.1”', '10.5281/zenodo.1'],
    ['<10.1000/1>', '10.1000/1'],
    ['10.1000/a%2Fb', '10.1000/a%2Fb'],
    ['10.1000/x//y/', '10.1000/x//y/'],
    ['10.5555/Über', '10.5555/Über'],
    [sici, sici],
    ['10.1000/a b', undefined],
    ['10.1000/a\u0000b', undefined],
    ['10.1/x', undefined],
    ['10.1000', undefined],
    ['10.1000/', undefined],
    ['', undefined],
  ]
  for (const [written, doi] of cases) t.equal(parseDoi(written), doi, JSON.stringify(written))
})

t.test('a DOI has one key, one prefix and one address', async (t) => {
  t.equal(doiKey('10.1000/ÜBER-X'), '10.1000/Über-x', 'ASCII alone is folded')
  t.equal(doiPrefix('10.1000.5/x/y'), '10.1000.5')
  t.equal(doiUrl(sici), 'https://doi.org/10.1002/(SICI)1096-911X(199805)30:5%3C297::AID-MPO7%3E3.0.CO;2-A')
  t.equal(new URL(doiUrl('10.1000/a/../b?c#d')).pathname, '/10.1000%2Fa%2F..%2Fb%3Fc%23d')
  for (const doi of [sici, '10.1000/a%2Fb', '10.1000/a+b&c=d', '10.5555/Über']) {
    t.equal(decodeURIComponent(encodeDoi(doi)), doi)
  }
})

t.test('identifiers are normalised, and their check digits judged', async (t) => {
  const cases: readonly (readonly [kind: KindName, written: string, kept: string])[] = [
    ['orcid', 'http://orcid.org/0000-0002-1694-233x', '0000-0002-1694-233X'],
    ['orcid', '0000000218250097', '0000-0002-1825-0097'],
    ['orcid', '0000‐0002‐1825‐0097', '0000-0002-1825-0097'],
    ['orcid', '0000-0002-1825-0098', 'orcid-checksum'],
    ['orcid', '0000-0002-1825-009', 'orcid-syntax'],
    ['isni', '0000 0001 2146 438X', '000000012146438X'],
    ['isni', '0000 0001 2146 4381', 'isni-checksum'],
    ['issn', '00280836', '0028-0836'],
    ['issn', 'eISSN: 2434-561x', '2434-561X'],
    ['issn', '0028-0837', 'issn-checksum'],
    ['issn', '028-0836', 'issn-syntax'],
    ['ror', '05DXPS055', 'https://ror.org/05dxps055'],
    ['ror', 'https://ror.org/05dxps056', 'ror-checksum'],
    ['ror', 'https://ror.org/', 'ror-syntax'],
    ['grid', 'https://www.grid.ac/institutes/grid.20861.3d', 'grid.20861.3d'],
    ['language', 'eng', 'en'],
    ['language', 'pt_br', 'pt-BR'],
    ['language', 'english?', 'language-syntax'],
    ['country', 'in', 'IN'],
    ['country', 'India', 'country-syntax'],
    ['email', 'mailto:a@example.org', 'a@example.org'],
    ['email', 'a at example.org', 'email-syntax'],
    ['url', ' https://example.org/a b ', 'https://example.org/a%20b'],
    ['url', 'javascript:alert(1)', 'url-syntax'],
    ['doi', 'doi:10.1000/1', '10.1000/1'],
    ['doi', 'none', 'doi-syntax'],
  ]
  for (const [kind, written, kept] of cases) {
    const parsed = kinds[kind].parse(written)
    t.equal('value' in parsed ? parsed.value : parsed.code, kept, `${kind} ${written}`)
  }
})
