-- Has something that a student's page shows changed since its version, which does not count it: the name of the classroom?
-- $1 student_id.
select exists (
  select from app.classroom
  where classroom.school_id = student.school_id and classroom.classroom_id = student.classroom_id
    and classroom.updated_at > student.updated_at
)
from app.student
where student_id = $1
