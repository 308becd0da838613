-- Takes an import back; answers what stands in the way.
-- $1 school_id. $2 import_batch_id.
select entity, id, reason
from jsonb_to_recordset(ops.undo_import($1, $2)) obstacle (entity text, id bigint, reason text)
