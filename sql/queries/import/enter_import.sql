-- What follows in this transaction is this import's.
-- $1 school_id. $2 import_batch_id.
select ops.enter_import($1, $2)
