-- What the rules said as the term went on, what people raised themselves, and what they did about it.
set local role school_support_owner;

-- Nothing has counted these rows yet for the planner.
analyze app.student, app.enrolment, app.calendar_day, app.attendance_day, app.grade, app.incident;

-- Everybody every other week, a tenth of the school each school day, by the facts as they were then; today everybody.
do $$
declare
  past record;
begin
  for past in
    select school_id, day, number, array(
        select student_id from app.student where student.school_id = school_day.school_id and student_id % 10 = number % 10
      ) as students
    from (
      select school_id, day, row_number() over (partition by school_id order by day) as number
      from demo_school
      join app.calendar_day using (school_id)
      where is_school_day and day between current_date - 45 and current_date - 1
    ) school_day
    order by day, school_id
  loop
    perform ops.refresh(past.school_id, past.students, past.day);
    if past.number = 5 then
      analyze app.student_indicator, app.alert;
    end if;
  end loop;
  perform ops.refresh(school_id, app.enrolled_students(school_id, app.today(school_id)), app.today(school_id)) from demo_school;
end
$$;

insert into app.alert (school_id, student_id, risk_level, message, raised_on, assigned_to, raised_by)
select student.school_id, student_id, (case when student_number % 3 = 0 then 'medium' else 'low' end)::app.risk_level,
  (array['Has become very quiet lately', 'Often comes without breakfast', 'Sits alone in the breaks', 'Says that school is no use'])[1 + student_number % 4],
  current_date - 1 - student_number % 30, form_master_id, form_master_id
from app.student
join demo_classroom using (school_id, classroom_id)
cross join lateral (select substr(external_id, 2)::integer as student_number) known
where student_number % 23 = 7;

-- In the order of their rules, so that alerts of each come to every state.
create temporary table demo_alert on commit drop as
select school_id, alert_id, row_number() over (partition by school_id order by rule, alert_id) as number
from app.alert
join demo_school using (school_id)
where status = 'active' and raised_on < current_date - 1;

-- Some are closed, some rest, some are being looked at, one in nine by a teacher; what nobody touched goes to the admins.
update app.alert
set created_at = raised_on + time '08:00' + make_interval(mins => (alert.alert_id % 400)::integer),
  status = (case demo_alert.number % 10 when 0 then 'resolved' when 1 then 'dismissed' when 2 then 'under_review' when 3 then 'under_review'
    else status::text end)::app.alert_status,
  close_reason = (case demo_alert.number % 10 when 0 then (array['handled', 'handled', 'data_error'])[1 + demo_alert.number / 10 % 3]
    when 1 then (array['already_known', 'not_a_concern'])[1 + demo_alert.number / 10 % 2] end)::app.close_reason,
  closed_on = case when demo_alert.number % 10 < 2 then greatest(raised_on, current_date - demo_alert.number::integer % 7) end,
  claimed_by = case when demo_alert.number % 10 in (2, 3) then assigned_to end,
  snoozed_until = case when demo_alert.number % 10 = 4 then current_date + 7 + demo_alert.number::integer % 14 end,
  snooze_reason = case when demo_alert.number % 10 = 4 then (array['Is ill, the family has written', 'We meet the family next week'])[1 + demo_alert.number / 10 % 2] end,
  touched_on = case when demo_alert.number % 10 < 8 then greatest(raised_on, current_date - demo_alert.number::integer % 4) end,
  assigned_to = case when demo_alert.number % 9 = 0 then (
    select user_id from app.teaching_assignment
    join app.user_account using (school_id, user_id)
    where teaching_assignment.school_id = alert.school_id and teaching_assignment.classroom_id = alert.classroom_id and role = 'teacher'
    order by (user_id + demo_alert.number) % 97
    limit 1
  ) else assigned_to end
from demo_alert
where alert.school_id = demo_alert.school_id and alert.alert_id = demo_alert.alert_id;
select ops.escalate_alerts(school_id, app.today(school_id)) from demo_school;

delete from app.evaluation_request using demo_school where evaluation_request.school_id = demo_school.school_id;
insert into ops.daily_evaluation (school_id, day) select school_id, app.today(school_id) from demo_school;
