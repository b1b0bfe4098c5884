/** The three-letter codes of ISO 639 for a BCP 47 tag: bibliographic (MARC, MODS) and terminological (ISO 639-3, DC). */

/** ISO 639-1 with the code of ISO 639-2/T, and that of 639-2/B where libraries use another. */
const table = `
aa aar,ab abk,ae ave,af afr,ak aka,am amh,an arg,ar ara,as asm,av ava,ay aym,az aze,ba bak,be bel,bg bul,bi bis,bm bam,
bn ben,bo bod tib,br bre,bs bos,ca cat,ce che,ch cha,co cos,cr cre,cs ces cze,cu chu,cv chv,cy cym wel,da dan,
de deu ger,dv div,dz dzo,ee ewe,el ell gre,en eng,eo epo,es spa,et est,eu eus baq,fa fas per,ff ful,fi fin,fj fij,
fo fao,fr fra fre,fy fry,ga gle,gd gla,gl glg,gn grn,gu guj,gv glv,ha hau,he heb,hi hin,ho hmo,hr hrv,ht hat,hu hun,
hy hye arm,hz her,ia ina,id ind,ie ile,ig ibo,ii iii,ik ipk,io ido,is isl ice,it ita,iu iku,ja jpn,jv jav,ka kat geo,
kg kon,ki kik,kj kua,kk kaz,kl kal,km khm,kn kan,ko kor,kr kau,ks kas,ku kur,kv kom,kw cor,ky kir,la lat,lb ltz,lg lug,
li lim,ln lin,lo lao,lt lit,lu lub,lv lav,mg mlg,mh mah,mi mri mao,mk mkd mac,ml mal,mn mon,mr mar,ms msa may,mt mlt,
my mya bur,na nau,nb nob,nd nde,ne nep,ng ndo,nl nld dut,nn nno,no nor,nr nbl,nv nav,ny nya,oc oci,oj oji,om orm,or ori,
os oss,pa pan,pi pli,pl pol,ps pus,pt por,qu que,rm roh,rn run,ro ron rum,ru rus,rw kin,sa san,sc srd,sd snd,se sme,
sg sag,si sin,sk slk slo,sl slv,sm smo,sn sna,so som,sq sqi alb,sr srp,ss ssw,st sot,su sun,sv swe,sw swa,ta tam,te tel,
tg tgk,th tha,ti tir,tk tuk,tl tgl,tn tsn,to ton,tr tur,ts tso,tt tat,tw twi,ty tah,ug uig,uk ukr,ur urd,uz uzb,ve ven,
vi vie,vo vol,wa wln,wo wol,xh xho,yi yid,yo yor,za zha,zh zho chi,zu zul,
fil fil,mul mul,und und,zxx zxx`

interface Codes {
  /** BCP 47: the shortest code there is. */
  readonly tag: string
  readonly terminological: string
  readonly bibliographic: string
}

const codes = new Map<string, Codes>()
for (const row of table.split(',')) {
  const [tag = '', terminological = '', bibliographic = terminological] = row.trim().split(' ')
  for (const key of [tag, terminological, bibliographic]) codes.set(key, { tag, terminological, bibliographic })
}

/** The tag without script, region and variants: `pt` of `pt-BR`. */
export const primaryLanguage = (tag: string): string => {
  const hyphen = tag.indexOf('-')
  return (hyphen === -1 ? tag : tag.slice(0, hyphen)).toLowerCase()
}

/** ISO 639-2/B, the code of libraries: `ger` of `de-AT`; undefined for a language that it may not know. */
export const bibliographicLanguage = (tag: string): string | undefined => codes.get(primaryLanguage(tag))?.bibliographic

/** ISO 639-3: `deu` of `de-AT`. A tag of three letters is such a code already. */
export function terminologicalLanguage(tag: string): string {
  const primary = primaryLanguage(tag)
  return codes.get(primary)?.terminological ?? primary
}

/**
 * The tag of BCP 47 for a code of any part of ISO 639 or an English name: `de` of `ger`, `deu` and `German`; a tag comes
 * back as it is. Undefined for other text.
 */
export function languageTag(text: string): string | undefined {
  const name = text.trim().toLowerCase()
  const code = codes.get(name)?.tag ?? tagByName.get(name)
  if (code !== undefined) return code
  return /^[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*$/i.test(name) ? text.trim() : undefined
}

const english = new Intl.DisplayNames(['en'], { type: 'language' })
const tagByName: ReadonlyMap<string, string> = new Map(
  [...new Set([...codes.values()].map(({ tag }) => tag))].map((tag) => [(english.of(tag) ?? tag).toLowerCase(), tag]),
)
