/**
 * Every statement but those made for questions and for lists of rows: one table, so that a test can see that all of them
 * keep the rules under which the same SQL runs on one server and on many (docs/scale.md).
 */

/**
 * Article `a` joined with one of its versions `v`, which by their key are of one article (0), as `recordOf` of sqlite/rows.ts
 * reads them; what else a statement selects stands behind.
 */
export const recordColumns = `v.spelt, v.version, nullif(a.created, v.at), v.at, v.writer, v.json, nullif(v.kind, 'deposit'), v.reason,
  a.citation_key, v.format, v.seal, CASE WHEN v.seal IS NULL THEN v.crc END, 0`
export const recordWidth = 13

/** The words of `search s` as the server’s index has them, spelt as there. `-` is no word: it finds what the index cannot hold. */
export const vector =
  "(CASE WHEN s.clipped = 0 THEN array_to_tsvector(string_to_array(s.words || s.abstract, '  ')) ELSE '-'::tsvector END)"

const current = 'FROM article a JOIN version v ON v.doi = a.doi AND v.version = a.version'
const past = 'FROM article a JOIN version v ON v.doi = a.doi'
const logged = 'seq, at, kind, writer, spelt, version, format'
const keyColumns =
  'id, name, role, digest, former_digest, former_until, prefixes, journals, created, expires, revoked, last_used, last_address'
const keyChangeColumns = 'after_seq, number, at, kind, writer, key_id, address, subject, name, detail'
const webhookColumns =
  'id, url, secret, events, created, delivered, failures, failing_since, next_attempt, fault, last_delivery, disabled'
const importColumns = 'id, key_id, created, wanted, state, progress, finished'

const reading = {
  byDoi: `SELECT ${recordColumns} ${current} WHERE a.doi = $1`,
  recordsOf: `SELECT ${recordColumns}, a.place, a.withdrawn, a.doi ${current} WHERE a.doi = ANY($1)`,
  doiOfKey: 'SELECT doi FROM citation_key WHERE key = $1',
  keysTaken: 'SELECT key FROM citation_key WHERE key = ANY($1)',
  version: `SELECT ${recordColumns} ${past} WHERE a.doi = $1 AND v.doi = $1 AND v.version = $2`,
  versions: `SELECT ${recordColumns} ${past} WHERE a.doi = $1 AND v.doi = $1 AND v.version > $2 ORDER BY v.version LIMIT $3`,
  versionAt: `SELECT ${recordColumns} ${past} WHERE a.doi = $1 AND v.doi = $1 AND v.at <= $2 ORDER BY v.version DESC LIMIT 1`,
  steps: 'SELECT version, kind, at, writer FROM version WHERE doi = $1 ORDER BY version',
  changesSince: 'SELECT seq, spelt, kind, version, at, writer FROM version WHERE seq > $1 ORDER BY seq LIMIT $2',
  log: `SELECT seq, doi, spelt, version, kind, at, writer, reason, format, crc, sha256, seal, json
    FROM version WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3`,
  copiedLog: `SELECT v.seq, v.spelt, v.version, v.kind, v.at, v.writer, v.reason, v.format, v.json, a.citation_key, a.current
    FROM version v JOIN article a ON a.doi = v.doi WHERE v.seq > $1 AND v.seq <= $2 ORDER BY v.seq LIMIT $3`,
  head: 'SELECT turn, batch, seq, place, withdrawn, instant, indexed, words FROM head WHERE one = 1',
  misled: `SELECT a.doi FROM article a LEFT JOIN version v ON v.doi = a.doi AND v.version = a.version
    WHERE v.seq IS NULL OR v.seq <> a.current OR (v.kind = 'withdraw') <> (a.withdrawn = 1) LIMIT 1000`,
  size: 'SELECT pg_database_size(current_database())',
} as const

const writing = {
  // Whoever writes holds the head until the end of the transaction.
  lockHead: 'SELECT turn, batch, seq, place, withdrawn, instant, indexed, words FROM head WHERE one = 1 FOR UPDATE',
  // Asked behind the lock: what others wrote before is seen.
  standingOrders: `SELECT h.promised, o.writer, o.key_id, o.address FROM harvest h
    LEFT JOIN (SELECT seq, writer, key_id, address FROM origin ORDER BY seq DESC LIMIT 1) o ON o.seq > 0 WHERE h.one = 1`,
  promised: 'SELECT promised FROM harvest WHERE one = 1',
  keepHead: `UPDATE head SET turn = $1, batch = $2, seq = $3, place = $4, withdrawn = $5, instant = $6, indexed = $7, words = $8
    WHERE one = 1`,
  // A bulk puts words in their place in large steps, which cost half as much.
  bulk: `SELECT set_config('gin_pending_list_limit', '16384', true), set_config('work_mem', '64MB', true)`,
  // What a bulk left for every search to read. Only who owns the index may; whoever may not leaves it to vacuum.
  clean: `SELECT gin_clean_pending_list('search_words'::regclass)`,
  dropSearch: 'DELETE FROM search WHERE doi = ANY($1)',
  forgetAnswers: 'DELETE FROM answer WHERE at < $1',
} as const

const access = {
  answersOf: 'SELECT holder, key, at, request, outcome, doi, version, notes FROM answer WHERE key = ANY($1)',
  keysOf: `SELECT ${keyColumns} FROM deposit_key WHERE id = ANY($1)`,
  answer: 'SELECT request, outcome, doi, version, notes FROM answer WHERE holder = $1 AND key = $2 AND at >= $3',
  key: `SELECT ${keyColumns} FROM deposit_key WHERE id = $1`,
  keys: `SELECT ${keyColumns} FROM deposit_key ORDER BY created, id`,
  addKey: `INSERT INTO deposit_key (${keyColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
  rotateKey: 'UPDATE deposit_key SET digest = $1, former_digest = $2, former_until = $3 WHERE id = $4 RETURNING id',
  revokeKey: 'UPDATE deposit_key SET revoked = coalesce(revoked, $1) WHERE id = $2 RETURNING id',
  useKey: 'UPDATE deposit_key SET last_used = $1, last_address = $2 WHERE id = $3',
  origin: 'SELECT writer, key_id, address FROM origin WHERE seq <= $1 ORDER BY seq DESC LIMIT 1',
  lastKeyChange: 'SELECT coalesce(max(number), 0) FROM key_change',
  addKeyChange: `INSERT INTO key_change (${keyChangeColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  writes: `SELECT ${logged} FROM version WHERE seq <= $1 ORDER BY seq DESC LIMIT $2`,
  writesOf: `SELECT ${logged} FROM version WHERE doi = $2 AND seq <= $1 ORDER BY version DESC LIMIT $3`,
  keyChanges: `SELECT ${keyChangeColumns} FROM key_change WHERE (after_seq, number) < ($1, $2)
    ORDER BY after_seq DESC, number DESC LIMIT $3`,
} as const

const harvest = {
  harvested: `SELECT ${recordColumns}, a.current ${current} WHERE a.current > $1 AND a.current <= $2
    ORDER BY a.current LIMIT $3`,
  countHarvested: 'SELECT count(*) FROM article WHERE current > $1 AND current <= $2',
  harvestedOfSet: `SELECT ${recordColumns}, m.seq FROM harvest_member m JOIN article a ON a.doi = m.doi
    JOIN version v ON v.doi = m.doi AND v.seq = m.seq
    WHERE m.set_id = $1 AND m.seq > $2 AND m.seq <= $3 ORDER BY m.seq LIMIT $4`,
  countOfSet: 'SELECT count(*) FROM harvest_member WHERE set_id = $1 AND seq > $2 AND seq <= $3',
  set: 'SELECT id FROM harvest_set WHERE spec = $1',
  sets: 'SELECT id, spec, name FROM harvest_set WHERE id > $1 ORDER BY id LIMIT $2',
  countSets: 'SELECT count(*) FROM harvest_set',
  harvest: `SELECT h.promised, h.followed, head.seq FROM harvest h JOIN head ON head.one = h.one WHERE h.one = 1`,
  secret: 'SELECT secret FROM harvest WHERE one = 1',
  keepSecret: 'UPDATE harvest SET secret = $1 WHERE one = 1',
  instantOf: 'SELECT at FROM version WHERE seq = $1',
  // Instants never go back: the last change before one has the greatest number.
  seqBefore: 'SELECT seq FROM version WHERE at < $1 AND seq <= $2 ORDER BY at DESC, seq DESC LIMIT 1',
  // Versions are never changed, so that what stood at a number of the log can be had for ever.
  snapshot: `SELECT ${recordColumns}, a.place ${past}
    WHERE a.place > $1 AND a.current > $2 AND v.seq > $2 AND v.seq <= $3 AND NOT EXISTS (
      SELECT 1 FROM version x WHERE x.doi = a.doi AND x.version > v.version AND x.seq <= $3)
    ORDER BY a.place LIMIT $4`,
  placeOf: 'SELECT place FROM article WHERE doi = $1',
  promise: 'UPDATE harvest SET promised = $1 WHERE one = 1 AND promised < $1',
  following: `SELECT a.doi, a.current, a.withdrawn, a.place, v.json ${current} WHERE a.current > $1 ORDER BY a.current LIMIT $2`,
  leaveSets: 'DELETE FROM harvest_member WHERE doi = ANY($1)',
  addSet: 'INSERT INTO harvest_set (id, spec, name) VALUES ($1, $2, $3)',
  lastSet: 'SELECT coalesce(max(id), 0) FROM harvest_set',
  rememberSets: 'UPDATE harvest SET followed = $1 WHERE one = 1',
} as const

const browse = {
  browse: 'SELECT b.followed, head.seq FROM browse b JOIN head ON head.one = b.one WHERE b.one = 1',
  journals: `SELECT slug, name, articles FROM journal WHERE articles > 0 ORDER BY lower(name), id LIMIT $1 OFFSET $2`,
  countJournals: 'SELECT count(*) FROM journal WHERE articles > 0',
  journal: 'SELECT slug, name, articles FROM journal WHERE slug = $1',
  journalIds: 'SELECT slug, id, name FROM journal WHERE slug = ANY($1)',
  volumes: `SELECT i.volume, i.issue, i.articles FROM issue i JOIN journal j ON j.id = i.journal
    WHERE j.slug = $1 AND i.articles > 0`,
  issue: `SELECT i.volume, i.issue, i.articles FROM issue i JOIN journal j ON j.id = i.journal
    WHERE j.slug = $1 AND i.volume = $2 AND i.issue = $3 AND i.articles > 0`,
  shelf: `SELECT s.doi FROM shelved s JOIN journal j ON j.id = s.journal
    WHERE j.slug = $1 AND s.volume = $2 AND s.issue = $3 ORDER BY s.page, s.place LIMIT $4 OFFSET $5`,
  located: `SELECT a.place, v.spelt, v.at ${current} WHERE a.place > $1 AND a.place <= $2 AND a.withdrawn = 0
    ORDER BY a.place LIMIT $3`,
  newest: 'SELECT max(current) FROM article WHERE place > $1 AND place <= $2',
  lines: 'SELECT seq, spelt, kind, version, at FROM version WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3',
  latest: `SELECT ${recordColumns}, a.current ${current} WHERE a.current < $1 ORDER BY a.current DESC LIMIT $2`,
  latestOfSet: `SELECT ${recordColumns}, m.seq FROM harvest_member m JOIN article a ON a.doi = m.doi
    JOIN version v ON v.doi = m.doi AND v.seq = m.seq
    WHERE m.set_id = $1 AND m.seq < $2 ORDER BY m.seq DESC LIMIT $3`,
  shelvedAt: 'SELECT doi, journal, volume, issue FROM shelved WHERE doi = ANY($1)',
  leaveShelves: 'DELETE FROM shelved WHERE doi = ANY($1)',
  lastJournal: 'SELECT coalesce(max(id), 0) FROM journal',
  keepJournal: `INSERT INTO journal (id, slug, name, articles) VALUES ($1, $2, $3, 0)
    ON CONFLICT (slug) DO UPDATE SET name = excluded.name`,
  countInJournal: 'UPDATE journal SET articles = articles + $1 WHERE id = $2',
  countInIssue: `INSERT INTO issue AS i (journal, volume, issue, articles) VALUES ($1, $2, $3, $4)
    ON CONFLICT (journal, volume, issue) DO UPDATE SET articles = i.articles + excluded.articles`,
  rememberShelves: 'UPDATE browse SET followed = $1 WHERE one = 1',
} as const

const webhooks = {
  webhooks: `SELECT ${webhookColumns} FROM webhook ORDER BY created, id`,
  webhook: `SELECT ${webhookColumns} FROM webhook WHERE id = $1`,
  addWebhook: 'INSERT INTO webhook (id, url, secret, events, created, delivered) VALUES ($1, $2, $3, $4, $5, $6)',
  removeWebhook: 'DELETE FROM webhook WHERE id = $1 RETURNING id',
  holdWebhook: `UPDATE webhook SET holder = $1, held_until = $2
    WHERE id = $3 AND (holder IS NULL OR holder = $1 OR held_until <= $4) RETURNING id`,
  keepWebhook: `UPDATE webhook SET delivered = greatest(delivered, $1), failures = $2, failing_since = $3, next_attempt = $4,
      fault = $5, last_delivery = $6, disabled = $7, held_until = $8, holder = $9
    WHERE id = $10 AND holder = $11 RETURNING id`,
  resetWebhook: `UPDATE webhook SET failures = 0, failing_since = NULL, next_attempt = NULL, fault = NULL, disabled = NULL,
      holder = NULL, held_until = NULL
    WHERE id = $1 RETURNING id`,
} as const

const imports = {
  import: `SELECT ${importColumns} FROM import WHERE id = $1`,
  imports: `SELECT ${importColumns} FROM import WHERE (created, id) < ($1, $2) ORDER BY created DESC, id DESC LIMIT $3`,
  importsOf: `SELECT ${importColumns} FROM import WHERE (created, id) < ($1, $2) AND key_id = $4
    ORDER BY created DESC, id DESC LIMIT $3`,
  unfinishedImports: `SELECT ${importColumns} FROM import WHERE finished IS NULL ORDER BY created, id`,
  refusals: 'SELECT number, line FROM import_refusal WHERE import = $1 AND number > $2 ORDER BY number LIMIT $3',
  addImport: 'INSERT INTO import (id, key_id, created, wanted) VALUES ($1, $2, $3, $4)',
  holdImport: `UPDATE import SET holder = $1, held_until = $2
    WHERE id = $3 AND finished IS NULL AND (holder IS NULL OR holder = $1 OR held_until <= $4) RETURNING id`,
  extendImport:
    'UPDATE import SET held_until = $1, holder = $2 WHERE id = $3 AND holder = $4 AND finished IS NULL RETURNING id',
  keepImport: `UPDATE import SET state = $1, progress = $2, finished = $3
    WHERE id = $4 AND holder = $5 AND finished IS NULL RETURNING id`,
  cancelImport: `UPDATE import SET state = 'cancelled', finished = $1 WHERE id = $2 AND finished IS NULL RETURNING id`,
  forgetImports: 'DELETE FROM import WHERE finished < $1 RETURNING id',
  forgetRefusals: 'DELETE FROM import_refusal WHERE import = ANY($1)',
} as const

/** Questions: what is not made for one of them. */
const finding = {
  listUp: `SELECT ${recordColumns}, a.place ${current} WHERE a.place > $1 AND a.withdrawn = 0 ORDER BY a.place LIMIT $2`,
  listDown: `SELECT ${recordColumns}, a.place ${current} WHERE a.place < $1 AND a.withdrawn = 0 ORDER BY a.place DESC LIMIT $2`,
  factHolders: `SELECT s.place FROM search s WHERE ${vector} @@ $1::tsquery LIMIT $2`,
  // As for questions outside of rooms (session.ts), to the end of the transaction.
  bySearch: `SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true), set_config('work_mem', '32MB', true)`,
} as const

export const statements = {
  ...reading,
  ...writing,
  ...access,
  ...harvest,
  ...browse,
  ...webhooks,
  ...imports,
  ...finding,
} as const
export type StatementName = keyof typeof statements

/** Columns that are written a row or many at once; what conflicts is replaced but for `keeps`. */
export interface Filling {
  readonly table: string
  readonly columns: readonly string[]
  readonly key?: readonly string[]
  readonly keeps?: readonly string[]
  /** What conflicts stays. */
  readonly fixed?: true
}

const orders = ['received', 'revised', 'accepted', 'online', 'print', 'posted', 'published', 'reference_count']

export const fillings = {
  version: {
    table: 'version',
    columns: 'doi, version, seq, kind, at, writer, reason, spelt, format, crc, sha256, seal, json'.split(', '),
  },
  article: {
    table: 'article',
    columns: ['doi', 'place', 'citation_key', 'created', 'current', 'version', 'withdrawn', ...orders],
    key: ['doi'],
    keeps: ['place', 'citation_key', 'created'],
  },
  search: {
    table: 'search',
    columns: ['doi', 'place', 'length', 'clipped', 'words', 'abstract', 'facts'],
    key: ['doi'],
  },
  answer: {
    table: 'answer',
    columns: ['holder', 'key', 'at', 'request', 'outcome', 'doi', 'version', 'notes'],
    key: ['holder', 'key'],
  },
  origin: { table: 'origin', columns: ['seq', 'writer', 'key_id', 'address'], key: ['seq'] },
  citation_key: { table: 'citation_key', columns: ['key', 'doi'] },
  harvest_member: { table: 'harvest_member', columns: ['doi', 'set_id', 'seq'] },
  import_refusal: { table: 'import_refusal', columns: ['import', 'number', 'line'], key: ['import', 'number'] },
  shelved: { table: 'shelved', columns: ['doi', 'journal', 'volume', 'issue', 'page', 'place'], key: ['doi'] },
} as const satisfies Record<string, Filling>
export type FillingName = keyof typeof fillings

/** For rows that replace nothing. */
export const copyingSql = ({ table, columns }: Filling): string => `COPY ${table} (${columns.join(', ')}) FROM STDIN`

/** `INSERT` of so many rows. */
export function fillingSql({ table, columns, key, keeps = [], fixed }: Filling, rows: number): string {
  const values = Array.from({ length: rows }, (_, row) => {
    const places = columns.map((_, at) => `$${row * columns.length + at + 1}`)
    return `(${places.join(', ')})`
  })
  const insert = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values.join(', ')}`
  if (key === undefined) return insert
  if (fixed) return `${insert} ON CONFLICT (${key.join(', ')}) DO NOTHING`
  const replaced = columns.filter((column) => !key.includes(column) && !keeps.includes(column))
  return `${insert} ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${replaced.map((name) => `${name} = excluded.${name}`).join(', ')}`
}
