-- A voided case stays as it is; a case has an owner who is there.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name) values ('Odd School');
create temporary table t on commit drop as select school_id as school, null::bigint as record from app.school where name = 'Odd School';
insert into app.user_account (school_id, email, name, role)
select school, name || '@odd', name, role::app.user_role
from t, (values ('admin', 'admin'), ('gone', 'form_master'), ('teacher', 'teacher')) account (name, role);
insert into app.classroom (school_id, name, form_master_id)
select school, name, user_id from t join app.user_account on school_id = school and name in ('gone', 'teacher');
insert into app.student (school_id, full_name) select school, name from t, unnest('{gone,teacher}'::text[]) name;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, '2020-01-01'
from t join app.student on student.school_id = school join app.classroom on classroom.school_id = school and classroom.name = full_name;
update app.user_account set active = false from t where school_id = school and name = 'gone';
do $$ begin
  perform set_config('app.school_id', school_id::text, true), set_config('app.user_id', user_id::text, true), set_config('app.user_role', 'admin', true)
  from app.user_account where email = 'admin@odd';
end $$;
create function pg_temp.open_case(of_student text) returns text language sql as $$
  with opened as (
    insert into app.intervention_case (school_id, student_id)
    select school, student_id from t join app.student on school_id = school and full_name = of_student
    returning school_id, case_id, assigned_to
  )
  select name from opened join app.user_account on user_account.school_id = opened.school_id and user_id = assigned_to
$$;

select is(pg_temp.open_case('gone'), 'admin', 'the case of a classroom whose form master is gone is for whoever opens it');
select is(pg_temp.open_case('teacher'), 'admin', 'so is that of a classroom that somebody leads who runs no cases');

update t set record = case_id from app.intervention_case join app.student using (school_id, student_id)
where intervention_case.school_id = school and full_name = 'gone';
update app.intervention_case set voided = true, reason = 'By mistake' from t where case_id = record;
select throws_like($$ update app.intervention_case set status = 'in_progress' from t where case_id = record $$, 'This case is voided%', 'a voided case is not changed');
select throws_like($$ insert into app.case_note (school_id, case_id, author_id, body) select school, record, app.caller_id(), 'x' from t $$,
  'This case is voided%', 'has no new notes');
select throws_like($$ insert into app.case_task (school_id, case_id, title) select school, record, 'x' from t $$,
  'This case is voided%', 'and no new tasks');
select lives_ok($$ update app.intervention_case set voided = false from t where case_id = record $$, 'it may be taken back');
select lives_ok($$ update app.intervention_case set status = 'in_progress' from t where case_id = record $$, 'and goes on');
select throws_like($$ update app.alert set snoozed_until = date '2999-01-01', snooze_reason = 'x' from t where school_id = 1 and alert_id = (
    select min(alert_id) from app.alert where school_id = 1 and status = 'active') $$, 'An alert rests for a year at most', 'nor does an alert rest for ever');

-- Nobody ever closes a voided case: it is kept as long as a closed one, from when it was voided.
update app.intervention_case set voided = true, reason = 'By mistake, too' from t where case_id = record;
do $$ begin perform set_config('app.user_id', '', true), set_config('app.user_role', '', true), set_config('app.school_id', '', true); end $$;
select results_eq($$ select expired from t, ops.retention_plan(school) where kind = 'closed_case' $$, '{0}'::bigint[], 'its time has not come');
select ok(next_at > now() + interval '4 years', 'and will come') from t, ops.retention_plan(school) where kind = 'closed_case';
update app.intervention_case set voided_at = now() - interval '6 years' from t where case_id = record;
select results_eq($$ select expired from t, ops.retention_plan(school) where kind = 'closed_case' $$, '{1}'::bigint[], 'then it goes');
select ok(ops.apply_retention('closed_case', 1000) > 0, 'with others');
select is_empty($$ select from t join app.intervention_case on school_id = school and case_id = record $$, 'for good');

select * from finish();
rollback;
