-- One row for every DOI, in order of first deposit; the record itself is the row of `version` that `current` names.
-- Rows are never deleted, so ids count from 1 without gaps and the number of articles is the greatest id.
CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  doi TEXT NOT NULL UNIQUE, -- in lower case (ASCII); as deposited in `version`
  citation_key TEXT UNIQUE, -- given at first deposit, never changed
  created TEXT NOT NULL,
  current INTEGER NOT NULL REFERENCES version (seq),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  -- what lists are ordered by: the first day each date may mean, as yyyymmdd
  received INTEGER,
  revised INTEGER,
  accepted INTEGER,
  online INTEGER,
  print INTEGER,
  posted INTEGER,
  published INTEGER,
  reference_count INTEGER
) STRICT;

CREATE INDEX article_current ON article (current);
CREATE INDEX article_received ON article (received) WHERE received IS NOT NULL;
CREATE INDEX article_accepted ON article (accepted) WHERE accepted IS NOT NULL;
CREATE INDEX article_published ON article (published) WHERE published IS NOT NULL;

CREATE INDEX article_withdrawn ON article (id) WHERE withdrawn = 1;

-- Every version ever written, which is also the change log: `seq` counts from 1 without gaps. `json` comes last, so
-- that a scan of the log does not read it.
CREATE TABLE version (
  seq INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  version INTEGER NOT NULL CHECK (version >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('deposit', 'update', 'withdraw', 'restore')),
  at TEXT NOT NULL,
  writer TEXT NOT NULL,
  reason TEXT,
  doi TEXT NOT NULL,
  crc INTEGER NOT NULL, -- CRC-32 of `json` in UTF-8
  json TEXT NOT NULL,
  UNIQUE (article, version)
) STRICT;

CREATE TRIGGER version_counts_on BEFORE INSERT ON version
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM version)
BEGIN SELECT RAISE(ROLLBACK, 'the change log counts on without gaps'); END;

CREATE TRIGGER version_is_not_changed BEFORE UPDATE ON version
BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;

CREATE TRIGGER version_is_not_deleted BEFORE DELETE ON version
BEGIN SELECT RAISE(ABORT, 'a version is never deleted'); END;

CREATE TRIGGER article_is_not_deleted BEFORE DELETE ON article
BEGIN SELECT RAISE(ABORT, 'an article is withdrawn, not deleted'); END;

-- The words of the articles that are not withdrawn; rowid = article.id. Contentless: the texts are not kept twice.
-- `facts` has one token for everything else that articles are chosen by (src/store/sqlite/tokens.ts), so that any choice
-- is one intersection of lists.
CREATE VIRTUAL TABLE search USING fts5 (
  title, abstract, names, affiliations, journal, keywords, doi, facts,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- How many articles, or occurrences of a word, a word has: to find the rare words of a reference.
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, instance);

-- The facts that facets are counted of, as lines of name and value between tabs; of the same articles as `search`.
CREATE TABLE facet (
  article INTEGER PRIMARY KEY,
  facts TEXT NOT NULL
) STRICT;

CREATE TABLE deposit_key (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  prefixes TEXT NOT NULL, -- a JSON array
  administrator INTEGER NOT NULL CHECK (administrator IN (0, 1)),
  created TEXT NOT NULL,
  revoked TEXT
) STRICT, WITHOUT ROWID;
