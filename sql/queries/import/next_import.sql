-- What waits for the jobs process, locked.
select school_id, import_batch_id, kind, state, options, size, (select name from app.school where school.school_id = next.school_id)
from ops.next_import() next
