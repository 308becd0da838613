-- Has something that an alert shows changed since its version, which does not count it: the name of the student, of the classroom or of
-- a user?
-- $1 alert_id.
select exists (
  select from app.student
  where student.school_id = alert.school_id and student.student_id = alert.student_id and student.updated_at > alert.updated_at
  union all
  select from app.classroom
  where classroom.school_id = alert.school_id and classroom.classroom_id = alert.classroom_id and classroom.updated_at > alert.updated_at
  union all
  select from app.user_account
  where user_account.school_id = alert.school_id and user_id = any (array[claimed_by, assigned_to])
    and user_account.updated_at > alert.updated_at
)
from app.alert
where alert_id = $1
