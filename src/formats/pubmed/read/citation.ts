/** PubmedArticle and MedlineCitation: what PubMed gives out. */
import { child, elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { addAccession } from '../data-banks.ts'
import { relationOf } from '../relation-types.ts'
import { endedTitle } from '../titles.ts'
import { history, partsDate } from './dates.ts'
import { addGrant } from './funding.ts'
import { articleIds, otherId, putIdentifier } from './ids.ts'
import { catalogued, citedJournal } from './journal.ts'
import { readLocations } from './pages.ts'
import { authorList, investigatorList } from './people.ts'
import { mergePublished } from './published.ts'
import { referenceList } from './references.ts'
import { added, keepWhole, type Part, readParts, type Source } from './source.ts'
import { keywordList, meshHeadings } from './subjects.ts'
import { publicationType } from './submission.ts'
import { abstract, copyright, language, putTitles, rich } from './texts.ts'

/** The citation first, then what PubMed adds to it. */
export function readCitation(record: XmlNode, source: Source): void {
  const citation = record.name === 'MedlineCitation' ? record : child(record, 'MedlineCitation')
  const article = child(citation, 'Article')
  if (article !== undefined) readArticle(article, source)
  readParts(citation, source, citationParts)
  readParts(child(record, 'PubmedData'), source, dataParts)
  if (source.isRetracted && !source.draft.relations?.some(({ type }) => type === 'retracted-by')) {
    source.draft.relations = added(source.draft.relations, { type: 'retracted-by' })
  }
}

function readArticle(article: XmlNode, source: Source): void {
  const { kept } = source
  readParts(article, source, articleParts)
  readTitles(article, source)
  readLocations(article, source)
  const [online] = elements(article, 'ArticleDate')
  kept.attribute(online, 'DateType')
  const issue = child(article, 'Journal/JournalIssue')
  kept.attribute(issue, 'CitedMedium')
  mergePublished(
    {
      issue: partsDate(child(issue, 'PubDate'), source),
      online: partsDate(online, source),
      model: kept.attribute(article, 'PubModel'),
    },
    source.draft,
  )
}

/** A title in square brackets is NLM’s translation of the vernacular one. */
function readTitles(article: XmlNode, source: Source): void {
  const { draft, notes } = source
  const said = rich(child(article, 'ArticleTitle'), source)
  const own = rich(child(article, 'VernacularTitle'), source)
  putTitles(said === undefined ? undefined : endedTitle(said), own, { draft, notes })
}

const articleParts: Readonly<Record<string, Part>> = {
  Journal: citedJournal,
  Abstract: (node, source) => {
    abstract(node, source)
    for (const line of elements(node, 'CopyrightInformation')) copyright(line, source)
  },
  AuthorList: authorList,
  Language: language,
  PublicationTypeList: (list, source) => {
    for (const node of elements(list, 'PublicationType')) publicationType(node, source)
  },
  GrantList: (list, source) => {
    source.kept.attribute(list, 'CompleteYN')
    for (const grant of elements(list, 'Grant')) {
      const [agency, award] = ['Agency', 'GrantID'].map((name) => source.kept.text(child(grant, name)))
      addGrant(source.draft, agency, award)
    }
  },
  DataBankList: (list, source) => {
    source.kept.attribute(list, 'CompleteYN')
    for (const bank of elements(list, 'DataBank')) {
      const name = source.kept.text(child(bank, 'DataBankName'))
      if (name === undefined) continue
      for (const node of elements(child(bank, 'AccessionNumberList'), 'AccessionNumber')) {
        const number = source.kept.text(node)
        if (number !== undefined) addAccession(source.draft, name, number)
      }
    }
  },
}

/** Works that the article cites, in older records, are its references. */
const comments: Part = (list, source) => {
  const { draft, kept } = source
  for (const node of elements(list, 'CommentsCorrections')) {
    const word = node.attributes.RefType?.trim() ?? ''
    const cited = textOf(child(node, 'RefSource'))
    const pmid = textOf(child(node, 'PMID'))
    const relation = relationOf({ word, source: cited, pmid }, draft.type === 'preprint')
    if (word !== 'Cites' && relation === undefined) continue
    kept.attribute(node, 'RefType')
    kept.done(child(node, 'PMID'))
    if (relation !== undefined) {
      draft.relations = added(draft.relations, relation)
      if (relation.label?.endsWith(cited ?? '–')) kept.text(child(node, 'RefSource'))
      continue
    }
    const unstructured = rich(child(node, 'RefSource'), source)
    draft.references = added(draft.references, {
      ...(unstructured !== undefined && { unstructured }),
      ...(pmid !== undefined && { pmid }),
    })
  }
}

const pmid: Part = (node, source) => {
  const value = textOf(node)
  if (value === undefined) return
  source.kept.done(node)
  putIdentifier('pmid', value, source)
}

/** The life of PubMed’s record, and indexing that has no place in the record, each in one piece. */
const whole: Part = (node, source) => keepWhole(node, node.name, source)
const each: Part = (list, source) => {
  for (const node of elements(list)) keepWhole(node, `${list.name}/${node.name}`, source)
}

const citationParts: Readonly<Record<string, Part>> = {
  PMID: pmid,
  MedlineJournalInfo: catalogued,
  MeshHeadingList: meshHeadings,
  KeywordList: keywordList,
  CommentsCorrectionsList: comments,
  OtherAbstract: (node, source) => {
    abstract(node, source)
    for (const line of elements(node, 'CopyrightInformation')) copyright(line, source)
  },
  OtherID: otherId,
  InvestigatorList: investigatorList,
  DateCreated: whole,
  DateCompleted: whole,
  DateRevised: whole,
  ChemicalList: each,
  SupplMeshList: each,
  PersonalNameSubjectList: each,
}

const dataParts: Readonly<Record<string, Part>> = {
  ArticleIdList: articleIds,
  History: history,
  ReferenceList: referenceList,
}
