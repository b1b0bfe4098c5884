/** The words by which pages name their parts, in the languages of the journals. All in lower case, without stops. */

const set = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .split('|')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  )

export const abstractHeadings = set(
  `abstract|summary|article abstract|abstract/summary|extended abstract|structured abstract|resumen|resúmenes|resumo|resumos|resum|résumé|résumés|riassunti|abstracts|
   sumario|zusammenfassung|kurzfassung|riassunto|sommario|sintesi|özet|öz|аннотация|реферат|резюме|анотація|streszczenie|
   abstrakt|samenvatting|sažetak|sammanfattning|摘要|内容摘要|中文摘要|提要|要旨|要約|抄録|概要|アブストラクト|초록|국문초록|
   국문요약|요약|요 약|초 록|摘 要|résumé / abstract|abstract in english|en abstract|abstract (english)`,
)

export const keywordHeadings = set(
  `keywords|key words|keyword|key-words|index terms|author keywords|palabras clave|palabras claves|palavras-chave|
   palavras chave|mots-clés|mots clés|mots-clefs|schlüsselwörter|schlagwörter|schlagworte|stichwörter|parole chiave|
   anahtar kelimeler|anahtar sözcükler|anahtar kelime|ключевые слова|ключові слова|słowa kluczowe|trefwoorden|
   ključne riječi|nyckelord|关键词|关键字|關鍵詞|キーワード|핵심어|주제어|키워드|검색어|descriptores|descritores|paraules clau`,
)

export const referencesStart = set(
  `references|reference list|bibliography|literature cited|cited literature|works cited|literature|notes and references|
   references and notes|references and links|literatur|literaturverzeichnis|referencias|referencias bibliográficas|
   bibliografía|referências|referências bibliográficas|références|bibliographie|bibliografia|riferimenti bibliografici|
   kaynaklar|kaynakça|список литературы|литература|参考文献|參考文獻|引用文献|文献|참고문헌|literatura`,
)

export const foreignStart = set(
  `similar content being viewed by others|recommended articles|related articles|related content|similar articles|
   most read|most cited|most read articles|most cited articles|latest articles|people also read|you may also like|
   you may also be interested in|recommended|recommended for you|cited by|citing articles|similar articles in|
   más leídos|artículos similares|artigos semelhantes|artigos mais lidos|articles similaires|ähnliche artikel|
   most read articles by the same author(s)|more from this journal|other articles in this issue|popular articles|
   trending articles|editors' picks|sponsored content|articles in the same issue|explore related subjects|
   this article is cited by|articles citing this|citations to this article|other articles by authors|
   similar articles being viewed by others|further reading|read next|article recommendations|benzer makaleler`,
)

/** Headings after which a page speaks of its own article again. */
export const ownAgain: ReadonlySet<string> = new Set([
  ...abstractHeadings,
  ...keywordHeadings,
  ...set(
    `download references|author information|authors and affiliations|about this article|details|cite|citing literature|citation|how to cite|
     cite this article|how to cite this article|recommended citation|author biographies|author biography|footnotes|
     additional information|article information|rights and permissions|publication history|article history|
     acknowledgements|acknowledgments|copyright|copyright information|license|licence|published|issue|section|
     information|author affiliations|affiliations|corresponding author|authors|cómo citar|como citar|comment citer|
     zitationsvorschlag|publicado|publication date|dates|históricos|history|datas de publicação|fechas de publicación|
     article and author information|author details|editor information|publishing history|issue information|
     ayrıntılar|kaynak göster|yazarlar|bölüm|birincil dil|yayımlanma tarihi|gönderilme tarihi|kabul tarihi|makale bilgileri|
     как цитировать|для цитирования|информация об авторах|сведения об авторах|биографии авторов|опубликован|выпуск|раздел|
     лицензия|descargas|número|sección|licencia|biografía del autor/a|biografías de los autores/as|edição|seção|licença|
     veröffentlicht|ausgabe|rubrik|lizenz|publié|numéro|rubrique|licence|pour citer cet article|come citare|pubblicato|
     fascicolo|sezione|licenza|autor/innen-biografie|引用本文|著者情報|収録日|sobre el autor|biografia do autor|nasıl atıf yapılır|article metrics|metrics|cite this paper|permissions|ethics declarations`,
  ),
])

/** Headings that end an abstract or a list of keywords. */
export const sectionHeadings: ReadonlySet<string> = new Set([
  ...ownAgain,
  ...referencesStart,
  ...foreignStart,
  ...set(
    `introduction|1 introduction|main text|main|full text|introducción|introdução|einleitung|introduzione|giriş|введение|
     引言|前言|はじめに|緒言|緒 言|序論|서론|graphical abstract|highlights|plain language summary|significance statement|
     author summary|key points|abbreviations|figures|type|topics|information|received|author notes|citing literature|data availability|funding|competing interests|ethical statement|
     thanks|author contributions|authors' contributions|supplementary material|supporting information|article statistics|
     article files|archive|share|share this article|tools|downloads|download|download pdf|pdf|subjects|subject areas|
     journal section|primary language|keywords/topics|access this article|access options|article metrics|jel classification|
     jel codes|msc|pacs|what this paper adds|trial registration|conflict of interest|conflicts of interest|disclosure|
     open access|peer review|metrics|related information|comments|next section|previous section|export citation|
     statistics|references and affiliations|about the author|about the authors|author information x|list of abbreviations|
     список сокращений|bibliographic note|citation metrics|first page|login options|get access|article contents|contents|
     view full text|read full text|full text views|jump to section|sections|issue section|topic|featured image|cc by`,
  ),
])

/** Headings inside a structured abstract. */
export const abstractSections = set(
  `background|introduction|objective|objectives|aim|aims|aim of the study|purpose|context|rationale|motivation|methods|
   method|materials and methods|material and methods|methodology|methodology/principal findings|design|study design|
   setting|participants|patients|patients and methods|interventions|intervention|main outcome measures|measurements|
   results|findings|main results|principal findings|result|discussion|conclusion|conclusions|conclusions/significance|
   interpretation|significance|implications|limitations|trial registration|study objectives|purpose of the review|purpose of review|recent findings|importance|data sources|data sources and selection|data extraction|study selection|primary funding source|measurement|exposures|setting and participants|summary|relevance|novelty|approach and results|background and purpose|what is known|aim and objectives|aims and objectives|trial registration number|registration|
   background and aims|background and objectives|background/aims|scope|key results|case presentation|case report|
   case description|originality/value|practical implications|research limitations/implications|social implications|
   design/methodology/approach|availability|availability and implementation|supplementary information|contact|
   antecedentes|objetivo|objetivos|métodos|método|metodología|material y métodos|resultados|conclusión|conclusiones|
   introducción|discusión|contexto|metodologia|materiais e métodos|conclusão|conclusões|introdução|discussão|
   contexte|objectif|objectifs|méthodes|méthode|matériel et méthodes|résultats|discussion|hintergrund|fragestellung|
   ziel|ziele|methode|methoden|methodik|material und methoden|ergebnisse|schlussfolgerung|schlussfolgerungen|fazit|
   amaç|gereç ve yöntem|yöntem|yöntemler|bulgular|sonuç|sonuçlar|giriş|giriş ve amaç|цель|цели|методы|
   материалы и методы|результаты|заключение|выводы|введение|目的|方法|结果|结论|結果|結論|背景|목적|방법|결과|결론|
   premessa|obiettivo|metodi|risultati|conclusioni`,
)

/** A line (or list item) of the page's own furniture, whatever its letters look like. */
export const furniture =
  /(?<![\p{L}\p{N}])(?:skip to|sign[ -]?(?:in|up|out)|log[ -]?(?:in|out)|register|password|subscribe|subscription|shopping|cart|cookies?|browser|javascript|search|menu|navigation|home ?page|browse|download|e-?mail|alerts?|rss|feed|share|tweet|facebook|twitter|linkedin|mendeley|reddit|citeulike|bookmark|export|print|login|account|copyright|privacy|terms of|all rights|permissions?|reprints?|purchase|price|buy|newsletter|help|contact|about us|advertisement|full[ -]?text|view(?:s|ing)?|metrics|altmetric|show (?:more|all|less)|hide|loading|click|editorial board|author guidelines|instructions (?:for|to) authors|submit|current issue|all issues|back issues|archives?|table of contents|previous|next|close|go to|jump to|crossref|crossmark|google scholar|pubmed|impact factor|issn|powered by|open access|get (?:pdf|new|rights|access)|remember m[ey]|institutional|forgotten|create account|supplementa(?:l|ry)|permalink|cite this)(?![\p{L}\p{N}])/iu

/** Words by which an institution is known. */
export const institution =
  /(?:universi[tdaàâé]|univ\.|üniversite|университет|университ|universit|institut(?!ional)|instytut|enstitü|институт|college|colegio|collège|school of|\bschool\b|faculty|faculdade|facultad|faculté|fakult|fakülte|факультет|facoltà|department|departamento|département|departement|dipartimento|bölümü|anabilim|кафедра|\bdept\b|division of|laborator(?:y|ies|io|ium|ies|ia)\b|laboratoire|лаборатор|hospitals?\b|hospital de|hôpital|ospedale|krankenhaus|klinik|clinic\b|clinics\b|clínica|больниц|centre\b|center\b|centro\b|zentrum|центр|academy|academia|akademi|академи|accademia|council|conselho|consejo|agency|ministry|ministerio|ministerium|bundesamt|bundesanstalt|museum|observatory|foundation|fundação|fundación|inserm|cnrs|inra|csic|polytechni|politécnic|politecnic|max[- ]planck|helmholtz|fraunhofer|\bgmbh\b|\binc\b|\bltd\b|\bllc\b|corporation|\bcorp\b|research unit|research group|station\b|bureau\b|school\b|école|escuela|escola|hochschule|大学|学院|研究所|研究院|研究中心|实验室|医院|大學|研究室|株式会社|학교|대학|연구소|연구원|병원|株)/iu

// In capitals some of these are names: Wonseok An, Dabin We, Kim In.
const smallWords = /(?<![\p{L}\p{N}])(?:in|on|to|at|by|an|is|are|was|its?|our|we|no)(?![\p{L}\p{N}])/u

/** Words that no person's name contains. */
const notNameWords =
  /(?<![\p{L}\p{N}])(?:the|of|and|for|with|from|this|that|how|what|why|when|your|you|new|volume|issue|vol|pages|preview|first-page|article|articles|journal|journals|research|review|report|study|studies|paper|papers|original|special|section|editorial|letters?|letter to|open|access|full|text|pdf|html|xml|abstract|references|results|methods|discussion|introduction|conclusions?|background|figures?|tables?|author|authors|editors?|editor|received|accepted|published|revised|online|home|about|search|menu|view|advanced|university|institute|department|school|college|hospital|center|centre|faculty|laboratory|academy|society|association|press|publishing|publisher|science|sciences|technology|engineering|medicine|medical|health|biology|chemistry|physics|mathematics|humanities|education|nature|international|national|royal|american|european|analysis|effects?|systems?|theory|model|models|data|methodology|information|material|materials|tools|metrics|download|share|email|contact|copyright|license|licence|keywords?|topics?|subjects?|news|events|policy|policies|guidelines?|submission|submit|current|archive|archives|issues?|announcements?|cover|content|contents|table|login|register|sign|cite|citation|citations|related|comments?|correspondence|corresponding|affiliations?|supporting|supplementary|doi|issn|user|guide|resources?|browse|index|terms|privacy|help|faq|subscribe|library|libraries|book|books|chapter|conference|proceedings|version|record|print|export|alerts?|save|profile|account|orcid|united|states|kingdom|germany|china|italy|spain|japan|brazil|brasil|turkey|türkiye|india|korea|canada|australia|russia|mexico|méxico|unit|division|provincial|municipal|state|clinical|south africa|cape town|new zealand|sri lanka|costa rica|puerto rico|saudi arabia|hong kong|el salvador|new york|los angeles|san francisco|san diego|tel aviv|buenos aires|new delhi|kuala lumpur|abu dhabi|new jersey|north carolina|south carolina|new mexico|creative|commons|avenue|boulevard|follow|und|mit|für|der die|artículo|artigo|revista|edición|número|universidad|universidade|inicio|início|buscar|español|português|français|deutsch|türkçe|hakkında|makale|dergi|cilt|sayı)(?![\p{L}\p{N}])/iu

export const notName = { test: (text: string): boolean => smallWords.test(text) || notNameWords.test(text) }
