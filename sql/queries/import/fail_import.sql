-- Writes down why a file cannot be imported.
-- $1 school_id. $2 import_batch_id. $3 reason.
select ops.fail_import($1, $2, $3)
