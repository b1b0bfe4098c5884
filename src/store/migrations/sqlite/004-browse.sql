-- Where articles stand: journals, and which volume and issue of one each article is in. Kept behind the log, as the sets
-- of harvesters are; what is withdrawn stands nowhere.
CREATE TABLE browse (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  followed INTEGER NOT NULL
) STRICT;

INSERT INTO browse VALUES (1, 0);

CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, -- as the article that came last writes it
  articles INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX journal_name ON journal (name COLLATE NOCASE, id) WHERE articles > 0;

CREATE TABLE issue (
  journal INTEGER NOT NULL REFERENCES journal (id),
  volume TEXT NOT NULL,
  issue TEXT NOT NULL,
  articles INTEGER NOT NULL,
  PRIMARY KEY (journal, volume, issue)
) STRICT, WITHOUT ROWID;

CREATE TABLE shelved (
  journal INTEGER NOT NULL REFERENCES journal (id),
  volume TEXT NOT NULL,
  issue TEXT NOT NULL,
  page INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (journal, volume, issue, page, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX shelved_article ON shelved (article);
