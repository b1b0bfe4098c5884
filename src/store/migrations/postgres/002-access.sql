-- Keys, what became of them, and by which key and from which address the log was written.
CREATE TABLE deposit_key (
  id TEXT COLLATE "C" PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  role TEXT COLLATE "C" NOT NULL CHECK (role IN ('reader-admin', 'depositor', 'administrator')),
  digest TEXT COLLATE "C" NOT NULL,
  former_digest TEXT COLLATE "C", -- of the secret before the last rotation
  former_until TEXT COLLATE "C",
  prefixes TEXT COLLATE "C" NOT NULL, -- a JSON array
  journals TEXT COLLATE "C" NOT NULL, -- a JSON array of ISSNs; empty for all
  created TEXT COLLATE "C" NOT NULL,
  expires TEXT COLLATE "C",
  revoked TEXT COLLATE "C",
  last_used TEXT COLLATE "C",
  last_address TEXT COLLATE "C"
);

-- A row holds from its `seq` to that of the next.
CREATE TABLE origin (
  seq BIGINT PRIMARY KEY,
  writer TEXT COLLATE "C" NOT NULL,
  key_id TEXT COLLATE "C",
  address TEXT COLLATE "C"
);

CREATE TABLE key_change (
  number BIGINT PRIMARY KEY,
  after_seq BIGINT NOT NULL, -- the newest number of the log at the time
  at TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('create', 'rotate', 'revoke')),
  subject TEXT COLLATE "C" NOT NULL, -- the id of the key
  name TEXT COLLATE "C" NOT NULL,
  writer TEXT COLLATE "C" NOT NULL,
  key_id TEXT COLLATE "C",
  address TEXT COLLATE "C",
  detail TEXT COLLATE "C" NOT NULL -- a JSON object: what the key may do
);

CREATE INDEX key_change_order ON key_change (after_seq, number);

-- What depositors were answered under keys of their own, so that a deposit that is sent again is answered again.
CREATE TABLE answer (
  holder TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  request TEXT COLLATE "C" NOT NULL, -- tells requests apart
  outcome TEXT COLLATE "C" NOT NULL,
  doi TEXT COLLATE "C" NOT NULL,
  version INTEGER NOT NULL,
  notes TEXT COLLATE "C" NOT NULL, -- a JSON array
  PRIMARY KEY (holder, key)
);

CREATE INDEX answer_at ON answer (at);
