-- Imports in the background: what is to be taken in, and how far each has come. `holder` is the process that works on it
-- now; another may take over after `held_until`.
CREATE TABLE import (
  id TEXT PRIMARY KEY,
  key_id TEXT,
  created TEXT NOT NULL,
  wanted TEXT NOT NULL, -- a JSON object
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'running', 'waiting', 'done', 'failed', 'cancelled')),
  progress TEXT NOT NULL DEFAULT '', -- a JSON object, or empty
  finished TEXT,
  holder TEXT,
  held_until TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX import_created ON import (created, id);
CREATE INDEX import_unfinished ON import (created, id) WHERE finished IS NULL;

-- Records that were refused, each as a JSON object.
CREATE TABLE import_refusal (
  import TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (import, number)
) STRICT, WITHOUT ROWID;
