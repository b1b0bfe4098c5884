-- Who is told of changes, how far each has been told, and how it goes. `holder` is the process that tells it now; another
-- may take over after `held_until`.
CREATE TABLE webhook (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  secret TEXT NOT NULL, -- as the receiver has it: signatures need it itself, not a digest
  events TEXT NOT NULL, -- a JSON array; empty for all
  created TEXT NOT NULL,
  delivered INTEGER NOT NULL, -- the number of the change log up to which everything was delivered
  failures INTEGER NOT NULL DEFAULT 0, -- since the last delivery
  failing_since TEXT,
  next_attempt TEXT,
  fault TEXT,
  last_delivery TEXT,
  disabled TEXT,
  holder TEXT,
  held_until TEXT
) STRICT, WITHOUT ROWID;
