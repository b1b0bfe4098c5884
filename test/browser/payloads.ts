/**
 * Texts that would run a script, load something or change a page if they got into it unescaped: ways in, times ways out
 * of where they stand, times ways of being spelled. What runs calls `__ran`.
 */

const call = '__ran(1)'

/** Mark-up that acts by itself, or when it is touched. */
const actions: readonly string[] = [
  `<script>${call}</script>`,
  `<ScRiPt >${call}</sCrIpT >`,
  `<script/x>${call}</script>`,
  `<script src="data:text/javascript,${call}"></script>`,
  `<script type=module>${call}</script>`,
  `<img src=x onerror=${call}>`,
  `<img/src=x/onerror=${call}>`,
  `<img src="http://elsewhere.invalid/p.png">`,
  `<svg onload=${call}>`,
  `<svg/onload=${call}//`,
  `<svg><script>${call}</script></svg>`,
  `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${call}"><text y=9>x</text></a></svg>`,
  `<svg><foreignObject><iframe srcdoc="<script>parent.${call}</script>"></iframe></foreignObject></svg>`,
  `<svg><style><img src=x onerror=${call}></style></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>${call}</script></svg>#x"/>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${call}&gt;">`,
  `<math href="javascript:${call}"><mi>x</mi></math>`,
  `<math><annotation-xml encoding="text/html"><script>${call}</script></annotation-xml></math>`,
  `<math><mi xlink:href="javascript:${call}" onclick="${call}">x</mi></math>`,
  `<body onload=${call}>`,
  `<details open ontoggle=${call}>x</details>`,
  `<video><source onerror=${call}></video>`,
  `<audio src=x onerror=${call}></audio>`,
  `<input autofocus onfocus=${call}>`,
  `<select autofocus onfocus=${call}></select>`,
  `<marquee onstart=${call}>x</marquee>`,
  `<iframe src="javascript:parent.${call}"></iframe>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<object data="javascript:${call}"></object>`,
  `<embed src="javascript:${call}">`,
  `<a href="javascript:${call}" autofocus onfocus=${call}>x</a>`,
  `<form action="javascript:${call}"><button>x</button></form>`,
  `<button formaction="javascript:${call}" form="convert">x</button>`,
  `<link rel=stylesheet href="http://elsewhere.invalid/s.css">`,
  `<style>@import 'http://elsewhere.invalid/i.css'; * { display: none }</style>`,
  `<div style="background:url(http://elsewhere.invalid/b.png)">x</div>`,
  `<meta http-equiv=refresh content="0;url=http://elsewhere.invalid/">`,
  `<base href="http://elsewhere.invalid/">`,
  `<template shadowrootmode=open><script>${call}</script></template>`,
  `<i onmouseover="${call}" style="position:fixed;inset:0">x</i>`,
  `<sup id=main name=main><sub onclick=${call}>x</sub></sup>`,
]

/** Ways out of attributes, texts of their own kind, scripts and comments. */
const exits: readonly string[] = [
  '',
  '">',
  "'>",
  '</title>',
  '</textarea>',
  '</script>',
  '<!--<script>',
  '-->',
  ']]>',
  '</style>',
  '</option></select>',
  '</dd></dl></main>',
]

/** What needs no bracket. */
const bare: readonly string[] = [
  `" autofocus onfocus="${call}" x="`,
  `' autofocus onfocus='${call}' x='`,
  `x onfocus=${call} autofocus tabindex=1 `,
  `\` onfocus=${call} autofocus \``,
  `javascript:${call}`,
  `JaVaScRiPt:${call}`,
  `java\tscript:${call}`,
  `\u0001javascript:${call}`,
  `data:text/html,<script>${call}</script>`,
  `vbscript:${call}`,
  '//elsewhere.invalid/x',
  '\\\\elsewhere.invalid\\x',
  `\${${call}}`,
  `{{constructor.constructor('${call}')()}}`,
  `<%= ${call} %>`,
  `#{${call}}`,
  `"};${call};//`,
  `';${call};//`,
  `*/${call}/*`,
  `"</script><script>${call}</script>`,
  `expression(${call})`,
  `red;background:url(javascript:${call})`,
  `\u2028${call}\u2029`,
  `\u202e>${call}=daolno gvs<\u202c`,
  `\u2066<script>${call}</script>\u2069`,
]

type Spelling = (payload: string) => string

const spellings: readonly Spelling[] = [
  (payload) => payload.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (payload) => payload.replaceAll('<', '&#60;').replaceAll('>', '&#x3e;'),
  (payload) => payload.replaceAll('<', '&#x3c').replaceAll('>', '&#62'),
  (payload) => payload.replaceAll('<', '&amp;lt;').replaceAll('>', '&amp;gt;'),
  (payload) => payload.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'),
  (payload) => payload.replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('"', '%22'),
  (payload) => payload.replaceAll('<', '＜').replaceAll('>', '＞'),
  (payload) => payload.replace('<', '<\u00ad').replace('script', 'scr\u00adipt'),
  (payload) => `\u202e${payload}`,
  (payload) => `<i>${payload}</i>`,
  (payload) => `<tex>${payload}</tex>`,
  (payload) => `<math><mtext>${payload}</mtext></math>`,
]

/** 500 of them: every action in every spelling, every action behind an exit in turn, and those that need no bracket. */
export const payloads: readonly string[] = [
  ...new Set([
    ...bare,
    ...actions,
    ...actions.flatMap((action, at) =>
      [0, 1, 2].map((turn) => `${exits[1 + ((at + turn * 4) % (exits.length - 1))]}${action}`),
    ),
    ...actions.flatMap((action) => spellings.map((spell) => spell(action))),
  ]),
].slice(0, 500)
