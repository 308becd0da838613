-- What is to be done in the active cases.
set local role school_support_owner;

insert into app.case_task (school_id, case_id, title, due_date, done_on)
select school_id, case_id,
  (array['Call home', 'Meet the student', 'Ask the teachers', 'Agree on the way to school'])[1 + case_id % 4],
  current_date + (case_id % 20)::integer - 5, case when case_id % 3 = 0 then current_date - 1 end
from app.intervention_case
join demo_school using (school_id)
where status <> 'closed';
