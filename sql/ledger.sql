-- The ledger of migrations. Made by the first migrate; every statement may be run again.

create schema if not exists ops;
comment on schema ops is 'For those who operate the database: ledger of migrations, retention.';

create table if not exists ops.migration (
  number integer primary key,
  name text not null,
  up_sha256 text not null,
  down_sha256 text not null,
  down_script text not null,
  applied_by text not null default session_user,
  applied_at timestamptz not null default now(),
  duration_ms integer not null
);
comment on table ops.migration is 'The migrations that are in force.';
comment on column ops.migration.down_script is 'The text of the way back, so that an older release can undo what it has never heard of.';

create table if not exists ops.code (
  only_row boolean primary key default true,
  sha256 text not null,
  built_by text not null default session_user,
  built_at timestamptz not null default now(),
  constraint only_row check (only_row)
);
comment on table ops.code is 'Which functions, views, policies, triggers and grants are in place: SHA-256 of their scripts.';
