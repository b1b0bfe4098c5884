/** Names of languages as babel, biblatex and people write them → tags of BCP 47. Of two for one tag the later is written. */
const rows = `
anglais en|englisch en|inglés en|usenglish en-US|ukenglish en-GB|english en
american en-US|british en-GB|australian en-AU|canadian en-CA|newzealand en-NZ
deutsch de|allemand de|german de|ngerman de|austrian de-AT|naustrian de-AT|swissgerman de-CH|nswissgerman de-CH
français fr|francais fr|französisch fr|frenchb fr|french fr|acadian fr-CA|canadien fr-CA
español es|espanol es|spanish es|mexican es-MX|português pt|portugues pt|portuges pt|portuguese pt|brazil pt-BR|brazilian pt-BR
italiano it|italian it|nederlands nl|dutch nl|русский ru|russian ru|中文 zh|chinese zh|日本語 ja|japanese ja|한국어 ko|korean ko
polski pl|polish pl|česky cs|czech cs|svenska sv|swedish sv|dansk da|danish da|suomi fi|finnish fi|türkçe tr|turkish tr
arabic ar|farsi fa|persian fa
bokmål nb|norsk nb|nynorsk nn|norwegian no|icelandic is|magyar hu|hungarian hu|romanian ro|bulgarian bg|ukrainian uk
greek el|serbian sr|croatian hr|slovak sk|slovenian sl|slovene sl|catalan ca|galician gl|basque eu|latin la|estonian et
latvian lv|lithuanian lt|hebrew he|hindi hi|bengali bn|urdu ur|thai th|vietnamese vi|indonesian id|malay ms|afrikaans af
welsh cy|irish ga|scottish gd|esperanto eo|macedonian mk|albanian sq|armenian hy|georgian ka|kazakh kk|mongolian mn`

/** A tag by its name in small letters. */
export const languages: Readonly<Record<string, string>> = Object.fromEntries(
  rows
    .trim()
    .split(/[|\n]/)
    .map((row) => row.split(' ') as [string, string]), // every row has one blank
)
