-- Every school, its day, how many students it has on a day, and why it cannot be evaluated as of that day, if so.
-- $1 date, null: today at the school. $2 name, null: all schools.
select school_id, name, day, cardinality(app.enrolled_students(school_id, day)) as students,
  case
    when day > app.today(school_id) then 'that day is still to come'
    when $1 is not null and day < ops.last_evaluation(school_id)
      then format('it was evaluated as of %s, and what was said before is history', ops.last_evaluation(school_id))
  end as obstacle
from app.school
cross join lateral (select coalesce($1::date, app.today(school_id)) as day) asked
where $2::text is null or name = $2
order by school_id
