-- Alerts of rules: day by day, from the first absence until they clear themselves.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name, time_zone) values ('Alert School', 'UTC');
create temporary table t on commit drop as select school_id as school from app.school where name = 'Alert School';
grant select on t to public;
insert into app.user_account (school_id, email, name, role)
select school, email, email, role::app.user_role
from t, (values ('admin@alert', 'admin'), ('fm@alert', 'form_master'), ('teacher@alert', 'teacher')) account (email, role);
insert into app.classroom (school_id, name, form_master_id) select school, 'One', user_id from t, app.user_account where email = 'fm@alert';
insert into app.teaching_assignment (school_id, classroom_id, user_id, subject)
select school, classroom_id, user_id, 'Maths' from t join app.classroom on school_id = school join app.user_account on email = 'teacher@alert';
insert into app.school_year (school_id, name, first_day, last_day) select school, '2025', '2025-01-06', '2025-04-11' from t;
create temporary table school_day on commit drop as
select day, row_number() over (order by day) as number from app.calendar_day, t where school_id = school and is_school_day;
-- Days in a row is the rule that is looked at.
insert into app.indicator_rule (school_id, rule, version, effective_from)
select school, rule, 2, '2025-01-01' from t, unnest('{absence_rate,early_pace}'::app.rule[]) rule;
insert into app.indicator_cut (school_id, rule, version, band, measure, window_days, cut)
select distinct school, rule, 2, 'critical'::app.band, measure, case rule when 'early_pace' then 60 else 0 end, 100 from app.default_cut, t where rule in ('absence_rate', 'early_pace');

create temporary table attendance (name text primary key, pattern text not null) on commit drop;
insert into attendance values
  ('comes and goes', 'ppppp' || 'aaa' || repeat('p', 10) || 'aaa' || repeat('p', 7) || 'aa' || repeat('p', 30)),
  ('worse at once', 'ppppp' || 'aaa' || repeat('p', 10) || 'aaaaa' || repeat('p', 37)),
  ('rests', 'ppp' || 'aaaaaaaaaaa' || repeat('p', 46)),
  ('has a case', 'ppppp' || 'aaa' || repeat('p', 52)),
  ('two areas', 'ppppp' || 'aaa' || repeat('p', 52)),
  ('nobody looks', 'aaaaa' || repeat('a', 5) || repeat('p', 50)),
  ('somebody looks', 'aaaaa' || repeat('a', 5) || repeat('p', 50));
insert into app.student (school_id, full_name) select school, name from t, attendance;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, '2025-01-01'
from t join app.student on student.school_id = school join app.classroom on classroom.school_id = school;
insert into app.register (school_id, teaching_assignment_id, day, period)
select school, teaching_assignment_id, day, 1 from school_day, t join app.teaching_assignment on school_id = school where number <= 60;

create temporary table seen (position serial, number bigint, name text, alert_id bigint, said text) on commit drop;
-- What changes about alerts of days in a row, by student and day.
create function pg_temp.look(today bigint) returns void language sql as $$
  insert into seen (number, name, alert_id, said)
  select today, full_name, alert_id,
    concat_ws(' ', status, risk_level, message, case when cleared then 'cleared' end, case when snoozed_until is not null then 'rests' end,
      case when case_id is not null then 'in a case' end, case when escalated_on is not null then 'escalated' end)
  from app.alert join app.student using (school_id, student_id), t
  where school_id = school and rule = 'consecutive_absence'
  except
  select today, name, alert_id, said from (
    select distinct on (name, alert_id) name, alert_id, said from seen order by name, alert_id, position desc) latest
$$;
create function pg_temp.live_through(from_number bigint, to_number bigint) returns void language plpgsql as $$
declare
  today record;
begin
  for today in select * from school_day where number between from_number and to_number order by number loop
    insert into app.attendance_mark (school_id, register_id, student_id, classroom_id, teacher_id, day, mark)
    select school, register_id, student_id, register.classroom_id, teacher_id, register.day,
      (case substr(pattern, today.number::integer, 1) when 'a' then 'absent' else 'present' end)::app.attendance
    from t join app.register on register.school_id = school and register.day = today.day
    join app.student on student.school_id = school join attendance on name = full_name;
    perform ops.refresh(school, app.enrolled_students(school, today.day), today.day) from t;
    perform ops.escalate_alerts(school, today.day) from t;
    perform pg_temp.look(today.number);
  end loop;
end
$$;
create function pg_temp.story(student text) returns text[] language sql as $$
  select array_agg(number || ' ' || said order by number, alert_id) from seen where name = student
$$;

insert into app.intervention_case (school_id, student_id, concern)
select school, student_id, 'attendance' from t join app.student on student.school_id = school and full_name = 'has a case';
insert into app.incident (school_id, student_id, day, kind)
select school, student_id, day, 'serious'
from t join app.student on student.school_id = school and full_name = 'two areas' cross join school_day where number = 8;
select pg_temp.live_through(1, 6);
update app.alert set touched_on = (select day from school_day where number = 6)
from t, app.student
where alert.school_id = school and student.student_id = alert.student_id and full_name = 'somebody looks' and rule = 'consecutive_absence';
update app.alert set snoozed_until = (select day from school_day where number = 50), snooze_reason = 'On a journey'
from t, app.student where alert.school_id = school and student.student_id = alert.student_id and full_name = 'rests';
select pg_temp.look(6);
select pg_temp.live_through(7, 60);

select is(pg_temp.story('comes and goes'), array[
    '7 active low absent 2 school days in a row, unexplained', '8 active medium absent 3 school days in a row',
    '18 resolved medium absent 3 school days in a row cleared',
    '30 active low absent 2 school days in a row, unexplained', '40 resolved low absent 2 school days in a row, unexplained cleared'],
  'an alert rises, becomes worse, clears itself after ten better days, and rises again after ten more');
select is(pg_temp.story('worse at once'), array[
    '7 active low absent 2 school days in a row, unexplained', '8 active medium absent 3 school days in a row',
    '18 resolved medium absent 3 school days in a row cleared',
    '23 active high absent 5 school days in a row', '28 escalated high absent 5 school days in a row escalated',
    '33 resolved high absent 5 school days in a row cleared escalated'],
  'soon after it cleared it rises again only when it is worse; untouched for five days it goes to the admins');
select is((pg_temp.story('rests'))[1:6], array[
    '5 active low absent 2 school days in a row, unexplained', '6 active medium absent 3 school days in a row',
    '6 active medium absent 3 school days in a row rests', '8 active high absent 5 school days in a row',
    '10 escalated high absent 5 school days in a row escalated', '13 escalated critical absent 10 school days in a row escalated'],
  'what rests wakes when it becomes worse');
select is(pg_temp.story('has a case'), array[
    '7 under_review low absent 2 school days in a row, unexplained in a case', '8 under_review medium absent 3 school days in a row in a case',
    '18 resolved medium absent 3 school days in a row cleared in a case'],
  'what an open case covers is attached to it, and not handed up');
select is(pg_temp.story('two areas'), array[
    '7 active low absent 2 school days in a row, unexplained', '8 active high absent 3 school days in a row',
    '12 escalated high absent 3 school days in a row escalated', '18 resolved high absent 3 school days in a row cleared escalated'],
  'two areas at tier 2 make tier 3');
select is((select array[risk_level::text, evidence ->> 'two_areas', status::text] from app.alert join app.student using (school_id, student_id), t
    where school_id = school and full_name = 'two areas' and rule = 'serious_incident'), array['medium', null, 'escalated'],
  'until one of them is better');
select is((pg_temp.story('nobody looks'))[3:4], array['5 active high absent 5 school days in a row', '7 escalated high absent 5 school days in a row escalated'],
  'five school days after it rose, a high alert that nobody touched goes to the admins');
select is((pg_temp.story('somebody looks'))[3:5], array['5 active high absent 5 school days in a row',
    '10 active critical absent 10 school days in a row', '11 escalated critical absent 10 school days in a row escalated'],
  'a touch starts the five days again');
select is((select count(*) from app.alert, t where school_id = school and assigned_to is distinct from
    (select user_id from app.user_account where email = 'fm@alert')), 0::bigint, 'alerts go to the form master');
select is((select evidence - 'as_of' from app.alert join app.student using (school_id, student_id), t
    where school_id = school and full_name = 'has a case'),
  '{"state": "tier2", "measure": "absent_run", "numerator": 3, "denominator": 8, "window_days": 0, "cut": 3.00, "rule_version": 1}'::jsonb,
  'each keeps its evidence');
select is((select count(*) from app.alert join app.student using (school_id, student_id), t
    where school_id = school and full_name = 'has a case' and raised_on = (select day from school_day where number = 7)), 1::bigint,
  'and the day on which it rose');

create temporary table before on commit drop as select alert_id, alert.version from app.alert, t where school_id = school;
do $$ begin perform ops.refresh(school, app.enrolled_students(school, '2025-03-28'), '2025-03-28') from t; end $$;
select is((select count(*) from app.alert join before using (alert_id) where alert.version <> before.version), 0::bigint,
  'an evaluation that finds nothing new changes nothing');

select * from finish();
rollback;
