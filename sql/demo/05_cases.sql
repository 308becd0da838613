-- Cases for what alerts say, for some what teachers noticed besides, with notes of meetings and contacts.
set local role school_support_owner;

-- In each classroom: the dozen most serious matters of which an alert is open are being worked on, most of those of which it is
-- closed were; and two students do not feel well.
create temporary table demo_case on commit drop as
with matter as (
  select school_id, student_id, classroom_id, app.concern_of_alert(rule) as concern,
    coalesce(max(alert_id) filter (where closed_on is null), max(alert_id)) as alert_id,
    max(raised_on) as raised_on,
    max(risk_level) as risk_level, bool_or(closed_on is null) as is_open,
    case when not bool_or(closed_on is null) then max(closed_on) end as closed_on
  from app.alert
  join demo_school using (school_id)
  where rule <> 'manual'
  group by school_id, student_id, classroom_id, concern
  union all
  select school_id, student_id, classroom_id, 'wellbeing', null, current_date - 25, 'low', true, null
  from app.student
  join demo_school using (school_id)
  where substr(external_id, 2)::integer % 16 = 5
), placed as (
  select matter.*, form_master_id,
    row_number() over (partition by matter.school_id, matter.classroom_id, is_open order by concern = 'wellbeing' desc, risk_level desc, alert_id) as place
  from matter
  join demo_classroom using (school_id, classroom_id)
)
select *, row_number() over (partition by school_id order by student_id, concern) as number,
  (case when not is_open then 'closed' else (array['in_progress', 'open', 'awaiting_parent', 'in_progress', 'escalated_to_admin', 'in_progress'])[1 + place % 6] end)
    ::app.case_status as status
from placed
where place <= case when is_open then 14 else 10 end;

insert into app.intervention_case (
  school_id, student_id, alert_id, concern, assigned_to, status, progress_status, tier, goal, follow_up_date,
  outcome_notes, resolution_notes, closed_at, created_at
)
select school_id, student_id, alert_id, concern,
  case when number % 17 = 0 then (
    select user_id from app.user_account
    where user_account.school_id = demo_case.school_id and role = 'form_master'
    order by (user_id + number) % 31, user_id
    limit 1
  ) else form_master_id end,
  status,
  (case when status = 'closed' then 'resolved' when status = 'open' then 'no_contact'
    when number % 3 = 0 then 'improving' when number % 3 = 1 then 'contacted' else 'not_improving' end)::app.progress_status,
  case when risk_level >= 'high' then 3 else 2 end,
  case concern when 'attendance' then 'Comes every day for two weeks' when 'course_work' then 'Passes the next test'
    when 'behaviour' then 'No incident for a month' else 'Has somebody to talk to' end,
  case when status <> 'closed' then current_date + (number % 28)::integer - 7 end,
  case when status <> 'closed' then '' when concern = 'attendance' then 'Comes to school again.' when concern = 'course_work' then 'Has caught up.'
    else 'Nothing more has happened.' end,
  case when status = 'closed' then 'Agreed with the family on what to do, and on a person to call.' else '' end,
  closed_on + time '15:00', least(raised_on + 1 + (number % 3)::integer, closed_on, current_date - 1) + time '10:00'
from demo_case;

-- A closed alert keeps the case that it led to.
update app.alert set case_id = record.case_id
from app.intervention_case record
join demo_school using (school_id)
where alert.school_id = record.school_id and alert.alert_id = record.alert_id and record.status = 'closed';

insert into app.case_note (school_id, case_id, author_id, kind, outcome, body, occurred_at)
select school_id, case_id, assigned_to, kind,
  case when kind = 'contact' then (case when case_id % 3 = 0 then 'not_reached' else 'reached' end)::app.contact_outcome end,
  case kind
    when 'note' then 'Teachers of the class say the same.'
    when 'meeting' then 'Met the student; agreed to look at it again together.'
    when 'contact' then 'Called the family.'
  end,
  greatest(intervention_case.created_at, now() - make_interval(days => (position * 4 + case_id % 5)::integer))
from app.intervention_case
join demo_school using (school_id)
cross join unnest(enum_range(null::app.note_kind)) with ordinality as known (kind, position)
where status <> 'open' and (case_id + position) % 2 = 0;
