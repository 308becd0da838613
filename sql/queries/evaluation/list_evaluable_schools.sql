-- Every school, its day, and how many students it has on a day.
-- $1 date, null: today at the school. $2 name, null: all schools.
select school_id, name, day, cardinality(app.enrolled_students(school_id, day)) as students
from app.school
cross join lateral (select coalesce($1::date, app.today(school_id)) as day) asked
where $2::text is null or name = $2
order by school_id
