-- A restricted note is read by its author, the owner of the case and whom it names: in no other way, by no other role.
begin;
set local client_min_messages = warning;
select no_plan();

create temporary table t (school bigint, author bigint, owner bigint, named bigint, colleague bigint, admin bigint, note bigint);
insert into app.school (name) values ('Restricted');
insert into t (school) select school_id from app.school where name = 'Restricted';
insert into app.user_account (school_id, email, name, role)
select school, name || '@restricted', name, (case name when 'admin' then 'admin' when 'named' then 'teacher' else 'form_master' end)::app.user_role
from t, unnest('{author,owner,named,colleague,admin}'::text[]) name;
update t set
  author = (select user_id from app.user_account where email = 'author@restricted'),
  owner = (select user_id from app.user_account where email = 'owner@restricted'),
  named = (select user_id from app.user_account where email = 'named@restricted'),
  colleague = (select user_id from app.user_account where email = 'colleague@restricted'),
  admin = (select user_id from app.user_account where email = 'admin@restricted');
insert into app.student (school_id, full_name) select school, 'R' from t;
insert into app.intervention_case (school_id, student_id, assigned_to, team)
select school, student_id, owner, array[author, colleague] from t join app.student on school_id = school;
insert into app.case_note (school_id, case_id, author_id, body, restricted, named_user_ids)
select school, case_id, author, 'secret', true, array[named] from t join app.intervention_case on school_id = school;
update t set note = (select case_note_id from app.case_note where body = 'secret');
grant select on t to school_support_api, school_support_dba;

-- How many notes with this text a user finds.
create function pg_temp.seen_by(who bigint, as_role text) returns bigint language plpgsql as $$
declare
  found_notes bigint;
begin
  perform set_config('app.school_id', (select school from t)::text, true), set_config('app.user_id', who::text, true),
    set_config('app.user_role', as_role, true), set_config('app.classroom_ids', '{}', true);
  set local role school_support_api;
  select count(*) into found_notes from app.case_note where body = 'secret';
  reset role;
  return found_notes;
end
$$;

select is(pg_temp.seen_by(author, 'form_master'), 1::bigint, 'its author reads it') from t;
select is(pg_temp.seen_by(owner, 'form_master'), 1::bigint, 'the owner of the case reads it') from t;
select is(pg_temp.seen_by(named, 'teacher'), 1::bigint, 'whom it names reads it') from t;
select is(pg_temp.seen_by(colleague, 'form_master'), 0::bigint, 'the rest of the team does not') from t;
select is(pg_temp.seen_by(admin, 'admin'), 0::bigint, 'an admin does not') from t;
select is(pg_temp.seen_by(null, 'admin'), 0::bigint, 'nobody does not') from t;

-- A case that changes hands, as by a DBA.
create function pg_temp.change_case(what text) returns void language plpgsql as $$
begin
  perform set_config('app.school_id', '', true), set_config('app.user_id', '', true), set_config('app.user_role', '', true);
  execute format('update app.intervention_case set %s from t where school_id = school', what);
end
$$;
do $do$ begin perform pg_temp.change_case($c$assigned_to = admin$c$); end $do$;
select is(pg_temp.seen_by(admin, 'admin'), 0::bigint, 'an admin who takes the case over does not') from t;
select is(pg_temp.seen_by(owner, 'form_master'), 1::bigint, 'who had it before still does') from t;
do $do$ begin perform pg_temp.change_case($c$team = team || named$c$); end $do$;
select is(pg_temp.seen_by(admin, 'admin'), 0::bigint, 'nor when the team changes') from t;
do $do$ begin perform pg_temp.change_case($c$assigned_to = colleague, team = '{}'$c$); end $do$;
select is(pg_temp.seen_by(colleague, 'form_master'), 1::bigint, 'a form master who takes it over does') from t;
select is(pg_temp.seen_by(owner, 'form_master'), 0::bigint, 'and who had it before no longer') from t;
do $do$ begin perform pg_temp.change_case($c$assigned_to = owner, team = array[author, colleague]$c$); end $do$;

select is((select body from api.case_note where case_note_id = note) ->> 'body', null, 'lists have no text of it') from t;
select is_empty($$ select from audit.event where changes::text like '%secret%' $$, 'the trail has no text of it');

set local role school_support_dba;
select is_empty($$ select from app.case_note where restricted $$, 'a DBA reads none');
select throws_ok($$ select body from app.kept_reply $$, '42501', null, 'nor in replies that are kept');
reset role;

select throws_ok($$ select pg_temp.seen_by(owner, 'form_master'), audit.read_note_in_emergency(note, 'an emergency') from t $$,
  '42501', null, 'an owner needs no emergency, and has none');
select is((pg_temp.seen_by(admin, 'admin'), audit.read_note_in_emergency(note, 'an emergency') ->> 'body')::text, '(0,secret)',
  'an admin reads it in an emergency') from t;
select results_eq($$ select read_by, owner_id, reason from app.emergency_read $$, $$ select admin, owner, 'an emergency' from t $$,
  'and it is on record for the owner');
select results_eq($$ select count(*)::integer from audit.event where action = 'EMERGENCY_READ' and entity_id = (select note from t) $$,
  array[1], 'and in the trail');

select * from finish();
rollback;
