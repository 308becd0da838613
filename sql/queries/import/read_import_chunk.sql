-- A piece of an uploaded file.
-- $1 school_id. $2 import_batch_id. $3 position, from 0.
select encode(bytes, 'hex') from app.import_chunk where school_id = $1 and import_batch_id = $2 and position = $3
