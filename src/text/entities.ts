/**
 * Named characters that documents use without their DTD at hand: those of HTML 4 and the commonest of ISO 8879
 * (Latin Extended-A, punctuation). Name and code point in hexadecimal.
 */
const list = `
excl 21, num 23, dollar 24, percnt 25, lpar 28, rpar 29, ast 2a, plus 2b, comma 2c, period 2e, sol 2f, colon 3a,
semi 3b, equals 3d, quest 3f, commat 40, lsqb 5b, bsol 5c, rsqb 5d, lowbar 5f, grave 60, lcub 7b, verbar 7c,
rcub 7d, nbsp a0, iexcl a1, cent a2, pound a3, curren a4, yen a5, brvbar a6, sect a7, uml a8, copy a9, ordf aa,
laquo ab, not ac, shy ad, reg ae, macr af, deg b0, plusmn b1, sup2 b2, sup3 b3, acute b4, micro b5, para b6,
middot b7, cedil b8, sup1 b9, ordm ba, raquo bb, frac14 bc, frac12 bd, frac34 be, iquest bf, Agrave c0,
Aacute c1, Acirc c2, Atilde c3, Auml c4, Aring c5, AElig c6, Ccedil c7, Egrave c8, Eacute c9, Ecirc ca, Euml cb,
Igrave cc, Iacute cd, Icirc ce, Iuml cf, ETH d0, Ntilde d1, Ograve d2, Oacute d3, Ocirc d4, Otilde d5, Ouml d6,
times d7, Oslash d8, Ugrave d9, Uacute da, Ucirc db, Uuml dc, Yacute dd, THORN de, szlig df, agrave e0,
aacute e1, acirc e2, atilde e3, auml e4, aring e5, aelig e6, ccedil e7, egrave e8, eacute e9, ecirc ea, euml eb,
igrave ec, iacute ed, icirc ee, iuml ef, eth f0, ntilde f1, ograve f2, oacute f3, ocirc f4, otilde f5, ouml f6,
divide f7, oslash f8, ugrave f9, uacute fa, ucirc fb, uuml fc, yacute fd, thorn fe, yuml ff, Amacr 100,
amacr 101, Abreve 102, abreve 103, Aogon 104, aogon 105, Cacute 106, cacute 107, Ccaron 10c, ccaron 10d,
Dcaron 10e, dcaron 10f, Dstrok 110, dstrok 111, Emacr 112, emacr 113, Eogon 118, eogon 119, Ecaron 11a,
ecaron 11b, Gbreve 11e, gbreve 11f, Imacr 12a, imacr 12b, Idot 130, inodot 131, Lcaron 13d, lcaron 13e,
Lstrok 141, lstrok 142, Nacute 143, nacute 144, Ncaron 147, ncaron 148, Odblac 150, odblac 151, OElig 152,
oelig 153, Racute 154, racute 155, Rcaron 158, rcaron 159, Sacute 15a, sacute 15b, Scedil 15e, scedil 15f,
Scaron 160, scaron 161, Tcedil 162, tcedil 163, Tcaron 164, tcaron 165, Umacr 16a, umacr 16b, Uring 16e,
uring 16f, Udblac 170, udblac 171, Yuml 178, Zacute 179, zacute 17a, Zdot 17b, zdot 17c, fnof 192, circ 2c6,
tilde 2dc, Alpha 391, Beta 392, Gamma 393, Delta 394, Epsilon 395, Zeta 396, Eta 397, Theta 398, Iota 399,
Kappa 39a, Lambda 39b, Mu 39c, Nu 39d, Xi 39e, Omicron 39f, Pi 3a0, Rho 3a1, Sigma 3a3, Tau 3a4, Upsilon 3a5,
Phi 3a6, Chi 3a7, Psi 3a8, Omega 3a9, alpha 3b1, beta 3b2, gamma 3b3, delta 3b4, epsi 3b5, epsilon 3b5, zeta 3b6,
eta 3b7, theta 3b8, iota 3b9, kappa 3ba, lambda 3bb, mu 3bc, nu 3bd, xi 3be, omicron 3bf, pi 3c0, rho 3c1,
sigmaf 3c2, sigmav 3c2, sigma 3c3, tau 3c4, upsilon 3c5, phi 3c6, phis 3c6, chi 3c7, psi 3c8, omega 3c9,
thetasym 3d1, thetav 3d1, upsih 3d2, phiv 3d5, piv 3d6, epsiv 3f5, ensp 2002, emsp 2003, thinsp 2009, zwnj 200c,
zwj 200d, lrm 200e, rlm 200f, dash 2010, hyphen 2010, ndash 2013, mdash 2014, horbar 2015, lsquo 2018,
rsquo 2019, sbquo 201a, ldquo 201c, rdquo 201d, bdquo 201e, dagger 2020, Dagger 2021, bull 2022, hellip 2026,
permil 2030, prime 2032, vprime 2032, Prime 2033, lsaquo 2039, rsaquo 203a, oline 203e, frasl 2044, euro 20ac,
image 2111, ell 2113, weierp 2118, real 211c, trade 2122, alefsym 2135, larr 2190, uarr 2191, rarr 2192,
darr 2193, harr 2194, crarr 21b5, lArr 21d0, uArr 21d1, rArr 21d2, dArr 21d3, hArr 21d4, forall 2200, part 2202,
exist 2203, empty 2205, nabla 2207, isin 2208, notin 2209, ni 220b, prod 220f, sum 2211, minus 2212, lowast 2217,
radic 221a, prop 221d, infin 221e, ang 2220, and 2227, or 2228, cap 2229, cup 222a, int 222b, there4 2234,
sim 223c, cong 2245, asymp 2248, ne 2260, equiv 2261, le 2264, ge 2265, lsim 2272, gsim 2273, sub 2282, sup 2283,
nsub 2284, sube 2286, supe 2287, oplus 2295, otimes 2297, perp 22a5, sdot 22c5, lceil 2308, rceil 2309,
lfloor 230a, rfloor 230b, lang 2329, rang 232a, loz 25ca, spades 2660, clubs 2663, hearts 2665, diams 2666,
les 2a7d, ges 2a7e, mid 2223,
Agr 391, Bgr 392, Ggr 393, Dgr 394, Egr 395, Zgr 396, EEgr 397, THgr 398, Igr 399, Kgr 39a, Lgr 39b, Mgr 39c, Ngr 39d,
Xgr 39e, Ogr 39f, Pgr 3a0, Rgr 3a1, Sgr 3a3, Tgr 3a4, Ugr 3a5, PHgr 3a6, KHgr 3a7, PSgr 3a8, OHgr 3a9, agr 3b1, bgr 3b2,
ggr 3b3, dgr 3b4, egr 3b5, zgr 3b6, eegr 3b7, thgr 3b8, igr 3b9, kgr 3ba, lgr 3bb, mgr 3bc, ngr 3bd, xgr 3be, ogr 3bf,
pgr 3c0, rgr 3c1, sfgr 3c2, sgr 3c3, tgr 3c4, ugr 3c5, phgr 3c6, khgr 3c7, psgr 3c8, ohgr 3c9
`

export const entities: ReadonlyMap<string, string> = new Map(
  list
    .trim()
    .split(/,\s/)
    .map((row) => {
      const [name = '', code = ''] = row.split(' ')
      return [name, String.fromCodePoint(Number.parseInt(code, 16))]
    }),
)
