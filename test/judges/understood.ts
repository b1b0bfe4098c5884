/**
 * What readers understand as structure: texts of a source that the record says by its shape or in words of its own, and
 * that are therefore not searched in it. Each with its reason; what is not listed must be found.
 */
export interface Understood {
  /** The path of the leaf, as test/judges/source-leaves.ts has it. */
  readonly path: RegExp
  /** Only where the text is like this. */
  readonly text?: RegExp
  readonly reason: string
}

/** What an answer of OAI-PMH or SRU says of itself and of its way, not of a record. */
const envelope: readonly Understood[] = [
  {
    path: /^OAI-PMH\/(?:responseDate|request|error)(?:\/@[A-Za-z]+)?$/,
    reason: 'the answer of a repository, not its record',
  },
  { path: /\/resumptionToken(?:\/@[A-Za-z]+)?$/, reason: 'where the list goes on' },
  { path: /\/about\b/, reason: 'about the metadata, not the article' },
  { path: /^searchRetrieveResponse\/(?:version|numberOfRecords)$/, reason: 'the answer of a server, not its record' },
  { path: /\/record(?:Schema|Packing|Position)$/, reason: 'the answer of a server, not its record' },
  { path: /\/@(?:noNamespaceSchemaLocation|space|xmlns)$/, reason: 'how the document is written' },
]

/** What publishers call the events of an article’s history in Crossmark, and the groups of these. */
const historyWords =
  /^(?:(?:date[ _])?(?:received|revised|accepted|epub)|first[ _]online|published(?:[ _]online)?|online publication date|(?:article|chapter|publication|PUBLICATION)[ _]?(?:history|dates))$/i

/** Deposits and answers of Crossref share these. */
const crossrefXml: readonly Understood[] = [
  ...envelope,
  { path: /\/@sequence$/, reason: 'the order of the byline' },
  { path: /\/@contributor_role$/, reason: 'the role of the contributor; a finer word than the record’s is kept' },
  { path: /\/@(?:publication_type|book_type)$/, text: /^full_text$/, reason: 'what an article is' },
  { path: /\/@media_type$/, text: /^(?:print|online|electronic|other)$/, reason: 'which date or ISSN it is' },
  { path: /\/program\/@name$/, reason: 'which program it is is said by what it holds' },
  { path: /\/assertion\/@name$/, reason: 'which part of the funding, or which event, it is' },
  { path: /\/assertion\/@(?:label|group_name|group_label)$/, text: historyWords, reason: 'which event it is' },
  {
    path: /\/assertion\/@(?:label|group_label)$/,
    text: /^(?:Copyright(?: information| and licensing)?|(?:Article|Journal) title|CrossRef DOI link.*maintained version)$/i,
    reason: 'the field that the value is in',
  },
  { path: /\/assertion\/@group_name$/, text: /^copyright_and_licensing$/i, reason: 'the field that the value is in' },
  { path: /\/abstract\/@abstract-type$/, text: /^normal$/, reason: 'an abstract of no particular kind' },
  {
    path: /\/abstract\/p$/,
    text: /<tex-math[^<>]*>\\begin\{document\}/,
    reason: 'the document of LaTeX around a formula is none of the formula; its tags were escaped',
  },
  { path: /\/@(?:order|provider)$/, reason: 'the order of assertions; who found an identifier' },
  {
    path: /\/@(?:mime_type|property)$/,
    text: /^(?:application\/(?:pdf|xml)|text\/html|text-mining|unspecified)$/,
    reason: 'the kind of the link',
  },
  { path: /\/@(?:identifier-type|relationship-type|id_type|item_number_type)$/, reason: 'which kind of thing it is' },
  { path: /\/(?:crm-item|doi)\/@type$|\/crm-item\/@name$/, reason: 'how the registry types its answer' },
  { path: /\/query\/@(?:status|fl_count)$/, reason: 'that there is an answer' },
  { path: /^(?:crossref_result|doi_batch)\/@version$/, reason: 'the version of the schema' },
  { path: /\/citation\/@type$/, reason: 'the type of the cited work, in the words of JATS' },
  {
    path: /\/(?:ORCID|funder_identifier|assertion)$/,
    text: /^\s*https?:\/\/(?:orcid\.org|(?:dx\.)?doi\.org)\/\S+\s*$/,
    reason: 'an identifier in its one form',
  },
  { path: /\/ORCID\/@authenticated$/, reason: 'a flag of the contributor' },
  { path: /\/update\/@type$/, reason: 'the type of the relation' },
  { path: /\/@(?:id|language)$/, reason: 'a tag of BCP 47; where things point to' },
  { path: /\/(?:identifier|resource)$/, text: /doi\.org\/10\./, reason: 'the DOI of the article as an address' },
  { path: /./, text: /&(?:#?\w{2,8});/, reason: 'escaped twice; the characters themselves are in the record' },
]

/** By the name of the format. */
export const understood: Readonly<Record<string, readonly Understood[]>> = {
  pubmed: [
    { path: /\/Author\/Initials$/, reason: 'the first letters of the given names, which stand beside them' },
    { path: /\/@UI$/, reason: 'the number in NLM’s vocabularies of a term that stands beside it' },
    { path: /\/@ValidYN$/, text: /^Y$/, reason: 'it is as it should be' },
    {
      path: /\/@CompleteYN$/,
      reason: 'an incomplete list of authors is told in a note; the record has no other list to tell of',
    },
    { path: /\/@MajorTopicYN$/, reason: 'how indexers weigh a term is no part of the term' },
    {
      path: /\/@(?:NlmCategory|CitedMedium|Version|IndexingMethod|LZero|DateType|IssnType|EmptyYN)$/,
      reason: 'said by the place of its element, or about NLM’s own record',
    },
    {
      path: /\/@(?:PubStatus|PubModel|IdType|EIdType|RefType|Type|Name|EqualContrib)$/,
      reason: 'which kind of thing it is is said by its place',
    },
    { path: /\/KeywordList\/@Owner$/, text: /^NOTNLM$/, reason: 'words of authors or publishers have no vocabulary' },
    {
      path: /\/PublicationType$/,
      text: /^(?:journal articles?|review|case reports|systematic review|dataset|clinical trial(?: protocol)?|(?:randomized )?controlled clinical trial|randomized controlled trial|editorial|letter|comment|congress|news|biography|lecture|introductory journal article|published erratum|retraction of publication|retracted publication|expression of concern|preprint|meeting abstract)$/i,
      reason: 'the type of the record, in its own words',
    },
    { path: /\/AbstractText\/@Label$/, text: /^unlabell?ed$/i, reason: 'NLM’s word for no heading' },
    {
      path: /\/Identifier$/,
      text: /^(?:https?:\/\/)?(?:orcid\.org\/)?[\dX-]{16,19}$/,
      reason: 'an ORCID iD in its one form',
    },
    { path: /\/Language$/, reason: 'a code of three letters for a tag of two' },
    {
      path: /\/MedlineDate$/,
      text: /spring|summer|fall|autumn|winter/i,
      reason: 'a season as its number (ISO 8601-2)',
    },
    { path: /\/Season$/, reason: 'a season as its number (ISO 8601-2)' },
  ],
  nbib: [
    { path: /^(?:AU|ED|IR)$/, reason: 'the name before it in a short form' },
    { path: /^LA$/, reason: 'a code of three letters for a tag of two' },
    {
      path: /^PT$/,
      text: /^(?:journal articles?|review|case reports|systematic review|dataset|clinical trial(?: protocol)?|(?:randomized )?controlled clinical trial|randomized controlled trial|editorial|letter|comment|congress|news|biography|lecture|introductory journal article|published erratum|retraction of publication|retracted publication|expression of concern|preprint|meeting abstract)$/i,
      reason: 'the type of the record, in its own words',
    },
    { path: /^PST$/, reason: 'tells what the date of publication is' },
    { path: /^OTO$/, text: /^NOTNLM$/, reason: 'words of authors or publishers have no vocabulary' },
    { path: /^AUID$/, text: /^ORCID: ?(?:https?:\/\/orcid\.org\/)?[\dX-]+$/, reason: 'an ORCID iD in its one form' },
    {
      path: /^(?:AID|LID)$/,
      text: /\[(?:pii|doi)\]$|doi\.org/,
      reason: 'the kind of the identifier is said by its place',
    },
    {
      path: /^PHST$/,
      text: /\[(?:received|revised|accepted|epublish|ppublish|aheadofprint|ecollection)\]$/,
      reason: 'which event it is is said by its place',
    },
    { path: /^ISSN$/, text: /^[EP]?ISSN-/, reason: 'the medium is said by its place' },
    { path: /^DP$/, text: /spring|summer|fall|autumn|winter/i, reason: 'a season as its number (ISO 8601-2)' },
  ],
  crossref: crossrefXml,
  unixref: crossrefXml,
  'crossref-json': [
    { path: /\/sequence$/, reason: 'the order of the byline' },
    {
      path: /\/role\/\*\/(?:role|vocabulary)$/,
      text: /^(?:author|editor|translator|chair|crossref|credit|corresponding-author)$/,
      reason: 'the role',
    },
    { path: /\/doi-asserted-by$|\/asserted-by$/, reason: 'who found an identifier' },
    { path: /\/authenticated-orcid$/, text: /^(?:true|false)$/, reason: 'a flag; false where nothing is known' },
    { path: /\/ORCID$/, reason: 'an iD in its one form' },
    { path: /\/(?:ISSN|ISBN)$/, text: /^https?:\/\/id\.crossref\.org\//, reason: 'a number without its address' },
    { path: /(?:^|\/)URL$/, text: /doi\.org\/10\./, reason: 'the address of the DOI, which is in `doi`' },
    { path: /\/assertion\/\*\/value$/, text: /^https:\/\/doi\.org\/10\./, reason: 'the address of the DOI' },
    {
      path: /(?:^|\/)(?:source|score|references?-count|status|message-(?:type|version))$/,
      reason: 'the answer of the API, not its record',
    },
    { path: /(?:^|\/)(?:total-results|items-per-page|query\/.*)$/, reason: 'the answer of the API, not its record' },
    {
      path: /\/(?:date-time|timestamp|\$numberLong|delay-in-days)$/,
      reason: 'date-parts in another form, or counted from them',
    },
    { path: /\/crossmark-restriction$/, text: /^false$/, reason: 'there is none' },
    {
      path: /(?:^|\/)(?:type|subtype)$/,
      text: /^(?:journal-article|posted-content|peer-review|preprint|dissertation)$/,
      reason: 'the type of the record',
    },
    {
      path: /\/content-(?:type|version)$/,
      text: /^(?:unspecified|application\/(?:pdf|xml)|text\/html)$/,
      reason: 'the kind of the link',
    },
    { path: /\/intended-application$/, text: /^(?:text-mining|unspecified)$/, reason: 'what any full text is for' },
    { path: /\/issn-type\/\*\/type$|\/id-type$/, reason: 'which kind of identifier it is' },
    {
      path: /\/(?:update-to|updated-by)\/\*\/(?:type|label|source)$/,
      text: /^(?:correction|retraction|new[ _]version|expression[ _]of[ _]concern|publisher)$/i,
      reason: 'the type of the relation',
    },
    { path: /\/assertion\/\*\/(?:name|label|group\/(?:name|label))$/, text: historyWords, reason: 'which event it is' },
    {
      path: /\/assertion\/\*\/(?:name|label|group\/(?:name|label))$/,
      text: /^(?:copyright(?:[ _](?:information|licen[cs](?:e|ing)))?|open access|licen[cs]e|copyright[ _]and[ _]licen[cs]ing|(?:article|journal)[ _]?title|articlelink|CrossRef DOI link.*)$/i,
      reason: 'the field that the value is in',
    },
    { path: /\/assertion\/\*\/order$/, reason: 'the order of assertions' },
    {
      path: /(?:^|\/)abstract$/,
      text: /^\s*<jats:title>(?:abstract|summary)\W/i,
      reason: '“Abstract” above an abstract would be printed twice',
    },
    { path: /./, text: /&(?:#?\w{2,8});/, reason: 'escaped; the characters themselves are in the record' },
  ],
  'csl-json': [
    { path: /^(?:\/\*)?\/type$/, reason: 'the type of the record, in its own words' },
    { path: /\/URL$/, text: /^https?:\/\/(?:dx\.)?doi\.org\//, reason: 'the address of the DOI' },
    { path: /\/citation-key$/, reason: 'the name of the record in somebody’s library, as BibTeX’s key is' },
    { path: /\/sequence$/, reason: 'first or additional is said by the order of the names' },
    { path: /^(?:\/\*)?\/id$/, reason: 'the place of the reading' },
  ],
  ris: [
    {
      path: /^(?:PY|DA|Y[12])$/,
      text: /^\d{4}\/\/\/(?:spring|summer|autumn|fall|winter) *$/i,
      reason: 'a season by its number (EDTF)',
    },
    {
      path: /^TY$/,
      text: /^(?:E?JOUR|JFULL|MGZN|INPR|ABST|THES)$/,
      reason: 'the record is an article, or of its type',
    },
    { path: /^ID$/, reason: 'the place of the reading' },
    { path: /^(?:DO|UR|M3|N1|L1)$/, text: /\bdoi\.org\/10\./, reason: 'the address of the DOI, which is in `doi`' },
    { path: /^LA$/, text: /^[\p{L}]{3,20}$/u, reason: 'the language as a tag of BCP 47' },
  ],
  enw: [
    { path: /^0$/, reason: 'the record is an article, or of its type' },
    { path: /^F$/, reason: 'the place of the reading' },
    { path: /^[RU]$/, text: /\bdoi\.org\/10\./, reason: 'the address of the DOI, which is in `doi`' },
    { path: /^G$/, text: /^[\p{L}]{3,20}$/u, reason: 'the language as a tag of BCP 47' },
  ],
  'endnote-xml': [
    { path: /\/style\/@/, reason: 'faces are marks of rich text; fonts and sizes are how it is printed' },
    { path: /\/source-app\b/, reason: 'the program that wrote the file' },
    {
      path: /\/ref-type(?:\/@name)?$/,
      text: /^(?:17|19|32|43|.*Article|Thesis)$/,
      reason: 'the record is an article, or of its type',
    },
    { path: /\/label\b/, reason: 'the place of the reading' },
    { path: /\/urls\/.*url\b/, text: /\bdoi\.org\/10\./, reason: 'the address of the DOI, which is in `doi`' },
    { path: /\/language\b/, text: /^[\p{L}]{3,20}$/u, reason: 'the language as a tag of BCP 47' },
  ],
  csv: [
    { path: /^key$/, reason: 'the place of the reading' },
    { path: /^status$/, reason: 'follows from relations and dates' },
    { path: /^language$/, text: /^[\p{L}]{3,20}$/u, reason: 'the language as a tag of BCP 47' },
    { path: /^corresponding$/, reason: 'a flag of the contributor of that name' },
    { path: /^free_to_read$/, text: /^(?:yes|true|1)$/i, reason: 'said by `freeToRead` being there' },
  ],
  cff: [
    { path: /\/orcid$/, text: /orcid\.org/, reason: 'an ORCID iD in its one form' },
    { path: /^\/cff-version$/, reason: 'the version of the format' },
    { path: /^\/message$/, text: /from 'preferred-citation'/, reason: 'a sentence that the schema demands' },
    { path: /\/type$/, reason: 'the type of the work, or of the identifier' },
    { path: /\/url$/, text: /\bdoi\.org\/10\./, reason: 'the address of the DOI, which is in `doi`' },
    { path: /\/languages\/\*$/, reason: 'the language as a tag of BCP 47' },
    {
      path: /\/(?:name|title)$/,
      text: /^(?:anonymous|\[no title\])$/,
      reason: 'what the schema demands where there is nothing',
    },
  ],
  'oai-dc': [
    ...envelope,
    { path: /\/@(?:type|status)$/, reason: 'the encoding scheme; a deleted record is refused' },
    {
      path: /\/type$/,
      text: /^(?:text|article|journal ?article|doc-type:article|info:eu-repo\/semantics\/\w+)$/i,
      reason: 'that it is an article, in the terms of a vocabulary; a version or a preprint is a field',
    },
    { path: /\/rights$/, text: /^info:eu-repo\/semantics\/(?:open|embargoed)Access$/, reason: 'freeToRead' },
    { path: /\/(?:language|@lang)$/, text: /^[A-Za-z]{2,3}(?:[-_]\w+)?$/, reason: 'a tag of BCP 47' },
    { path: /\/date$/, text: /^\d{4}-\d\d-\d\dT[\d:.]+Z?$/, reason: 'the time of day is left out; there is a note' },
  ],
  mods: [
    ...envelope,
    {
      path: /\/@(?:type|authority|authorityURI|encoding|keyDate|usage|point|unit|typeURI|altType|access|script|supplied|displayLabel|otherType)$/,
      reason: 'which kind of thing it is is said by its place; of what is not understood it is kept',
    },
    { path: /\/(?:mods|modsCollection)\/@version$|^mods\/@version$/, reason: 'the version of the schema' },
    {
      path: /\/roleTerm$/,
      text: /^(?:aut|cre|creator|author|edt|editor|trl|translator|ill|illustrator|rev|reviewer|ctb|contributor|fnd|funder|Verfasser(?:in)?|Herausgeber(?:in)?)$/i,
      reason: 'the role',
    },
    { path: /\/(?:languageTerm|language|@lang)$/, reason: 'a tag of BCP 47' },
    { path: /\/typeOfResource$/, text: /^text$/, reason: 'an article is one' },
    {
      path: /\/genre$/,
      text: /^(?:journal ?article|article|academic journal|periodical|journal|serial)$/i,
      reason: 'so is the journal',
    },
    { path: /\/caption$/, reason: 'the printed word for volume or number' },
  ],
  marcxml: [
    ...envelope,
    { path: /\/@(?:tag|ind1|ind2|code|type)$/, reason: 'the field, by its place in the record' },
    {
      path: /\/subfield$/,
      text: /^(?:aut|cre|edt|trl|ill|rev|ctb|author|joint author|editor|translator|illustrator|contributor|auteur|autor|Verfasser(?:in)?|Herausgeber(?:in)?|Übersetzer(?:in)?|Hrsg)[.,]?$/i,
      reason: 'the role',
    },
    {
      path: /\/subfield$/,
      text: /^(?:nnas|rfc\d+|year:\d{4}|[a-z]{3}|Full text(?: \(\w+\))?|Article page|Organi[sz]ational)$/,
      reason: 'a code',
    },
  ],
  'datacite-xml': [
    ...envelope,
    {
      path: /\/@(?:nameType|dateType|descriptionType|titleType|relationType|relatedIdentifierType|relatedItemType|relatedItemIdentifierType|identifierType|contributorType|resourceTypeGeneral|funderIdentifierType|numberType|nameIdentifierScheme|affiliationIdentifierScheme|rightsIdentifierScheme)$/,
      reason: 'which kind of thing it is is said by its place; of what is not understood it is kept',
    },
    { path: /\/@(?:schemeURI|SchemeURI)$/, reason: 'where the scheme of an identifier is told of' },
    { path: /\/nameIdentifier$/, text: /orcid\.org\//, reason: 'an ORCID iD in its one form' },
    { path: /\/(?:language|@lang)$/, reason: 'a tag of BCP 47' },
    {
      path: /./,
      text: /^\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal)\)?$/i,
      reason: 'a code for no value',
    },
    { path: /\/publicationYear$/, text: /^0+$/, reason: 'a code for no value' },
    { path: /\/resourceType$/, text: /^(?:text|journal ?article|article)$/i, reason: 'what every record here is' },
    {
      path: /\/rights(?:\/@rightsURI)?$/,
      text: /^(?:open ?access|info:eu-repo\/semantics\/openAccess)$/i,
      reason: 'freeToRead',
    },
    { path: /\/oai_datacite\/(?!payload)/, reason: 'the envelope of DataCite’s own repository' },
    { path: /\/date$/, text: /^\d{4}-\d\d-\d\dT/, reason: 'the time of day is left out; there is a note' },
  ],
  'datacite-json': [
    {
      path: /\/(?:nameType|dateType|descriptionType|titleType|relationType|relatedIdentifierType|relatedItemType|relatedItemIdentifierType|identifierType|contributorType|resourceTypeGeneral|funderIdentifierType|numberType|nameIdentifierScheme|affiliationIdentifierScheme|rightsIdentifierScheme)$/,
      reason: 'which kind of thing it is is said by its place; of what is not understood it is kept',
    },
    { path: /\/creators\/\*\/type$|\/contributors\/\*\/type$/, reason: 'person or body' },
    { path: /\/types\/(?:ris|bibtex|citeproc|schemaOrg)$/, reason: 'made of resourceTypeGeneral by DataCite' },
    {
      path: /\/(?:schemaVersion|schema_version|agency|xml)$/,
      reason: 'how the record was registered; `xml` is the same record once more',
    },
    { path: /(?:^|\/)(?:id|identifier)$/, text: /doi\.org\//, reason: 'a DOI in its one form' },
    { path: /\/type$/, text: /^dois$/, reason: 'the type of JSON:API' },
    { path: /\/(?:id|nameIdentifier)$/, text: /orcid\.org\//, reason: 'an ORCID iD in its one form' },
    { path: /\/(?:language|lang)$/, reason: 'a tag of BCP 47' },
    { path: /\/schemeUri$/, reason: 'where the scheme of an identifier is told of' },
    {
      path: /./,
      text: /^\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal)\)?$/i,
      reason: 'a code for no value',
    },
    { path: /\/publicationYear$/, text: /^0+$/, reason: 'a code for no value' },
    { path: /\/resourceType$/, text: /^(?:text|journal ?article|article)$/i, reason: 'what every record here is' },
    {
      path: /\/rights(?:Uri)?$/,
      text: /^(?:open ?access|info:eu-repo\/semantics\/openAccess)$/i,
      reason: 'freeToRead',
    },
    { path: /\/date$/, text: /^\d{4}-\d\d-\d\dT/, reason: 'the time of day is left out; there is a note' },
  ],
  jats: [
    { path: /\/x$/, reason: 'punctuation made for print' },
    { path: /\/season$/, text: /^(?:spring|summer|autumn|fall|winter)$/i, reason: 'a season by its number (EDTF)' },
    { path: /\/self-uri\/@title$/, reason: 'what the address is of is said by its relation' },
    { path: /\/event-desc$/, text: /^(?:received|accepted|published) on $/i, reason: 'the label of the date in it' },
    { path: /\/contrib\/uri\/@href$/, text: /orcid\.org/, reason: 'the iD in another notation' },
    { path: /\/given-names\/@initials$/, reason: 'the given names say more' },
    {
      path: /\/(?:article-title|license|article)\/@lang$|^article\/@lang$/,
      text: /^(?:und|[a-z]{2})$/,
      reason: 'of a part; und says that nobody knows',
    },
    { path: /^article\/(?:body|floats-group|floats-wrap)\b/, reason: 'the text of the article is no metadata' },
    { path: /^article\/(?:sub-article|response)\b/, reason: 'another article; there is a note' },
    { path: /\/@(?:id|rid|ref-type)$/, reason: 'where things point to is said by the shape of the record' },
    {
      path: /^article\/back\/(?:.*\/)?(?:app-group|app|glossary|table-wrap|table-wrap-group|fig|fig-group|boxed-text|supplementary-material)\b/,
      reason: 'appendices, tables and figures are text of the article',
    },
    {
      path: /\/@(?:name-style|specific-use|space|align|valign|stretchy|toggle|position|orientation|specific-use|style|show|actuate|xmlns|dtd-version|hwp|sec-title|mathcolor|displaystyle|scriptlevel|mathvariant|width|content-version)$/,
      reason: 'how it is printed or was made',
    },
    {
      path: /\/@(?:corresp|equal-contrib|deceased|authenticated)$/,
      text: /^(?:yes|no|true|false)$/,
      reason: 'a flag of the contributor',
    },
    {
      path: /\/(?:tex-math|(?:inline-)?graphic\/@href)$/,
      reason: 'TeX without its preamble; a formula’s picture is not metadata',
    },
    { path: /\/math(?:\/.*)?\/@[a-z]+$/, reason: 'how a formula is drawn' },
    {
      path: /\/@(?:notation|overflow|class|disp-level|seq|role|alt|assigning-authority|vocab|vocab-identifier|vocab-term)$/,
      reason: 'how it is printed, or which authority says so',
    },
    { path: /\/role\/@vocab-term-identifier$/, reason: 'a term of CRediT as the record has it' },
    {
      path: /\/(?:xref|label|xref\/(?:sup|italic|bold))$/,
      text: /^\W*[\p{L}\d]{0,6}\W*$/u,
      reason: 'a mark that points to what stands elsewhere',
    },
    {
      path: /\/(?:surname|given-names)$/,
      text: /^[\p{Script=Han}\p{Script=Hangul}]+$/u,
      reason: 'the name in its own script is written without blanks',
    },
    { path: /\/contrib-id$/, text: /orcid\.org/, reason: 'an ORCID iD in its one form' },
    { path: /\/institution-id$/, text: /10\.13039\//, reason: 'a funder’s DOI in its one form' },
    { path: /\/@href$/, text: /\bdoi\.org\//, reason: 'a DOI in its one form' },
    { path: /\/email\/@href$/, text: /^mailto:/, reason: 'the address is the text of the element' },
    {
      path: /\/author-notes\/fn\/p$/,
      text: /contributed equally/i,
      reason: 'a flag of the contributors that point to it',
    },
    {
      path: /\/author-notes\/corresp\b/,
      text: /^\W*(?:corresponding author|correspondence|e-?mail|author for)/i,
      reason: 'a flag of the contributor that points to it',
    },
    { path: /\/@[a-z-]*type$/, reason: 'which kind of thing it is is said by its place' },
  ],
  bibtex: [
    { path: /^\/type$/, reason: 'the type of the entry; a note names one that is no article’s' },
    { path: /^\/names$/, reason: 'how many names there are' },
  ],
  biblatex: [
    { path: /^\/type$/, reason: 'the type of the entry; a note names one that is no article’s' },
    { path: /^\/names$/, reason: 'how many names there are' },
  ],
  html: [
    { path: /language$/, text: /^[a-z]{3}$/i, reason: 'a language has one tag in the record: eng is en' },
    { path: /orcid$/, text: /orcid\.org/, reason: 'an ORCID iD in its one form' },
    { path: /^dc\.identifier$|doi$/, text: /doi/i, reason: 'a DOI in its one form' },
    { path: /^citation_author_email$/, text: /^mailto:/, reason: 'the address without its scheme' },
  ],
  highwire: [
    { path: /orcid$/, text: /orcid\.org/, reason: 'an ORCID iD in its one form' },
    { path: /^dcterms\.date/, text: /spring|summer|autumn|winter/i, reason: 'a season is a number in the record' },
  ],
  'schema-org': [
    { path: /\/@(?:type|context)$|^(?:\/\*)?\/@type\/\*$/, reason: 'which kind of thing it is is said by its place' },
    { path: /\/@id$/, text: /^_:|^#/, reason: 'where nodes point to is said by the shape of the record' },
    { path: /\/(?:@id|sameAs(?:\/\*)?|identifier)$/, text: /orcid\.org|isni\.org/, reason: 'an iD in its one form' },
    { path: /\/@type\/\*$/, reason: 'which kind of thing it is is said by its place' },
  ],
}
