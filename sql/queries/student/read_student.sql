-- One student.
-- $1 student_id.
select version, body, false as may_act
from api.student
where student_id = $1
