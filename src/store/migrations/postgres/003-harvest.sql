-- What harvesters need beside the log: a secret for their tokens, the latest instant up to which they were told that
-- they have everything, and how far the sets follow the log.
CREATE TABLE harvest (
  one SMALLINT PRIMARY KEY CHECK (one = 1),
  secret BYTEA NOT NULL,
  promised TEXT COLLATE "C" NOT NULL,
  followed BIGINT NOT NULL
);

INSERT INTO harvest
VALUES (1, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), '1970-01-01T00:00:00.000Z', 0);

CREATE TABLE harvest_set (
  id BIGINT PRIMARY KEY,
  spec TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL
);

-- The sets of each article’s newest version, withdrawn or not, with its number in the log.
CREATE TABLE harvest_member (
  doi TEXT COLLATE "C" NOT NULL,
  set_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (doi, set_id)
);

CREATE INDEX harvest_member_seq ON harvest_member (set_id, seq);
