-- What happens by itself when rows change, from whatever session.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name) values ('Trigger School');
create temporary table t on commit drop as select school_id as school from app.school where name = 'Trigger School';
grant select on t to public;
insert into app.user_account (school_id, email, name, role)
select school, email, 'T', role::app.user_role
from t, (values ('admin@trigger', 'admin'), ('fm@trigger', 'form_master'), ('fm2@trigger', 'form_master'), ('teacher@trigger', 'teacher')) u (email, role);
insert into app.classroom (school_id, name, form_master_id)
select school, c.name, user_id from t, (values ('T1', 'fm@trigger'), ('T2', 'fm2@trigger')) c (name, form_master)
join app.user_account on email = form_master;
insert into app.student (school_id, full_name) select school, 'Student ' || number from t, generate_series(1, 20) number;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select student.school_id, student_id, classroom.classroom_id, '2020-01-01'
from app.student join t on school = student.school_id join app.classroom on classroom.school_id = school and classroom.name = 'T1';

create function pg_temp.signed_in(who text) returns void language sql as $$
  select set_config('app.school_id', school_id::text, true), set_config('app.user_id', user_id::text, true),
    set_config('app.user_role', role::text, true), set_config('app.led_classroom_ids', array(
      select classroom_id from app.classroom where form_master_id = user_id)::text, true),
    set_config('app.classroom_ids', current_setting('app.led_classroom_ids'), true)
  from app.user_account where email = who
$$;
create function pg_temp.signed_out() returns void language sql as $$
  select set_config('app.school_id', '', true), set_config('app.user_id', '', true), set_config('app.user_role', '', true),
    set_config('app.classroom_ids', '', true), set_config('app.led_classroom_ids', '', true)
$$;

-- Versions and the trail, in a psql session of the owner.
set local role school_support_owner;
insert into app.intervention_case (school_id, student_id)
select school_id, student_id from app.student join t on school = school_id;
update app.intervention_case set progress_status = 'contacted' from t where school_id = school;
select is((select array_agg(distinct version) from app.intervention_case join t on school = school_id), '{2}'::bigint[],
  'an update of many rows by the owner makes a new version of each');
select is((select count(*) from audit.event join t on school = school_id
    where entity = 'intervention_case' and action = 'UPDATE' and version = 2 and changes = '{"progress_status": ["no_contact", "contacted"]}'
      and database_user = session_user), 20::bigint,
  'and an event for each, with the field, its old and new value, and who did it');
update app.intervention_case set version = 99 from t where school_id = school;
select is((select array_agg(distinct version) from app.intervention_case join t on school = school_id), '{3}'::bigint[],
  'nobody but the trigger writes a version');
reset role;
set local session_replication_role = replica;
update app.intervention_case set progress_status = 'improving' from t where school_id = school;
select is((select array_agg(distinct version) from app.intervention_case join t on school = school_id), '{4}'::bigint[],
  'triggers stay on when a session sets session_replication_role');
set local session_replication_role = origin;

-- Where records stand.
select is((select count(*) from app.intervention_case join t on school = school_id join app.classroom using (school_id, classroom_id)
  where name = 'T1' and assigned_to = form_master_id), 20::bigint, 'a case is assigned to the form master of its student''s classroom');
create temporary table moving on commit drop as
select min(student_id) as student from app.student join t on school = school_id;
insert into app.alert (school_id, student_id, risk_level, message, status, close_reason)
select school, student, 'low', 'T', status::app.alert_status, reason::app.close_reason
from t, moving, (values ('active', null), ('resolved', 'handled')) s (status, reason);
update app.enrolment set ends_on = current_date from moving where student_id = student;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student, classroom_id, current_date from t, moving, app.classroom where classroom.school_id = school and name = 'T2';
select results_eq(
  $$ select status::text, name from app.alert join moving on student = student_id join app.classroom using (school_id, classroom_id) order by 1 $$,
  $$ values ('active', 'T2'), ('resolved', 'T1') $$, 'open alerts move with the student, closed ones stay');
select is((select name from app.intervention_case join moving on student = student_id join app.classroom using (school_id, classroom_id)),
  'T2', 'open cases move with the student');
update app.alert set assigned_to = user_id from app.user_account, moving where email = 'teacher@trigger' and student_id = student and status = 'active';
select ok((select array[user_id] <@ assigned_user_ids from app.student join moving on student = student_id, app.user_account where email = 'teacher@trigger'),
  'who has an alert assigned sees the student');

-- Every pair of states, as admin and as form master.
create function pg_temp.move(what text, key text, id bigint, from_status text, to_status text, more text) returns text language plpgsql as $$
declare
  hint text;
begin
  execute format('alter table app.%I disable trigger check_change', what);
  execute format('update app.%I set status = %L %s where %I = %s', what, from_status, more, key, id);
  execute format('alter table app.%I enable always trigger check_change', what);
  execute format('update app.%I set status = %L %s where %I = %s', what, to_status,
    case when what = 'alert' and to_status in ('resolved', 'dismissed') then ', close_reason = ''handled'''
      when what = 'alert' then ', close_reason = null' else '' end, key, id);
  return 'allowed';
exception
  when sqlstate 'SS403' then return 'admin only';
  when sqlstate 'SS422' then
    get stacked diagnostics hint = pg_exception_hint;
    return 'refused ' || hint;
end
$$;
create temporary table subject on commit drop as
select (select alert_id from app.alert join moving on student = student_id where status = 'active') as alert,
  (select min(case_id) from app.intervention_case join t on school = school_id) as record;

select pg_temp.signed_in('fm@trigger');
select is(
  pg_temp.move('alert', 'alert_id', alert, a::text, b::text,
    case when a in ('resolved', 'dismissed') then ', close_reason = ''handled'', closed_on = current_date' else ', close_reason = null, closed_on = null' end),
  coalesce((select case when admin_only then 'admin only' else 'allowed' end from app.alert_transition where from_status = a and to_status = b),
    'refused ' || to_json(array(select to_status::text from app.alert_transition x where from_status = a and not admin_only order by x.to_status))::text),
  format('alert as form master: %s to %s', a, b))
from subject, unnest(enum_range(null::app.alert_status)) a, unnest(enum_range(null::app.alert_status)) b where a <> b;
select is(
  pg_temp.move('intervention_case', 'case_id', record, a::text, b::text, ', outcome_notes = ''o'', resolution_notes = ''r'', reason = ''why'''),
  coalesce((select case when admin_only then 'admin only' else 'allowed' end from app.case_transition where from_status = a and to_status = b),
    'refused ' || to_json(array(select to_status::text from app.case_transition x where from_status = a and not admin_only order by x.to_status))::text),
  format('case as form master: %s to %s', a, b))
from subject, unnest(enum_range(null::app.case_status)) a, unnest(enum_range(null::app.case_status)) b where a <> b;
select pg_temp.signed_in('admin@trigger');
select is(
  pg_temp.move('intervention_case', 'case_id', record, a::text, b::text, ', outcome_notes = ''o'', resolution_notes = ''r'', reason = ''why'''),
  coalesce((select 'allowed' from app.case_transition where from_status = a and to_status = b),
    'refused ' || to_json(array(select to_status::text from app.case_transition x where from_status = a order by x.to_status))::text),
  format('case as admin: %s to %s', a, b))
from subject, unnest(enum_range(null::app.case_status)) a, unnest(enum_range(null::app.case_status)) b where a <> b;
select pg_temp.signed_out();

-- Closing.
update app.intervention_case set status = 'open', reason = 'again', outcome_notes = '', resolution_notes = '' from subject where case_id = record and status = 'closed';
update app.intervention_case set outcome_notes = '', resolution_notes = '' from subject where case_id = record;
select throws_ok($$ update app.intervention_case set status = 'closed' from subject where case_id = record $$, '23514', null, 'closing needs notes');
select lives_ok($$ update app.intervention_case set status = 'closed', outcome_notes = 'o', resolution_notes = 'r' from subject where case_id = record $$, 'with them it closes');
select isnt((select closed_at from app.intervention_case, subject where case_id = record), null, 'and the time is noted');
select throws_ok($$ update app.intervention_case set status = 'open' from subject where case_id = record $$, 'SS422', null, 'reopening needs a reason');

-- Closed it stays where it was, and opened again it is where the student is.
update app.student
set classroom_id = (
  select classroom_id from app.classroom
  where classroom.school_id = student.school_id and classroom.classroom_id is distinct from student.classroom_id
  limit 1
)
from subject, app.intervention_case
where case_id = record and student.school_id = intervention_case.school_id and student.student_id = intervention_case.student_id;
create function pg_temp.stands_with_student() returns boolean language sql as $$
  select intervention_case.classroom_id = student.classroom_id
  from app.intervention_case join app.student using (school_id, student_id), subject where case_id = record
$$;
select ok(not pg_temp.stands_with_student(), 'a closed case stays in its classroom');
update app.intervention_case set status = 'open', reason = 'again' from subject where case_id = record;
select ok(pg_temp.stands_with_student(), 'opened again it is in that of its student');

select throws_like($$ update app.school set time_zone = 'Mars/Olympus' from t where school_id = school $$, '%is no time zone%', 'a time zone is one');
select lives_ok($$ update app.school set time_zone = 'Asia/Kathmandu' from t where school_id = school $$, 'of any place');
update app.school set time_zone = 'UTC' from t where school_id = school;

-- Append-only, for everybody.
insert into app.case_note (school_id, case_id, author_id, body)
select school, record, user_id, 'said' from t, subject, app.user_account where email = 'fm@trigger';
select throws_ok($$ update app.case_note set body = 'unsaid' from t where school_id = school $$, '42501', null, 'a note is not changed');
select throws_ok($$ update audit.event set action = 'X' where action = 'UPDATE' $$, '42501', null, 'an event is not changed, by a superuser neither');
select throws_ok($$ delete from audit.event $$, '42501', null, 'nor deleted');
select throws_ok($$ truncate audit.event $$, '42501', null, 'nor is the trail emptied');

-- Sessions.
insert into auth.password (school_id, user_id, hash) select school, user_id, 'old-hash' from t, app.user_account where email = 'fm@trigger';
insert into auth.session (token_hash, school_id, user_id, expires_at)
select sha256(s.name::bytea), school, user_id, now() + life
from t, app.user_account, (values ('live', interval '1 hour'), ('expired', '-1 second')) s (name, life) where email = 'fm@trigger';
insert into app.teaching_assignment (school_id, classroom_id, user_id, subject)
select school, classroom_id, user_id, subject
from t join app.classroom on classroom.school_id = school join app.user_account on email = 'fm@trigger', unnest('{Maths,Art}'::text[]) subject;
set local role school_support_api;
select is(auth.enter(sha256('live'), 'r-1', '127.0.0.1', '{form_master}'), (select app.caller_id()), 'enter answers the user');
select is(app.caller_role(), 'form_master', 'and sets the role');
select is(cardinality(app.caller_classroom_ids()), 2, 'and the classrooms that a form master leads or teaches in');
select is(cardinality(app.caller_led_classroom_ids()), 1, 'and those that they lead');
select is(current_setting('application_name'), 'r-1', 'and the request id');
select throws_ok($$ select auth.enter(sha256('live'), 'r', '', '{admin}') $$, '42501', null, 'a route for admins is none for form masters');
select throws_ok($$ select auth.enter(sha256('expired'), 'r', '') $$, '28000', null, 'an expired session is none');
select throws_ok($$ select auth.enter(sha256('nobody'), 'r', '') $$, '28000', null, 'an unknown token is none');
select throws_ok($$ select auth.change_own_password(null, 'other-hash', 'new-hash') $$, '28000', null, 'a password that was changed meanwhile is not overwritten');
select lives_ok($$ select auth.change_own_password(null, 'old-hash', 'new-hash') $$, 'a password is changed');
select throws_ok($$ select auth.enter(sha256('live'), 'r', '') $$, '28000', null, 'and all sessions have ended');
select throws_ok($$ select auth.set_password_of_colleague(1, 'x') $$, '42501', null, 'only an admin sets a colleague''s password');
reset role;
select is((select count(*) from audit.event join t on school = school_id where entity = 'password' and changes::text ~ 'hash'), 0::bigint,
  'no hash is in the trail');
select pg_temp.signed_out();
update auth.session set ended_at = null from t where school_id = school;
update app.user_account set active = false where email = 'fm@trigger';
select is((select count(*) from auth.session join t on school = school_id where ended_at is null), 0::bigint, 'who is disabled is signed out');

-- Attempts to sign in.
set local role school_support_api;
select ok((select bool_and(retry_after is null) from generate_series(1, 10) n, lateral auth.begin_login('x@trigger', ('192.0.2.' || sign(n))::inet)), 'ten attempts are heard');
select cmp_ok((select retry_after from auth.begin_login('X@trigger', '192.0.2.1')), '>', 0, 'the eleventh on the same account from the same place is told to wait');
select is((select retry_after from auth.begin_login('x@trigger', '192.0.2.2')), null, 'not from another place');
select is((select retry_after from auth.begin_login('y@trigger', '192.0.2.1')), null, 'other accounts are not concerned');
reset role;

-- The second factor.
insert into auth.second_factor (school_id, user_id, sealed_secret, confirmed_at)
select school, user_id, 'k1.secret', now() from t, app.user_account where email = 'admin@trigger';
insert into auth.recovery_code (school_id, user_id, code_hash) select school_id, user_id, sha256('code') from auth.second_factor where sealed_secret = 'k1.secret';
create function pg_temp.used(step bigint, code text) returns boolean language sql as $$
  select auth.use_code(school_id, user_id, step, sha256(code::bytea)) from auth.second_factor where sealed_secret = 'k1.secret'
$$;
select is(pg_temp.used(100, null), true, 'a code is used');
select is(pg_temp.used(100, null), false, 'and not again');
select is(pg_temp.used(99, null), false, 'nor an older one');
select is(pg_temp.used(101, null), true, 'but a newer one');
select is(pg_temp.used(null, 'code'), true, 'a recovery code is used');
select is(pg_temp.used(null, 'code'), false, 'and not again');
select is(pg_temp.used(null, 'other'), false, 'nor another one');
select ok(not exists (select from audit.event join t on school = school_id where entity in ('second_factor', 'recovery_code') and changes::text ~ 'secret|hash'),
  'neither secrets nor hashes of codes are in the trail');
select is((select count(*) from audit.event join t on school = school_id where entity = 'recovery_code' and action = 'UPDATE'), 1::bigint, 'that a recovery code was used is');
insert into auth.session (token_hash, school_id, user_id, expires_at)
select sha256('admin'), school, user_id, now() + interval '1 hour' from t, app.user_account where email = 'admin@trigger';
update app.school set second_factor_roles = '{admin}' from t where school_id = school;
set local role school_support_api;
select throws_ok($$ select auth.enter(sha256('admin'), 'r', '') $$, 'SSF2A', null, 'where a second factor is required a session without one reaches nothing');
select isnt(auth.enter(sha256('admin'), 'r', '', null, true), null, 'but what may lack it');
reset role;
update auth.session set second_factor = true where token_hash = sha256('admin');
set local role school_support_api;
select isnt(auth.enter(sha256('admin'), 'r', ''), null, 'with one it reaches all');
reset role;
select pg_temp.signed_out();
select throws_ok($$ select auth.begin_second_step(sha256('nothing'), null) $$, '28000', null, 'without a challenge there is no second step');
select throws_ok($$ select auth.finish_second_step(sha256('nothing'), 1, 102, null, null, sha256('t'), '1 h', null, 'r', null) $$, '28000', null,
  'nor an end of it');
select is(auth.place('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64', 'of IPv6 the first 64 bits are the place');

-- The same request again.
select pg_temp.signed_in('admin@trigger');
select set_config('application_name', 'again', true);
create temporary table twice on commit drop as
select case_id, version from app.intervention_case join t on school = school_id where status = 'open' order by case_id desc limit 1;
update app.intervention_case set status = 'in_progress', outcome_notes = 'x' from twice where intervention_case.case_id = twice.case_id;
create function pg_temp.applied(patch jsonb) returns boolean language sql as $$
  select audit.applied_by_this_request('intervention_case', case_id, twice.version, patch, to_jsonb(record))
  from twice join app.intervention_case record using (case_id)
$$;
select ok(pg_temp.applied('{"status": "in_progress", "outcome_notes": "x"}'), 'a request that was applied is known again');
select ok(not pg_temp.applied('{"status": "in_progress", "resolution_notes": "y"}'), 'another change under the same request id is not');
select ok(not pg_temp.applied('{"status": "awaiting_parent"}'), 'nor another value of the same field');
select set_config('application_name', 'other', true);
select ok(not pg_temp.applied('{"status": "in_progress", "outcome_notes": "x"}'), 'nor the same change under another request id');

-- What clients report.
select throws_ok($$ select audit.record_client_event('NO_SUCH_ACTION', null, null) $$, 'SS422', null, 'only known actions are recorded');
select lives_ok($$ select audit.record_client_event('PAGE_VIEWED', '{"page": "home"}', 's-1') $$, 'a known one is');
select is((select source || ' ' || user_id || ' ' || client_session from audit.event join t on school = school_id where action = 'PAGE_VIEWED'),
  'client ' || app.caller_id() || ' s-1', 'with the signed-in user as actor, kept apart');
select pg_temp.signed_out();
select throws_ok($$ select audit.record_client_event('PAGE_VIEWED', null, null) $$, '28000', null, 'nobody reports nothing');

select * from finish();
rollback;
