-- Where articles stand: journals, and which volume and issue of one each article is in. Kept behind the log, as the sets
-- of harvesters are; what is withdrawn stands nowhere.
CREATE TABLE browse (
  one SMALLINT PRIMARY KEY CHECK (one = 1),
  followed BIGINT NOT NULL
);

INSERT INTO browse VALUES (1, 0);

CREATE TABLE journal (
  id BIGINT PRIMARY KEY,
  slug TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL, -- as the article that came last writes it
  articles BIGINT NOT NULL
);

CREATE INDEX journal_name ON journal (lower(name), id) WHERE articles > 0;

CREATE TABLE issue (
  journal BIGINT NOT NULL,
  volume TEXT COLLATE "C" NOT NULL,
  issue TEXT COLLATE "C" NOT NULL,
  articles BIGINT NOT NULL,
  PRIMARY KEY (journal, volume, issue)
);

CREATE TABLE shelved (
  doi TEXT COLLATE "C" PRIMARY KEY,
  journal BIGINT NOT NULL,
  volume TEXT COLLATE "C" NOT NULL,
  issue TEXT COLLATE "C" NOT NULL,
  page BIGINT NOT NULL,
  place BIGINT NOT NULL
);

CREATE INDEX shelved_page ON shelved (journal, volume, issue, page, place);
