-- Writes all marks of a register, if nobody else did since; no row if somebody did, or if the caller does not see the class.
-- $1 class: teaching_assignment_id. $2 date. $3 period. $4 version, 0: not taken yet.
-- $5 {marks: [{student_id, mark}], reason}.
select version
from app.take_register($1, $2, $3, $4, $5::jsonb -> 'marks', $5::jsonb ->> 'reason') version
where version is not null
