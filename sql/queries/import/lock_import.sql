-- Locks an import. False: somebody else has done this step meanwhile.
-- $1 school_id. $2 import_batch_id. $3 state as it was seen.
select ops.lock_import($1, $2, $3::app.import_state)
