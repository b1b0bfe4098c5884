-- What harvesters need beside the log: a secret for their tokens, the latest instant up to which they were told that
-- they have everything, and how far the sets follow the log.
CREATE TABLE harvest (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  secret BLOB NOT NULL,
  promised TEXT NOT NULL,
  followed INTEGER NOT NULL
) STRICT;

INSERT INTO harvest VALUES (1, randomblob(32), '1970-01-01T00:00:00.000Z', 0);

CREATE TABLE harvest_set (
  id INTEGER PRIMARY KEY,
  spec TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;

-- The sets of each article’s newest version, withdrawn or not, in the order of the log.
CREATE TABLE harvest_member (
  set_id INTEGER NOT NULL REFERENCES harvest_set (id),
  seq INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (set_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX harvest_member_article ON harvest_member (article);
