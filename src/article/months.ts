/** Month and season names of the languages journals are printed in, and the Japanese eras. */

// Where a name means different months in two languages (listopad: October in Croatian, November in Polish and Czech)
// it is left out: a date stays literal rather than be guessed.
const names: readonly string[][] = [
  'january jan januar jänner janvier janv enero ene janeiro gennaio gen ocak oca январь января янв januari styczeń stycznia leden ledna január ianuarie',
  'february feb febr februar feber février févr fév fevr fev febrero fevereiro febbraio şubat şub subat февраль февраля фев февр februari luty lutego únor února február februarie',
  'march mar märz mär maerz mrz mars marzo março marco mart март марта мар maart mrt marzec marca březen března március martie',
  'april apr avril avr abril abr aprile nisan nis апрель апреля апр kwiecień kwietnia duben dubna április aprilie',
  'may mai mayo maio maggio mag mayıs mayis май мая mei maj maja květen května május',
  'june jun juni juin junio junho giugno giu haziran haz июнь июня июн czerwiec czerwca červen června június iunie',
  'july jul juli juillet juil julio julho luglio lug temmuz tem июль июля июл lipiec lipca červenec července július iulie',
  'august aug août aout agosto ago ağustos ağu agustos август августа авг augustus sierpień sierpnia srpen srpna augusztus',
  'september sept sep septembre septiembre setiembre setembro set settembre sett eylül eyl eylul сентябрь сентября сен сент wrzesień września září szeptember septembrie',
  'october oct okt oktober octobre octubre outubro out ottobre ott ekim eki октябрь октября окт październik października říjen října október octombrie',
  'november nov novembre noviembre novembro kasım kasim kas ноябрь ноября ноя нояб noiembrie',
  'december dec dez dezember décembre déc diciembre dic dezembro dicembre aralık aralik ara декабрь декабря дек grudzień grudnia prosinec prosince decembrie',
].map((row) => row.split(' '))

const monthOf: ReadonlyMap<string, number> = new Map(
  names.flatMap((row, index) => row.flatMap((name) => spellings(name).map((key) => [key, index + 1] as const))),
)

// ISO 8601-2: 21 spring, 22 summer, 23 autumn, 24 winter
const seasonOf: ReadonlyMap<string, number> = new Map(
  [
    'spring printemps primavera frühling frühjahr ilkbahar bahar весна wiosna lente',
    'summer été verano verão estate sommer yaz лето lato zomer',
    'autumn fall automne otoño outono autunno herbst sonbahar güz осень jesień herfst',
    'winter hiver invierno inverno kış зима zima',
  ].flatMap((row, index) => row.split(' ').map((name) => [name, 21 + index] as const)),
)

/** 1–12 for the name or usual abbreviation of a month, with or without its point. */
export const monthNumber = (name: string): number | undefined => monthOf.get(fold(name))

/** 21–24 for the name of a season. */
export const seasonNumber = (name: string): number | undefined => seasonOf.get(fold(name))

/** Year before the first of each Japanese era, so that 平成2年 is 1988 + 2. */
export const eras: Readonly<Record<string, number>> = { 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 }

function fold(name: string): string {
  // İ and I are told apart in Turkish only; month names of other languages need the plain small i.
  return name.replace(/İ/g, 'i').toLowerCase().normalize('NFC').replace(/\.$/, '')
}

function spellings(name: string): string[] {
  const bare = name.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  // Only Latin letters lose their accents; й without its breve is another letter.
  return /^[a-z]+$/.test(bare) ? [name, bare] : [name]
}
