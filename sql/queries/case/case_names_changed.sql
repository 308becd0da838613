-- Has something that a case shows changed since its version, which does not count it: the name of the student, of the classroom or of a
-- user?
-- $1 case_id.
select exists (
  select from app.student
  where student.school_id = record.school_id and student.student_id = record.student_id and student.updated_at > record.updated_at
  union all
  select from app.classroom
  where classroom.school_id = record.school_id and classroom.classroom_id = record.classroom_id and classroom.updated_at > record.updated_at
  union all
  select from app.user_account
  where user_account.school_id = record.school_id and user_id = any (array[assigned_to, hand_over_to] || team)
    and user_account.updated_at > record.updated_at
)
from app.intervention_case record
where case_id = $1
