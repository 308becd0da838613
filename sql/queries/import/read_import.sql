-- One import.
-- $1 import_batch_id.
select version, body, true as may_act
from api.import_batch
where import_batch_id = $1
