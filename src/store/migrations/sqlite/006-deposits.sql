-- What a version was made of, and what proves it: NULL for versions that were written before these columns were.
ALTER TABLE version ADD COLUMN format TEXT; -- the name of the format that the depositor sent
ALTER TABLE version ADD COLUMN sha256 TEXT; -- of `json` in UTF-8, hexadecimal
ALTER TABLE version ADD COLUMN seal INTEGER; -- CRC-32 that goes on from `crc` over the other columns (src/store/sqlite/seal.ts)

-- What depositors were answered under keys of their own, so that a deposit that is sent again is answered again.
CREATE TABLE answer (
  holder TEXT NOT NULL,
  key TEXT NOT NULL,
  at TEXT NOT NULL,
  request TEXT NOT NULL, -- tells requests apart
  outcome TEXT NOT NULL,
  doi TEXT NOT NULL,
  version INTEGER NOT NULL,
  notes TEXT NOT NULL, -- a JSON array
  PRIMARY KEY (holder, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX answer_at ON answer (at);
