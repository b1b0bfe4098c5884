-- A number for every title that was ever written (`titleNumbers` in src/store/tokens.ts). Most of what is typed is no title: one
-- step here says so, where the index of words takes one into each of its segments. What is here is asked of that index.
CREATE TABLE title_number (number INTEGER PRIMARY KEY) STRICT;

INSERT OR IGNORE INTO title_number
SELECT title.value
FROM article a JOIN version v ON v.seq = a.current, json_each(title_numbers(v.json)) title;

-- The orders of lists that had no index.
CREATE INDEX article_revised ON article (revised) WHERE revised IS NOT NULL;
CREATE INDEX article_online ON article (online) WHERE online IS NOT NULL;
CREATE INDEX article_print ON article (print) WHERE print IS NOT NULL;
CREATE INDEX article_posted ON article (posted) WHERE posted IS NOT NULL;
CREATE INDEX article_reference_count ON article (reference_count) WHERE reference_count IS NOT NULL;
