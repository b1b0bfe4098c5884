/** What LaTeX calls a character that is not on the keyboard: tables from command to Unicode. */

/** Accent commands and the combining character each puts on its argument; `\'e`, `\'{e}`, `\v R`, `{\v R}`. */
export const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  h: '\u0309',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  U: '\u030e',
  G: '\u030f',
  C: '\u030f',
  f: '\u0311',
  d: '\u0323',
  c: '\u0327',
  textcommabelow: '\u0326',
  k: '\u0328',
  b: '\u0331',
  t: '\u0361',
  // Some libraries define it in a preamble that we do not run (MathSciNet).
  ocirc: '\u030a',
  cprime: '\u02b9',
}

/** An accent over nothing is the character itself: `\^{}` is a circumflex, `\~{}` a tilde. */
export const bareAccents: Readonly<Record<string, string>> = {
  '`': '`',
  "'": '´',
  '^': '^',
  '~': '~',
  '=': '¯',
  '"': '¨',
  '.': '˙',
  u: '˘',
  v: 'ˇ',
  r: '˚',
  H: '˝',
  c: '¸',
  k: '˛',
  cprime: 'ʹ',
}

/** Control symbols: a backslash and one character that is no letter. */
export const controlSymbols: Readonly<Record<string, string>> = {
  '&': '&',
  '%': '%',
  $: '$',
  '#': '#',
  _: '_',
  '{': '{',
  '}': '}',
  ' ': ' ',
  '\n': ' ',
  '\t': ' ',
  '\r': ' ',
  '\\': ' ',
  // Hyphenation hints, italic correction and sentence spacing leave nothing behind.
  '-': '',
  '/': '',
  '@': '',
  '!': '',
  ',': '\u2009',
  ';': '\u2004',
  ':': '\u2005',
  '|': '‖',
  '*': '',
  '<': '<',
  '>': '>',
}

const pairs = (rows: string): Record<string, string> => {
  const words = rows.trim().split(/\s+/)
  const out: Record<string, string> = {}
  for (let at = 0; at + 1 < words.length; at += 2) out[words[at] as string] = words[at + 1] as string
  return out
}

/** Letters and signs of text. */
export const textSymbols: Readonly<Record<string, string>> = {
  ...pairs(`
    ss ß SS ẞ ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ
    ij ĳ IJ Ĳ textschwa ə textdollar $ textpercent % textampersand & textunderscore _ textnumbersign # texthash #
    textbackslash \\ textasciitilde ~ textasciicircum ^ textasciigrave \` textasciiacute ´ textasciidieresis ¨
    textbraceleft { textbraceright } lbrace { rbrace } textless < textgreater > textbar | textbardbl ‖ lt < gt >
    textquotedbl " textquotesingle ' textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ”
    lq ‘ rq ’ quotesinglbase ‚ quotedblbase „ glqq „ grqq “ glq ‚ grq ‘ flqq « frqq » flq ‹ frq ›
    guillemotleft « guillemotright » guillemetleft « guillemetright » guilsinglleft ‹ guilsinglright ›
    textendash – textemdash — textfiguredash ‒ texthorizontalbar ― textellipsis … dots … ldots … cdots ⋯ textperiodcentered ·
    textbullet • textdegree ° degree ° textmu µ textonehalf ½ textonequarter ¼ textthreequarters ¾
    textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textordfeminine ª textordmasculine º
    textexclamdown ¡ textquestiondown ¿ textcopyright © copyright © textregistered ® texttrademark ™ textservicemark ℠
    textsection § S § textparagraph ¶ P ¶ textdagger † dag † textdaggerdbl ‡ ddag ‡ textasteriskcentered ∗
    textcent ¢ textsterling £ pounds £ textyen ¥ texteuro € EUR € euro € textcurrency ¤ textnumero № textohm Ω
    textpm ± texttimes × textdiv ÷ textlnot ¬ textminus − textfractionsolidus ⁄ textcelsius ℃ textprime ′
    textleftarrow ← textrightarrow → textuparrow ↑ textdownarrow ↓ textperthousand ‰ textmusicalnote ♪
    textvisiblespace ␣ TeX TeX LaTeX LaTeX BibTeX BibTeX LaTeXe LaTeX2e XeTeX XeTeX LuaTeX LuaTeX ConTeXt ConTeXt
    Dash — item • less < greater > iff ⇔
  `),
  textnobreakspace: '\u00a0',
  nobreakspace: '\u00a0',
  space: ' ',
  newline: '\n',
  linebreak: ' ',
  par: '\n',
  quad: '\u2003',
  qquad: '\u2003\u2003',
  enspace: '\u2002',
  enskip: '\u2002',
  thinspace: '\u2009',
  slash: '/',
}

/** Symbols of mathematics that are one character of Unicode: in math mode, and where a careless source omits it. */
export const mathSymbols: Readonly<Record<string, string>> = pairs(`
  alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
  xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
  Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
  textalpha α textbeta β textgamma γ textdelta δ textepsilon ε textzeta ζ texteta η texttheta θ textiota ι textkappa κ
  textlambda λ textmugreek μ textnu ν textxi ξ textpi π textrho ρ textsigma σ texttau τ textupsilon υ textphi φ textchi χ
  textpsi ψ textomega ω textGamma Γ textDelta Δ textTheta Θ textLambda Λ textSigma Σ textPhi Φ textPsi Ψ textOmega Ω
  pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ prime ′ infty ∞ partial ∂ nabla ∇ hbar ℏ ell ℓ
  le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ geqslant ⩾ ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝
  lesssim ≲ gtrsim ≳ to → rightarrow → leftarrow ← leftrightarrow ↔ uparrow ↑ downarrow ↓ Rightarrow ⇒ Leftarrow ⇐
  Leftrightarrow ⇔ rightleftharpoons ⇌ longrightarrow ⟶ mapsto ↦ in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ emptyset ∅
  forall ∀ exists ∃ neg ¬ wedge ∧ vee ∨ oplus ⊕ otimes ⊗ odot ⊙ perp ⊥ parallel ∥ angle ∠ sum ∑ prod ∏ int ∫ surd √ sqrt √
  langle ⟨ rangle ⟩ dagger † ddagger ‡ aleph ℵ Re ℜ Im ℑ checkmark ✓ square □ triangle △ diamond ⋄ heartsuit ♡
  vdots ⋮ ddots ⋱ cdots ⋯ ldots … dots … percent % degree ° arcsec ″ arcmin ′ micro µ
`)
