-- What a key’s holder may do, for how long, and with which secrets.
ALTER TABLE deposit_key ADD COLUMN role TEXT NOT NULL DEFAULT 'depositor'
  CHECK (role IN ('reader-admin', 'depositor', 'administrator'));
ALTER TABLE deposit_key ADD COLUMN journals TEXT NOT NULL DEFAULT '[]'; -- a JSON array of ISSNs; empty for all
ALTER TABLE deposit_key ADD COLUMN expires TEXT;
ALTER TABLE deposit_key ADD COLUMN former_digest TEXT; -- of the secret before the last rotation
ALTER TABLE deposit_key ADD COLUMN former_until TEXT;
ALTER TABLE deposit_key ADD COLUMN last_used TEXT;
ALTER TABLE deposit_key ADD COLUMN last_address TEXT;
UPDATE deposit_key SET role = 'administrator' WHERE administrator = 1;
ALTER TABLE deposit_key DROP COLUMN administrator;

-- By which key and from which address the log was written: a row holds from its `seq` to that of the next.
CREATE TABLE origin (
  seq INTEGER PRIMARY KEY,
  writer TEXT NOT NULL,
  key_id TEXT,
  address TEXT
) STRICT;

-- What became of keys. `after_seq` is the newest number of the log at the time, so that both are one order of events.
CREATE TABLE key_change (
  number INTEGER PRIMARY KEY,
  after_seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('create', 'rotate', 'revoke')),
  subject TEXT NOT NULL, -- the id of the key
  name TEXT NOT NULL,
  writer TEXT NOT NULL,
  key_id TEXT,
  address TEXT,
  detail TEXT NOT NULL -- a JSON object: what the key may do
) STRICT;

CREATE INDEX key_change_order ON key_change (after_seq, number);

CREATE TRIGGER key_change_is_not_changed BEFORE UPDATE ON key_change
BEGIN SELECT RAISE(ABORT, 'what became of a key is never changed'); END;

CREATE TRIGGER key_change_is_not_deleted BEFORE DELETE ON key_change
BEGIN SELECT RAISE(ABORT, 'what became of a key is never deleted'); END;
