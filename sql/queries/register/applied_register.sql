-- Has this very request been applied before?
-- $1 class: teaching_assignment_id. $2 date. $3 period. $4 version sent. $5 fields sent.
select audit.applied_by_this_request('register', register_id, $4, '{}', '{}')
  and not exists (
    select from jsonb_to_recordset($5::jsonb -> 'marks') as sent (student_id bigint, mark app.attendance)
    where not exists (
      select from app.attendance_mark
      where attendance_mark.register_id = register.register_id
        and attendance_mark.student_id = sent.student_id and attendance_mark.mark = sent.mark
    )
  )
from app.register
where teaching_assignment_id = $1 and day = $2 and period = $3
