/**
 * Whether what a look-up did not find is really not there. A damaged page can hide what is on it, and “not found” would be a
 * wrong answer about a record that was acknowledged. So a miss looks again on other ways: at the version that an article’s
 * row names, at the entries of the index around the place, each of which must be that of its row, and into the words’ index.
 */
import type { DatabaseSync } from 'node:sqlite'
import { factToken } from '../tokens.ts'
import { Damage } from './faults.ts'
import { prepareRecords, type Values } from './rows.ts'

/**
 * So many entries to either side. Keys: more than a page of the index holds, since a damaged one lies on the page on which
 * it is looked for. DOIs: few, since a page of an article asks for all that it cites, and the words’ index has them too, but
 * for those of withdrawn articles.
 */
const around = { doi: 32, citation_key: 400 }

/** An entry beside the place of a key that is not in order, or not that of its row. */
const misplaced = (column: keyof typeof around, order: '>' | '<') => `
  SELECT x.key FROM (
    SELECT ${column} AS key, id FROM article WHERE ${column} ${order} ?1
    ORDER BY ${column} ${order === '>' ? 'ASC' : 'DESC'} LIMIT ${around[column]}
  ) x LEFT JOIN article a ON a.id = x.id
  WHERE a.${column} IS NOT x.key OR NOT x.key ${order} ?1 LIMIT 1`

/** The entries right beside a place where nothing is: one that is not in order, or not that of its row. */
const besidePlace = `
  SELECT x.key FROM (
    SELECT * FROM (SELECT doi AS key, id, 1 AS behind FROM article WHERE doi > ?1 ORDER BY doi LIMIT 1)
    UNION ALL
    SELECT * FROM (SELECT doi AS key, id, 0 AS behind FROM article WHERE doi < ?1 ORDER BY doi DESC LIMIT 1)
  ) x LEFT JOIN article a ON a.id = x.id
  WHERE a.doi IS NOT x.key OR (x.key > ?1) <> x.behind LIMIT 1`

export const prepareAbsence = (database: DatabaseSync) => {
  const beside = (column: keyof typeof around) =>
    (['>', '<'] as const).map((order) => prepareRecords(database, misplaced(column, order)))
  const [dois, keys] = [beside('doi'), beside('citation_key')]
  const neighbours = prepareRecords(database, besidePlace)
  const article = prepareRecords(database, 'SELECT created, current FROM article WHERE doi = ?')
  const borne = prepareRecords(database, 'SELECT doi FROM article WHERE citation_key = ?')
  const numbered = prepareRecords(
    database,
    'SELECT 1 FROM article a JOIN version v ON v.seq = a.current WHERE a.doi = ? AND v.version >= ?',
  )
  const found = prepareRecords(
    database,
    `SELECT a.doi FROM search CROSS JOIN article a ON a.id = search.rowid
     WHERE search MATCH ?1 AND lower(a.doi) = ?2 LIMIT 1`,
  )
  const judgePlace = (what: string, key: string, statements: typeof dois): void => {
    for (const statement of statements) {
      const entry = statement.get(key)
      if (entry) throw misplacedAt(what, key, entry)
    }
  }
  return {
    /**
     * Before a first deposit, where an entry that is damaged would let a second article of the DOI in. Nearly every deposit
     * is a first one, so that it looks no further than at what its own entry comes between.
     */
    ofFirst(key: string): void {
      const entry = neighbours.get(key)
      if (entry) throw misplacedAt('the DOI', key, entry)
    },
    /** `key` is a DOI in lower case of which no record was found. Throws `Damage` where there is one. */
    ofDoi(key: string): void {
      if (article.get(key)) throw new Damage(`The record of ${key} cannot be found, although its article is there`)
      judgePlace('the DOI', key, dois)
      if (found.get(`"${factToken('doi', key)}"`, key)) throw new Damage(`${key} is missing from the index of DOIs`)
    },
    ofCitationKey(key: string): void {
      const row = borne.get(key)
      if (row) throw new Damage(`The record of ${row[0]} cannot be found, although its article is there`)
      judgePlace('the citation key', key, keys)
    },
    ofVersion(key: string, version: number): void {
      if (!article.get(key)) this.ofDoi(key)
      else if (version >= 1 && numbered.get(key, version)) throw new Damage(`Version ${version} of ${key} is missing`)
    },
    ofInstant(key: string, instant: string): void {
      const row = article.get(key)
      if (!row) this.ofDoi(key)
      else if (String(row[0]) <= instant) throw new Damage(`The version of ${key} that stood at ${instant} is missing`)
    },
  }
}

const misplacedAt = (what: string, key: string, entry: Values): Damage =>
  new Damage(`Where ${what} ${key} should stand, the index has ${entry[0]}, wrongly`)
