-- When nobody looks after an alert any more, when its student has left, and what is history.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name, time_zone) values ('End School', 'UTC');
create temporary table t on commit drop as select school_id as school from app.school where name = 'End School';
insert into app.user_account (school_id, email, name, role) select school, 'fm@end', 'F', 'form_master' from t;
insert into app.classroom (school_id, name, form_master_id) select school, 'One', user_id from t, app.user_account where email = 'fm@end';
insert into app.school_year (school_id, name, first_day, last_day) select school, '2025', '2025-01-06', '2025-06-27' from t;
insert into app.student (school_id, full_name) select school, name from t, unnest('{covered,leaves,moves,stays}'::text[]) name;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, '2025-01-06'
from t join app.student on student.school_id = school join app.classroom on classroom.school_id = school;

create function pg_temp.refresh(on_day date) returns bigint language sql as $$
  select ops.refresh(school, ops.students_to_evaluate(school, on_day), on_day) from t
$$;
-- All alerts of a student, in order.
create function pg_temp.alerts_of(who text) returns text language sql as $$
  select string_agg(concat_ws(' ', status, risk_level, case when cleared then 'cleared' end, case when case_id is not null then 'in a case' end,
    case when escalated_on is not null then 'escalated' end), ', ' order by alert_id)
  from app.alert join app.student using (school_id, student_id), t where school_id = school and full_name = who and rule in ('serious_incident', 'manual')
$$;
create function pg_temp.open_case(who text) returns void language sql as $$
  insert into app.intervention_case (school_id, student_id, concern)
  select school, student_id, 'behaviour' from t join app.student on school_id = school and full_name = who
$$;
create function pg_temp.change_case(what text) returns void language plpgsql as $$
begin
  execute format('update app.intervention_case set %s where school_id = (select school from t)', what);
end
$$;

insert into app.incident (school_id, student_id, day, kind)
select school, student_id, '2025-01-07', 'serious' from t join app.student on school_id = school;
do $$ begin perform pg_temp.refresh('2025-01-07'); end $$;
delete from app.alert using t where school_id = school and rule <> 'serious_incident';

-- Only a case that is open covers an alert.
do $$ begin perform pg_temp.open_case('covered'); end $$;
select is(pg_temp.alerts_of('covered'), 'under_review medium in a case', 'an open case covers the alerts of its concern');
do $$ begin perform pg_temp.change_case($c$status = 'closed', outcome_notes = 'o', resolution_notes = 'r'$c$); end $$;
select is(pg_temp.alerts_of('covered'), 'under_review medium', 'once it is closed, it covers them no more');
do $$ begin perform pg_temp.change_case($c$status = 'open', reason = 'again'$c$); end $$;
select is(pg_temp.alerts_of('covered'), 'under_review medium in a case', 'opened again, it does');
do $$ begin perform pg_temp.change_case($c$voided = true, reason = 'by mistake'$c$); end $$;
select is(pg_temp.alerts_of('covered'), 'under_review medium', 'a case that was opened by mistake covers nothing');
do $$ begin perform pg_temp.open_case('covered'); end $$;
select is(pg_temp.alerts_of('covered'), 'under_review medium in a case', 'and the next one does');
do $$ begin perform pg_temp.change_case($c$status = 'closed', outcome_notes = 'o', resolution_notes = 'r'$c$); end $$;
do $$ begin perform ops.escalate_alerts(school, '2025-02-14') from t; end $$;
select is(pg_temp.alerts_of('covered'), 'escalated medium escalated', 'what nobody looks after any more goes to the admins');
update app.alert set status = 'resolved', close_reason = 'handled', case_id = (select min(case_id) from app.intervention_case where school_id = school)
from t, app.student where student.student_id = alert.student_id and full_name = 'covered' and alert.school_id = school;
select is(pg_temp.alerts_of('covered'), 'resolved medium in a case escalated', 'a closed alert keeps its case');

-- Who has left has no alerts of rules.
insert into app.alert (school_id, student_id, risk_level, message) select school, student_id, 'low', 'T' from t join app.student on school_id = school and full_name = 'leaves';
update app.enrolment set ends_on = '2025-02-17' from t, app.student
where enrolment.school_id = school and student.student_id = enrolment.student_id and full_name in ('leaves', 'moves');
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, '2025-02-20'
from t join app.student on student.school_id = school and full_name = 'moves' join app.classroom on classroom.school_id = school;
do $$ begin perform pg_temp.refresh('2025-02-17'); end $$;
select is(pg_temp.alerts_of('leaves'), 'resolved medium cleared escalated, active low', 'who leaves has no alert of a rule any more; what a person raised stays');
select is(pg_temp.alerts_of('moves'), 'escalated medium escalated', 'who comes back in a few days keeps theirs');
insert into app.incident (school_id, student_id, day, kind)
select school, student_id, '2025-02-14', 'serious' from t join app.student on school_id = school and full_name in ('leaves', 'stays');
do $$ begin perform ops.refresh(school, array(select student_id from app.student where school_id = school), '2025-06-02') from t; end $$;
select is(pg_temp.alerts_of('leaves'), 'resolved medium cleared escalated, active low', 'nor is one raised when something is found out later');
select is(pg_temp.alerts_of('stays'), 'escalated high escalated', 'as for those who stay');

-- What was not so after all.
insert into app.student (school_id, full_name) select school, 'slip' from t;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, '2025-01-06'
from t join app.student on student.school_id = school and full_name = 'slip' join app.classroom on classroom.school_id = school;
create function pg_temp.serious_incident() returns void language sql as $$
  insert into app.incident (school_id, student_id, day, kind)
  select school, student_id, '2025-06-02', 'serious' from t join app.student on school_id = school and full_name = 'slip'
$$;
do $$ begin perform pg_temp.serious_incident(), pg_temp.refresh('2025-06-02'); end $$;
select is(pg_temp.alerts_of('slip'), 'active medium', 'an alert rises on its day');
delete from app.incident using t, app.student where incident.school_id = school and student.student_id = incident.student_id and full_name = 'slip';
do $$ begin perform pg_temp.refresh('2025-06-02'); end $$;
select is(pg_temp.alerts_of('slip'), 'resolved medium cleared', 'and clears itself when it was a slip');
do $$ begin perform pg_temp.serious_incident(), pg_temp.refresh('2025-06-02'); end $$;
select is(pg_temp.alerts_of('slip'), 'resolved medium cleared, active medium', 'it rises again when it was none');

-- Who moves gets another form master, and so does what nobody has taken.
insert into app.user_account (school_id, email, name, role) select school, 'fm2@end', 'F', 'form_master' from t;
insert into app.classroom (school_id, name, form_master_id) select school, 'Two', user_id from t, app.user_account where email = 'fm2@end';
update app.alert set claimed_by = assigned_to from t, app.student
where alert.school_id = school and student.student_id = alert.student_id and full_name = 'stays';
update app.enrolment set classroom_id = (select classroom_id from app.classroom, t where school_id = school and name = 'Two')
from t, app.student where enrolment.school_id = school and student.student_id = enrolment.student_id and full_name in ('slip', 'stays');
select is((select string_agg(distinct full_name || ' ' || email, ', ' order by full_name || ' ' || email)
    from t join app.alert on school_id = school join app.student using (school_id, student_id)
    join app.user_account on user_id = assigned_to
    where full_name in ('slip', 'stays') and status in ('active', 'under_review', 'escalated')), 'slip fm2@end, stays fm@end',
  'open alerts go to the new form master, but for those that somebody has taken');

-- What was said as of a day is history once a later day was evaluated.
create temporary table before on commit drop as
select to_jsonb(alert) as record from app.alert, t where school_id = school
union all select to_jsonb(student_indicator) from app.student_indicator, t where school_id = school;
delete from app.incident using t where school_id = school;
select is(pg_temp.refresh('2025-01-07'), 0::bigint, 'an earlier day is not evaluated again');
select is_empty($$
  select to_jsonb(alert) from app.alert, t where school_id = school
  union all select to_jsonb(student_indicator) from app.student_indicator, t where school_id = school
  except select record from before $$, 'alerts and history stay as they were');

select * from finish();
rollback;
