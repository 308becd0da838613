-- 2,000 alerts of the demo school and 60 of the other one, of every rule and in every state.
set local role school_support_owner;

create temporary table demo_alert on commit drop as
with numbered as (
  select student.school_id, student_id, form_master_id, rule, rule_number,
    row_number() over (partition by student.school_id order by (student_id * 7 + rule_number * 3) % 1009, student_id) as number
  from app.student
  join demo_classroom using (school_id, classroom_id)
  cross join unnest('{absence_rate,early_pace,consecutive_absence,failing_subjects,incident_days,serious_incident}'::text[])
    with ordinality as known (rule, rule_number)
)
select *, (number * 37 % 100)::integer as dice, (2 + number * 5 % 17)::integer as numerator, (24 + number * 3 % 33)::integer as denominator
from numbered
where number <= case (select domain from demo_school where demo_school.school_id = numbered.school_id)
  when 'demo' then 2000 else 60 end;

insert into app.alert
  (school_id, student_id, rule, risk_level, message, evidence, status, close_reason, assigned_to, created_at)
select school_id, student_id, rule,
  (case when dice < 40 then 'low' when dice < 75 then 'medium' when dice < 94 then 'high' else 'critical' end)::app.risk_level,
  case rule
    when 'absence_rate' then format('absent %s of %s school days', numerator, denominator)
    when 'early_pace' then format('%s absences in the first %s school days', numerator % 5 + 2, 20 * (numerator % 3 + 1))
    when 'consecutive_absence' then format('absent %s school days in a row', numerator % 6 + 2)
    when 'failing_subjects' then format('below the pass mark in %s of 8 subjects', numerator % 4 + 1)
    when 'incident_days' then format('incidents on %s of the last 45 school days', numerator % 5 + 1)
    else format('%s serious incidents this term', numerator % 2 + 1)
  end,
  json_build_object('numerator', numerator, 'denominator', denominator, 'rule_version', 1),
  status, case when status in ('resolved', 'dismissed')
    then ((enum_range(null::app.close_reason))[1 + number % 4])::app.close_reason end,
  case
    when number % 9 = 0 then (
      select user_id from app.teaching_assignment
      where teaching_assignment.school_id = demo_alert.school_id
      order by (user_id + number) % 97, user_id
      limit 1
    )
    when number % 3 = 0 then form_master_id
  end,
  now() - make_interval(days => 1 + dice % 70, hours => numerator)
from (
  select *, (case
      when number % 10 < 3 then 'active' when number % 10 < 5 then 'under_review' when number % 10 < 6 then 'escalated'
      when number % 10 < 9 then 'resolved' else 'dismissed' end)::app.alert_status as status
  from demo_alert
) demo_alert;
