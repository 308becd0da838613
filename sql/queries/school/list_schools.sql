-- The schools, with how many they teach and employ.
select school_id, name, time_zone,
  (select count(*) from app.student where student.school_id = school.school_id and classroom_id is not null) as students,
  (select count(*) from app.user_account where user_account.school_id = school.school_id and active) as staff
from app.school
order by school_id
