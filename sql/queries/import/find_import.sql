-- An import that was done, by its number.
-- $1 import_batch_id.
select school_id, state, kind, file_name from app.import_batch where import_batch_id = $1
