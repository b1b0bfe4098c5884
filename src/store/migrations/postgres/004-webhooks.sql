-- Who is told of changes, how far each has been told, and how it goes. `holder` is the process that tells it now; another
-- may take over after `held_until`.
CREATE TABLE webhook (
  id TEXT COLLATE "C" PRIMARY KEY,
  url TEXT COLLATE "C" NOT NULL,
  secret TEXT COLLATE "C" NOT NULL, -- as the receiver has it: signatures need it itself, not a digest
  events TEXT COLLATE "C" NOT NULL, -- a JSON array; empty for all
  created TEXT COLLATE "C" NOT NULL,
  delivered BIGINT NOT NULL, -- the number of the change log up to which everything was delivered
  failures INTEGER NOT NULL DEFAULT 0, -- since the last delivery
  failing_since TEXT COLLATE "C",
  next_attempt TEXT COLLATE "C",
  fault TEXT COLLATE "C",
  last_delivery TEXT COLLATE "C",
  disabled TEXT COLLATE "C",
  holder TEXT COLLATE "C",
  held_until TEXT COLLATE "C"
);
