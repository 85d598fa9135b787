-- One statement on each line; {in} is a folder that is allowed, {out} one beside it.
SELECT * FROM read_csv('{out}/secret.csv')
SELECT * FROM read_text('{in}/../it''s, in2/secret.csv')
SELECT * FROM read_text('{in}/link/secret.csv')
SELECT * FROM read_blob('/etc/passwd')
SELECT * FROM read_json('/etc/passwd')
SELECT * FROM sniff_csv('{out}/secret.csv')
SELECT * FROM glob('{out}/*')
SELECT * FROM '{out}/secret.csv'
SELECT * FROM '/etc/passwd'
SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')
SELECT * FROM read_parquet('s3://bucket/key')
SELECT getenv('HOME')
COPY (SELECT 1) TO '{out}/x.csv'
COPY (SELECT 1) TO '{in}/link/x.csv'
WITH x AS (COPY (SELECT 1) TO '{out}/x.csv') SELECT 1
ATTACH '{out}/x.db' AS x
EXPORT DATABASE '{out}'
INSTALL httpfs
LOAD httpfs
LOAD '{out}/secret.csv'
CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')
SET threads = 8
SET memory_limit = '1TB'
SET temp_directory = '/tmp'
SET max_temp_directory_size = '1TB'
SET TimeZone = 'Asia/Tokyo'
SET SESSION TimeZone = 'Asia/Tokyo'
SET allowed_directories = ['/']
SET allowed_paths = ['/etc/passwd']
SET enable_external_access = true
SET lock_configuration = false
SET autoload_known_extensions = true
RESET lock_configuration
PRAGMA threads = 8
PRAGMA enable_logging
CALL enable_logging()
