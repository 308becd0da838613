-- The imports of all schools, newest first.
select import_batch_id, school.name, kind, file_name, state, coalesce(counts ->> 'new', ''), coalesce(counts ->> 'changed', ''),
  to_char(batch.created_at, 'YYYY-MM-DD HH24:MI')
from app.import_batch batch
join app.school using (school_id)
order by import_batch_id desc
limit 50
