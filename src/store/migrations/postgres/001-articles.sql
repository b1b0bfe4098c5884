-- The end of the log, and what is counted: one row, locked by whoever writes, so that numbers have no gaps, instants
-- never go back, and nobody sees a number before all below it.
CREATE TABLE head (
  one SMALLINT PRIMARY KEY CHECK (one = 1),
  turn BIGINT NOT NULL, -- counts transactions that wrote
  batch TEXT COLLATE "C" NOT NULL, -- the last of them, by a name its writer gave it
  seq BIGINT NOT NULL,
  place BIGINT NOT NULL,
  withdrawn BIGINT NOT NULL,
  instant TEXT COLLATE "C" NOT NULL, -- of the last change
  indexed BIGINT NOT NULL, -- articles put into the search index, ever, and their words: what ranking compares with
  words BIGINT NOT NULL
);

INSERT INTO head VALUES (1, 0, '', 0, 0, 0, '', 0, 0);

-- One row for every DOI; the record itself is the row of `version` that `version` names. Rows are never deleted.
CREATE TABLE article (
  doi TEXT COLLATE "C" PRIMARY KEY, -- in lower case (ASCII); as deposited in `version`
  place BIGINT NOT NULL, -- counts from 1 in order of first deposit
  citation_key TEXT COLLATE "C", -- given at first deposit, never changed
  created TEXT COLLATE "C" NOT NULL,
  current BIGINT NOT NULL, -- the number in the log of the version that stands
  version INTEGER NOT NULL,
  withdrawn SMALLINT NOT NULL CHECK (withdrawn IN (0, 1)),
  -- what lists are ordered by: the first day each date may mean, as yyyymmdd
  received INTEGER,
  revised INTEGER,
  accepted INTEGER,
  online INTEGER,
  print INTEGER,
  posted INTEGER,
  published INTEGER,
  reference_count INTEGER
);

CREATE INDEX article_place ON article (place);

CREATE INDEX article_current ON article (current);

CREATE INDEX article_received ON article (received, place) WHERE received IS NOT NULL;

CREATE INDEX article_accepted ON article (accepted, place) WHERE accepted IS NOT NULL;

CREATE INDEX article_published ON article (published, place) WHERE published IS NOT NULL;

-- Who bears a citation key: a table of its own, since a key is nobody else’s in the whole store.
CREATE TABLE citation_key (
  key TEXT COLLATE "C" PRIMARY KEY,
  doi TEXT COLLATE "C" NOT NULL
);

-- Every version ever written, which is also the change log.
CREATE TABLE version (
  doi TEXT COLLATE "C" NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  seq BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('deposit', 'update', 'withdraw', 'restore')),
  at TEXT COLLATE "C" NOT NULL,
  writer TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C",
  spelt TEXT COLLATE "C" NOT NULL, -- the DOI as deposited
  format TEXT COLLATE "C", -- the name of the format that the depositor sent
  crc BIGINT NOT NULL, -- CRC-32 of `json` in UTF-8
  sha256 TEXT COLLATE "C", -- of `json` in UTF-8, hexadecimal
  seal BIGINT, -- CRC-32 that goes on from `crc` over the other columns
  json TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (doi, version)
);

CREATE INDEX version_seq ON version (seq);

CREATE INDEX version_at ON version (at, seq);

-- The words of the articles that are not withdrawn, field by field, a line each, with two blanks between words: the index
-- has each of them; that they stand side by side, and how often they occur in which field, is told from the text.
-- `words` ends with a line of tokens, one for every other fact. Three rows fit a page without a second place for long texts.
CREATE TABLE search (
  doi TEXT COLLATE "C" PRIMARY KEY,
  place BIGINT NOT NULL,
  length INTEGER NOT NULL, -- in words and tokens
  clipped SMALLINT NOT NULL CHECK (clipped IN (0, 1)), -- 1 where the index cannot hold the words: every search looks at these
  words TEXT COLLATE "C" NOT NULL, -- of every field but the abstract
  abstract TEXT COLLATE "C" NOT NULL,
  facts TEXT COLLATE "C" NOT NULL -- what facets are counted of, as lines of name and value between tabs
) WITH (toast_tuple_target = 2700);

CREATE INDEX search_place ON search (place);

CREATE INDEX search_words ON search USING gin ((
  CASE WHEN clipped = 0 THEN array_to_tsvector(string_to_array(words || abstract, '  ')) ELSE '-'::tsvector END
));
