-- What DBAs look at: it is true, it is theirs alone, and they see it by their own policies.
begin;
set local client_min_messages = warning;
select no_plan();

create temporary table view on commit drop as
select oid, oid::regclass::text as name, reloptions from pg_class where relnamespace = 'ops'::regnamespace and relkind = 'v';
create temporary table routine on commit drop as
select unnest('{ops.audit_of(text;bigint),ops.told_change(text;jsonb),ops.told_value(jsonb),ops.slow_statements()}'::text[]) as name;
update routine set name = replace(name, ';', ',');
select set_eq('select name from view', '{ops.conflicts,ops.row_security,ops.sessions,ops.slow}'::text[], 'the views for DBAs');
select is_empty($$ select name from view where not has_table_privilege('school_support_dba', oid, 'select') $$, 'DBAs read them');
select is_empty($$ select name, role from view, unnest('{school_support_api,school_support_jobs}'::text[]) role
  where has_any_column_privilege(role, oid, 'select') $$, 'nobody else does');
select is_empty($$ select name, role from routine, unnest('{school_support_api,school_support_jobs}'::text[]) role
  where has_function_privilege(role, name, 'execute') $$, 'and calls their functions');
select is_empty($$ select name from routine where not has_function_privilege('school_support_dba', name, 'execute') $$, 'DBAs do');
select is_empty($$ select name from view where not coalesce(reloptions @> '{security_invoker=true}', false)
  or obj_description(oid, 'pg_class') is null $$, 'they ask with the rights of their reader, and say what they are');
select is_empty($$ select oid::regprocedure from pg_proc where pronamespace = 'ops'::regnamespace and prosecdef
  and oid in (select name::regprocedure from routine) $$, 'so do the functions');
select is_empty($$ select name, attname from view join pg_attribute on attrelid = oid and attnum > 0
  where col_description(oid, attnum) is null $$, 'every column says what it is');

insert into app.school (name) values ('Views 1'), ('Views 2');
insert into app.user_account (school_id, email, name, role)
select school_id, mail || school_id || '@views', initcap(mail), 'form_master'::app.user_role
from app.school, unnest('{first,second}'::text[]) mail where school.name like 'Views _';
insert into app.classroom (school_id, name, form_master_id)
select school_id, 'V', user_id from app.user_account where email like 'first%@views';
insert into app.student (school_id, full_name) select school_id, 'V' from app.school where name like 'Views _';
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school_id, student_id, classroom.classroom_id, '2020-01-01' from app.student join app.classroom using (school_id) where full_name = 'V';
insert into app.intervention_case (school_id, student_id) select school_id, student_id from app.student where full_name = 'V';
insert into auth.session (token_hash, school_id, user_id, expires_at, second_factor, device)
select sha256(email::bytea), school_id, user_id, now() + interval '1 hour', true, 'Firefox' from app.user_account where email like '%@views';
insert into auth.session (token_hash, school_id, user_id, expires_at, last_used_at, ended_at)
select sha256((email || past.name)::bytea), school_id, user_id, expires, used, ended
from app.user_account,
  (values ('ended', now() + interval '1 hour', now(), now()), ('over', now() - interval '1 s', now(), null),
    ('unused', now() + interval '1 hour', now() - interval '5 hours', null)) as past (name, expires, used, ended)
where email like 'first%@views';
update app.user_account set active = false where email like 'second%@views' and school_id = (select max(school_id) from app.school where name like 'Views _');

create temporary table own_case on commit drop as
select school_id, case_id, user_id, email from app.intervention_case join app.user_account using (school_id)
join app.school using (school_id) where school.name = 'Views 1' and email like 'first%';
create function pg_temp.claim(account text) returns void language sql as $$
  select set_config('app.school_id', school_id::text, true), set_config('app.user_id', user_id::text, true),
    set_config('app.user_role', role::text, true), set_config('application_name', 'request-of-' || name, true)
  from app.user_account where email like account || '%@views' order by school_id limit 1;
$$;
select pg_temp.claim('first');
update app.intervention_case set progress_status = 'contacted', goal = repeat('long ', 100) where case_id = (select case_id from own_case);
select set_config(name, '', true) from unnest('{app.school_id,app.user_id,app.user_role}'::text[]) name;
set local application_name = 'psql';
update app.intervention_case set progress_status = 'improving' where case_id = (select case_id from own_case);
select audit.record_views(jsonb_build_array(
  jsonb_build_object(
    'action', 'VERSION_CONFLICT', 'token_hash', sha256(('second' || school_id || '@views')::bytea), 'entity', 'intervention_case',
    'entity_id', case_id, 'changes', '{"of": "Case", "version": [1, 2]}'::jsonb, 'viewed_at', extract(epoch from now()),
    'request_id', 'refused', 'client_address', '10.0.0.1'),
  jsonb_build_object(
    'action', 'UPDATE', 'token_hash', sha256(email::bytea), 'entity', 'intervention_case', 'entity_id', case_id,
    'viewed_at', extract(epoch from now()), 'request_id', 'seen')))
from own_case;
select is((select array_agg(action::text order by action desc) from audit.event join own_case using (school_id) where source = 'worker'),
  '{VERSION_CONFLICT,RECORD_VIEWED}', 'workers record conflicts and openings, and nothing else');

grant select on own_case to school_support_dba;
set local role school_support_dba;
select results_eq(
  $$ select kind, record_id, refused_user, based_on_version, current_version, changed_by, request_id, host(client_address)
    from ops.conflicts where school like 'Views _' $$,
  $$ select 'Case', case_id, 'Second', 1::bigint, 2::bigint, 'First', 'refused', '10.0.0.1' from own_case $$,
  'a conflict says who met whose edit');
select results_eq(
  $$ select who, action, version, changes ~ 'progress_status: no_contact -> contacted', request_id
    from ops.audit_of('intervention_case', (select case_id from own_case)) where action <> 'INSERT'
    order by version nulls last, action desc $$,
  $$ values ('First, form_master', 'UPDATE', 2::bigint, true, 'request-of-First'), (session_user::text collate "default", 'UPDATE', 3, false, 'psql'),
    ('Second, form_master', 'VERSION_CONFLICT', null, false, 'refused'), ('First, form_master', 'RECORD_VIEWED', null, null, 'seen') $$,
  'the history of a record, by whomever');
select matches((select changes from ops.audit_of('intervention_case', (select case_id from own_case)) where version = 2),
  e'^goal: \\(none\\) -> (long ){40}\\.\\.\\.\nprogress_status: ', 'a line a field, long ones cut');
select throws_like($$ select * from ops.audit_of('case', 1) $$, 'There is no kind of record case', 'a kind that is none');
select results_eq($$ select user_name, role::text, second_factor, device from ops.sessions where school like 'Views _' order by 1, school $$,
  $$ values ('First', 'form_master', true, 'Firefox'), ('First', 'form_master', true, 'Firefox'), ('Second', 'form_master', true, 'Firefox') $$,
  'who is signed in: not who signed out, whose session is over or unused, or who was disabled');
select hasnt_column('ops', 'sessions', 'token_hash', 'without what lets in');
select lives_ok('select * from ops.slow', 'statements are counted, or a warning says how to');

select is_empty($$
  select polrelid::regclass::text, polname from pg_policy join pg_class relation on relation.oid = polrelid
  where not relispartition and not exists (
    select from ops.row_security where table_name = polrelid::regclass::text and policy = obj_description(pg_policy.oid, 'pg_policy')) $$,
  'every policy is told');
select matches((select concat_ws('|', policy, columns, rows_when) from ops.row_security
    where table_name = 'app.intervention_case' and role = 'school_support_api' and command = 'select'),
  '^Staff see own cases\.\|all columns\|app\.may_see_case\(', 'the API sees the cases of its caller');
select is((select columns from ops.row_security
    where table_name = 'app.case_task' and role = 'school_support_api' and command = 'update'),
  'title, assigned_to, due_date, done_on', 'and changes some columns');
select is((select columns from ops.row_security
    where table_name = 'auth.session' and role = 'school_support_owner' and command = 'delete'), 'all columns', 'the owner changes sessions');
select is_empty($$ select * from ops.row_security where role = 'school_support_api' and table_name like 'auth.%' $$,
  'the API reaches nothing in auth but by functions');
select is_empty($$ select * from ops.row_security where role = 'school_support_dba' and command <> 'select' $$, 'a DBA changes nothing');
reset role;

-- The views are the reader's own: without the policy of DBAs they are empty.
drop policy dba_reads on app.school;
set local role school_support_dba;
select is_empty('select * from ops.sessions', 'sessions are seen through row level security');
select is_empty('select * from ops.conflicts', 'so are conflicts');
select is_empty($$ select * from ops.audit_of('intervention_case', (select case_id from own_case)) $$, 'and histories');
reset role;

select * from finish();
rollback;
