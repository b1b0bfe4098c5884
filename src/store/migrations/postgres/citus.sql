-- Run once, by an administrator, on a Citus coordinator whose workers are known, after the store was opened once and
-- while nothing writes. Big tables are spread by the DOI, so that an article’s rows are on one shard; small ones are
-- everywhere. Not a migration: a single PostgreSQL server needs none of it.
SET citus.shard_count = 64;
SELECT create_distributed_table('article', 'doi');
SELECT create_distributed_table('version', 'doi', colocate_with => 'article');
SELECT create_distributed_table('search', 'doi', colocate_with => 'article');
SELECT create_distributed_table('harvest_member', 'doi', colocate_with => 'article');
SELECT create_distributed_table('shelved', 'doi', colocate_with => 'article');
SELECT create_distributed_table('citation_key', 'key', colocate_with => 'none');
SELECT create_distributed_table('answer', 'key', colocate_with => 'none');
SELECT create_reference_table('head');
SELECT create_reference_table('harvest');
SELECT create_reference_table('browse');
SELECT create_reference_table('harvest_set');
SELECT create_reference_table('journal');
SELECT create_reference_table('issue');
SELECT create_reference_table('deposit_key');
SELECT create_reference_table('origin');
SELECT create_reference_table('key_change');
SELECT create_reference_table('webhook');
SELECT create_reference_table('import');
SELECT create_distributed_table('import_refusal', 'import', colocate_with => 'none');
