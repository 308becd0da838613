-- Roles, schemas and extensions. Needs ledger.sql. Run by a superuser, or by a role with CREATEROLE that owns the database.

do $$
declare
  wanted record;
begin
  for wanted in
    values ('school_support_owner', 'nologin'),
           ('school_support_api', 'login noinherit'),
           ('school_support_jobs', 'login noinherit'),
           ('school_support_dba', 'nologin')
  loop
    begin
      execute format('create role %I %s', wanted.column1, wanted.column2);
    exception
      -- Another database of this cluster has them already, or is creating them at this moment.
      when duplicate_object or unique_violation then null;
    end;
  end loop;
  if not pg_has_role(current_user, 'school_support_owner', 'member') then
    execute format('grant school_support_owner to %I', current_user);
  end if;
  execute format('grant create on database %I to school_support_owner', current_database());
  -- The rows of schools fit in memory, where a page costs no more than a few rows; with the default of 4 the planner reads
  -- small tables whole, and evaluates the policy of each row, instead of looking one row up.
  execute format('alter role school_support_api in database %I set seq_page_cost = 0.1', current_database());
  execute format('alter role school_support_api in database %I set random_page_cost = 0.1', current_database());
  execute format('alter role school_support_api in database %I set jit = off', current_database());
end
$$;

comment on role school_support_owner is 'School Support: owns every object. Migrations run as it.';
comment on role school_support_api is 'School Support: what the workers connect as. Bound by row level security.';
comment on role school_support_jobs is 'School Support: clean-up and imports.';
comment on role school_support_dba is 'School Support: reads everything, changes nothing. Grant it to people.';

alter schema ops owner to school_support_owner;
alter table ops.migration owner to school_support_owner;
alter table ops.code owner to school_support_owner;

create extension if not exists btree_gist;
create extension if not exists unaccent;

create schema app authorization school_support_owner;
create schema api authorization school_support_owner;
create schema auth authorization school_support_owner;
create schema audit authorization school_support_owner;

comment on schema app is 'The domain: schools, people, alerts, intervention cases.';
comment on schema api is 'Views in the shape in which the API answers.';
comment on schema auth is 'Passwords, sessions and login attempts. Only functions reach them.';
comment on schema audit is 'What happened, append-only.';
