/**
 * A judge of PubMed XML by a DTD of our own: the elements that publishers submit, in the order of NLM’s Data Provider
 * Help. It is narrower than NLM’s, whose file is not at hand.
 */
import { ParseOption, XmlDocument, XmlLibError } from 'libxml2-wasm'

const text = '(#PCDATA | b | i | u | sub | sup)*'
const statuses = 'received | accepted | revised | epublish | ppublish | aheadofprint | retracted | ecollection'
const dtd = `
<!ELEMENT ArticleSet (Article+)>
<!ELEMENT Article (Journal, Replaces?, ArticleTitle, VernacularTitle?, FirstPage?, LastPage?, ELocationID*, Language*,
  AuthorList?, GroupList?, PublicationType*, ArticleIdList?, History?, Abstract?, OtherAbstract*,
  CopyrightInformation?, CoiStatement?, ObjectList?, ReferenceList?)>
<!ELEMENT Journal (PublisherName, JournalTitle, Issn, Volume?, Issue?, PubDate)>
<!ELEMENT PubDate (Year, Month?, Season?, Day?)>
<!ATTLIST PubDate PubStatus (${statuses}) "ppublish">
<!ELEMENT AuthorList (Author+)>
<!ELEMENT Author (((FirstName, MiddleName?, LastName, Suffix?) | CollectiveName), AffiliationInfo*, Identifier*)>
<!ATTLIST Author EqualContrib (Y | N) #IMPLIED>
<!ATTLIST FirstName EmptyYN (Y | N) "N">
<!ELEMENT AffiliationInfo (Affiliation, Identifier*)>
<!ATTLIST Identifier Source CDATA #REQUIRED>
<!ELEMENT GroupList (Group+)>
<!ELEMENT Group (GroupName, IndividualName*)>
<!ELEMENT IndividualName (FirstName, MiddleName?, LastName, Suffix?, Affiliation?)>
<!ELEMENT ArticleIdList (ArticleId+)>
<!ATTLIST ArticleId IdType (doi | pii | pubmed | pmc | sici) #REQUIRED>
<!ATTLIST ELocationID EIdType (doi | pii) #REQUIRED>
<!ATTLIST FirstPage LZero (save | delete) "delete">
<!ELEMENT History (PubDate+)>
<!ELEMENT Abstract (#PCDATA | b | i | u | sub | sup | AbstractText)*>
<!ELEMENT OtherAbstract (#PCDATA | b | i | u | sub | sup | AbstractText)*>
<!ATTLIST OtherAbstract Language CDATA #IMPLIED>
<!ATTLIST AbstractText Label CDATA #IMPLIED>
<!ELEMENT ObjectList (Object+)>
<!ELEMENT Object (Param*)>
<!ATTLIST Object Type CDATA #REQUIRED>
<!ATTLIST Param Name CDATA #REQUIRED>
<!ELEMENT ReferenceList (Reference+)>
<!ELEMENT Reference (Citation, ArticleIdList?)>
${['ArticleTitle', 'VernacularTitle', 'AbstractText', 'b', 'i', 'u', 'sub', 'sup'].map((name) => `<!ELEMENT ${name} ${text}>`).join('\n')}
${'PublisherName JournalTitle Issn Volume Issue Year Month Season Day FirstPage LastPage ELocationID Language FirstName MiddleName LastName Suffix CollectiveName Affiliation Identifier GroupName PublicationType ArticleId CopyrightInformation CoiStatement Param Citation Replaces'
  .split(' ')
  .map((name) => `<!ELEMENT ${name} (#PCDATA)>`)
  .join('\n')}
`

const options = (ParseOption.XML_PARSE_DTDVALID | ParseOption.XML_PARSE_NONET) as ParseOption // an enum of flags

/** What is wrong with the document; an empty list for a valid one. */
export function judgePubmed(document: string): readonly string[] {
  const doctype = /<!DOCTYPE ArticleSet PUBLIC "[^"]*" "[^"]*">/
  if (!doctype.test(document)) return ['no DOCTYPE of an ArticleSet']
  try {
    XmlDocument.fromString(
      document.replace(doctype, () => `<!DOCTYPE ArticleSet [${dtd}]>`),
      { option: options },
    ).dispose()
    return []
  } catch (error) {
    if (error instanceof XmlLibError) return error.details.map(({ message, line }) => `${line}: ${message.trim()}`)
    throw error
  }
}
