-- Rules that every object keeps.
begin;
select no_plan();

create temporary view own_table as
select pg_class.oid, relname, nspname
from pg_class join pg_namespace on pg_namespace.oid = relnamespace
where nspname in ('app', 'auth', 'audit') and relkind in ('r', 'p');

select is_empty($$ select oid::regclass from own_table join pg_class using (oid) where not (relrowsecurity and relforcerowsecurity) $$,
  'row level security is on and forced for every table');
select is_empty($$ select oid::regclass from own_table where not exists (select from pg_policy where polrelid = own_table.oid)
    and relname not in ('server_event', 'client_event') $$,
  'every table has a policy');
select is_empty($$
  select polrelid::regclass, polname from pg_policy
  where pg_get_expr(polqual, polrelid) ~* '\mselect\M' or pg_get_expr(polwithcheck, polrelid) ~* '\mselect\M' $$,
  'policies are plain expressions, without sub-selects and joins');
select is_empty($$
  select conrelid::regclass, conname from pg_constraint
  where contype = 'f' and connamespace in ('app'::regnamespace, 'auth'::regnamespace, 'audit'::regnamespace)
    and not exists (select from pg_index
      where indrelid = conrelid and indpred is null
        and (indkey::smallint[])[0:least(cardinality(conkey), 2) - 1] <@ conkey) $$,
  'every foreign key has an index that leads with the school and what is pointed at');
select is_empty($$
  select relation.oid::regclass, privilege.* from pg_class relation, aclexplode(relacl) privilege
  where relnamespace in ('app'::regnamespace, 'api'::regnamespace, 'auth'::regnamespace, 'audit'::regnamespace, 'ops'::regnamespace)
    and privilege.grantee = 0 $$,
  'nothing is granted to public: tables and views');
select is_empty($$
  select oid::regprocedure from pg_proc
  where pronamespace in ('app'::regnamespace, 'api'::regnamespace, 'auth'::regnamespace, 'audit'::regnamespace, 'ops'::regnamespace)
    and (proacl is null or exists (select from aclexplode(proacl) privilege where privilege.grantee = 0)) $$,
  'nothing is granted to public: functions');
select is_empty($$
  select oid::regprocedure from pg_proc
  where prosecdef and pronamespace in ('app'::regnamespace, 'auth'::regnamespace, 'audit'::regnamespace, 'ops'::regnamespace)
    and not exists (select from unnest(proconfig) setting where setting like 'search_path=%') $$,
  'every security definer function sets its search_path');
select is_empty($$
  select pg_proc.oid::regprocedure, rolname from pg_proc, pg_roles
  where prosecdef and provolatile = 'v' and pronamespace in ('app'::regnamespace, 'api'::regnamespace) and prorettype <> 'trigger'::regtype
    and rolname in ('school_support_jobs', 'school_support_dba') and has_function_privilege(rolname, pg_proc.oid, 'execute') $$,
  'nobody acts in the name of others from psql');
select is_empty($$ select oid::regclass from own_table join pg_class using (oid)
    where obj_description(oid, 'pg_class') is null and not relispartition $$, 'every table has a comment');
select is_empty($$
  select oid::regprocedure from pg_proc
  where pronamespace in ('app'::regnamespace, 'auth'::regnamespace, 'audit'::regnamespace, 'ops'::regnamespace)
    and obj_description(oid, 'pg_proc') is null $$, 'every function has a comment');
select is_empty($$ select polrelid::regclass, polname from pg_policy where obj_description(oid, 'pg_policy') is null $$,
  'every policy has a comment');
select is_empty($$
  select oid::regclass, attname from pg_class join pg_attribute on attrelid = pg_class.oid
  where relnamespace = 'ops'::regnamespace and relkind = 'r' and attnum > 0 and col_description(pg_class.oid, attnum) is null
    and relname in ('migration', 'code') $$,
  'every column of the ledger has a comment');
select ok(has_function_privilege('school_support_dba', 'ops.retention_plan(bigint)', 'execute'), 'DBAs see what retention would remove');
select is(has_database_privilege('school_support_api', current_database(), 'temporary'), false, 'the API makes no tables of its own');
select is_empty($$ select oid::regclass from pg_class where relnamespace = 'api'::regnamespace
    and (obj_description(oid, 'pg_class') is null or not coalesce(reloptions @> '{security_invoker=true}', false)) $$,
  'every view has a comment and asks with the rights of its reader');
select is_empty($$
  select attrelid::regclass from pg_attribute join own_table on own_table.oid = attrelid
  -- The versions of a rule are rows of their own.
  where attname = 'version' and nspname <> 'audit' and relname not in ('indicator_rule', 'indicator_cut')
    and not exists (select from pg_trigger where tgrelid = attrelid and tgname = 'next_version' and tgenabled = 'A') $$,
  'every version is counted by a trigger that is always on');
select is_empty($$
  select own_table.oid::regclass from own_table
  where nspname = 'app' and relname not like '%\_transition'
    -- On record with their register or rule; derived; the same for every school.
    and relname not in ('attendance_mark', 'mark_correction', 'attendance_day', 'student_indicator',
      'evaluation_request', 'default_cut', 'kept_reply', 'import_chunk', 'import_refusal',
      -- Gone within a minute; opening a case is on record.
      'case_presence')
    and not exists (select from pg_trigger where tgrelid = own_table.oid and tgname = 'record_change' and tgenabled = 'A') $$,
  'every table of the domain is audited by a trigger that is always on');
select is_empty($$
  select table_name, column_name, privilege_type from information_schema.column_privileges
  where grantee = 'school_support_api' and privilege_type in ('INSERT', 'UPDATE') and table_schema in ('app', 'auth', 'audit')
    and column_name in ('version', 'school_id', 'created_at', 'updated_at', 'closed_at', 'voided_at', 'author_id', 'raised_by', 'opened_by') $$,
  'the API writes no version, school, author or time by itself');
select is_empty($$
  select relname from own_table join pg_index on indrelid = own_table.oid and indisprimary
  join pg_attribute on attrelid = own_table.oid and attnum = indkey[0]
  where attname <> 'school_id'
    and relname not in ('alert_transition', 'case_transition', 'retention_policy', 'client_action', 'session', 'login_attempt', 'login_challenge',
      'password_reset', 'default_cut') $$,
  'every key leads with the school, but for tables that belong to none, and sessions');
select is_empty($$
  select oid::regprocedure from pg_proc
  where prosecdef and pronamespace = 'app'::regnamespace and prorettype <> 'trigger'::regtype
    and has_function_privilege('school_support_api', oid, 'execute')
    and proname <> all ('{exists_in_school,refuse_hand_over,offered_case,own_tasks,student_indicators,student_attendance}') $$,
  'the API calls no function of the domain that escapes row level security, but for some that ask for themselves who may');
select is_empty($$
  select oid::regprocedure from pg_proc
  where pronamespace = 'app'::regnamespace and prorettype = 'trigger'::regtype and has_function_privilege('school_support_api', oid, 'execute') $$,
  'and hangs no trigger of the domain on tables of its own');
select is_empty($$ select rolname from pg_roles where rolname like 'school\_support\_%' and (rolsuper or rolbypassrls) $$,
  'no role of ours escapes row level security');
select is((select rolcanlogin from pg_roles where rolname = 'school_support_owner'), false, 'the owner cannot log in');

select * from finish();
rollback;
