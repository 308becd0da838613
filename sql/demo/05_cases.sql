-- 1,300 cases of the demo school and 30 of the other one, with notes of meetings and contacts.
set local role school_support_owner;

create temporary table demo_case on commit drop as
with numbered as (
  select student.school_id, student_id, form_master_id, concern,
    row_number() over (partition by student.school_id order by (student_id * 11 + concern_number * 5) % 1013, student_id) as number
  from app.student
  join demo_classroom using (school_id, classroom_id)
  cross join unnest(enum_range(null::app.concern)) with ordinality as known (concern, concern_number)
  where concern_number <= 3
)
select *,
  (case number % 10
    when 0 then 'escalated_to_admin' when 1 then 'awaiting_parent' when 2 then 'open' when 3 then 'open'
    when 4 then 'in_progress' when 5 then 'in_progress' when 6 then 'in_progress' else 'closed' end)::app.case_status as status
from numbered
where number <= case (select domain from demo_school where demo_school.school_id = numbered.school_id)
  when 'demo' then 1300 else 30 end;

insert into app.intervention_case (
  school_id, student_id, alert_id, concern, assigned_to, status, progress_status, follow_up_date,
  outcome_notes, resolution_notes, closed_at, created_at
)
select school_id, student_id,
  (select min(alert_id) from app.alert
    where alert.school_id = demo_case.school_id and alert.student_id = demo_case.student_id),
  concern,
  case when number % 17 = 0 then (
    select user_id from app.user_account
    where user_account.school_id = demo_case.school_id and role = 'form_master'
    order by (user_id + number) % 31, user_id
    limit 1
  ) else form_master_id end,
  status,
  (case when status = 'closed' then 'resolved' when status = 'open' then 'no_contact'
    when number % 3 = 0 then 'improving' when number % 3 = 1 then 'contacted' else 'not_improving' end)::app.progress_status,
  case when status <> 'closed' then current_date + (number % 28)::integer - 7 end,
  case when status = 'closed' then 'Attendance is back to what it was before.' else '' end,
  case when status = 'closed' then 'Agreed with the family on a way to school and a person to call.' else '' end,
  case when status = 'closed' then now() - make_interval(days => (number % 20)::integer) end,
  now() - make_interval(days => (21 + number % 50)::integer)
from demo_case;

insert into app.case_note (school_id, case_id, author_id, kind, outcome, body, occurred_at)
select school_id, case_id, assigned_to, kind,
  case when kind = 'contact' then (case when case_id % 3 = 0 then 'not_reached' else 'reached' end)::app.contact_outcome end,
  case kind
    when 'note' then 'Teachers of the class say the same.'
    when 'meeting' then 'Met the student; agreed to look at it again together.'
    when 'contact' then 'Called the family.'
  end,
  now() - make_interval(days => (position * 4 + case_id % 5)::integer)
from app.intervention_case
join demo_school using (school_id)
cross join unnest(enum_range(null::app.note_kind)) with ordinality as known (kind, position)
where status <> 'open' and (case_id + position) % 2 = 0;
