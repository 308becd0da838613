-- A piece of a file.
-- $1 import_batch_id. $2 position, from 0. $3 bytes.
insert into app.import_chunk (import_batch_id, position, bytes) values ($1, $2, $3)
