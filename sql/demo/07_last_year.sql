-- What is left of last year: alerts and cases that were closed, so that the school has 2,000 and 1,300 in all.
set local role school_support_owner;

create temporary table demo_past on commit drop as
select school_id, student_id, form_master_id, turn, row_number() over (order by turn, student_id) as number
from app.student
join demo_classroom using (school_id, classroom_id)
cross join generate_series(1, 3) turn
where school_id = (select school_id from app.school where name = 'Demo School');

insert into app.alert
  (school_id, student_id, risk_level, message, raised_on, assigned_to, raised_by, status, close_reason, closed_on, created_at)
select school_id, student_id, (array['low', 'medium', 'high'])[1 + number % 3]::app.risk_level,
  (array['Missed many lessons before the summer', 'Fell behind in two subjects', 'Got into fights', 'Seemed lonely'])[1 + number % 4],
  current_date - 260 + turn * 20, form_master_id, form_master_id,
  (case when number % 4 = 0 then 'dismissed' else 'resolved' end)::app.alert_status,
  (case when number % 4 = 0 then (array['not_a_concern', 'already_known', 'data_error'])[1 + number / 4 % 3] else 'handled' end)::app.close_reason,
  current_date - 240 + turn * 20, current_date - 260 + turn * 20 + time '09:00'
from demo_past
order by number
limit (select greatest(0, 2000 - count(*)) from app.alert join demo_past using (school_id, student_id) where turn = 1);

insert into app.intervention_case (
  school_id, student_id, concern, assigned_to, status, progress_status, tier, goal, outcome_notes, resolution_notes, closed_at, created_at
)
select school_id, student_id, (array['attendance', 'course_work', 'behaviour', 'wellbeing'])[1 + number % 4]::app.concern, form_master_id,
  'closed', 'resolved', 2, (array['Is there every morning', 'Catches up until the summer', 'Keeps out of fights', 'Finds a friend'])[1 + number % 4],
  'Went well into the summer.', 'Agreed with the family on what to do.',
  current_date - 200 + turn * 20 + time '15:00', current_date - 255 + turn * 20 + time '10:00'
from demo_past
order by number
limit (select greatest(0, 1300 - count(*)) from app.intervention_case join demo_past using (school_id, student_id) where turn = 1);
