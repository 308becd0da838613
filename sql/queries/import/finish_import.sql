-- Writes down what came of it.
-- $1 school_id. $2 import_batch_id. $3 state. $4 counts.
select ops.finish_import($1, $2, $3::app.import_state, $4::jsonb)
