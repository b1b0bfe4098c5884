-- Imports in the background: what is to be taken in, and how far each has come. `holder` is the process that works on it
-- now; another may take over after `held_until`.
CREATE TABLE import (
  id TEXT COLLATE "C" PRIMARY KEY,
  key_id TEXT COLLATE "C",
  created TEXT COLLATE "C" NOT NULL,
  wanted TEXT COLLATE "C" NOT NULL, -- a JSON object
  state TEXT COLLATE "C" NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'running', 'waiting', 'done', 'failed', 'cancelled')),
  progress TEXT COLLATE "C" NOT NULL DEFAULT '', -- a JSON object, or empty
  finished TEXT COLLATE "C",
  holder TEXT COLLATE "C",
  held_until TEXT COLLATE "C"
);

CREATE INDEX import_created ON import (created, id);

CREATE INDEX import_unfinished ON import (created, id) WHERE finished IS NULL;

-- Records that were refused, each as a JSON object.
CREATE TABLE import_refusal (
  import TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  line TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (import, number)
);
