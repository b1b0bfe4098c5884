-- A transaction of a thousand deposits fills one segment of the index instead of several, a page of it a page of the
-- file, and segments are merged by eights: long imports write the index a quarter faster. Questions read a few more segments.
INSERT INTO search (search, rank) VALUES ('hashsize', 16777216);
INSERT INTO search (search, rank) VALUES ('pgsz', 8000);
INSERT INTO search (search, rank) VALUES ('automerge', 8);
