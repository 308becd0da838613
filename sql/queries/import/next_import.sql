-- What waits for the jobs process; that it begins is counted.
select school_id, import_batch_id, kind, state, options, attempts, school
from ops.next_import()
