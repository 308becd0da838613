-- How long what is kept, and what must not go although its time is over.
set role school_support_owner;

create table app.retention_policy (
  kind text primary key,
  keep interval not null,
  description text not null,
  version bigint not null default 1,
  updated_at timestamptz not null default now(),
  constraint kind_known check (kind in ('audit_event', 'client_event', 'session', 'login_attempt', 'closed_case')),
  constraint keep_range check (keep >= interval '1 day')
);
comment on table app.retention_policy is 'How long each kind of record is kept. One row a kind, for all schools of this installation.';
insert into app.retention_policy (kind, keep, description) values
  ('audit_event', '7 years', 'Audit events of the server, by whole months'),
  ('client_event', '1 year', 'Audit events that clients reported, by whole months'),
  ('session', '30 days', 'Sessions, after they expired or ended'),
  ('login_attempt', '90 days', 'Attempts to sign in'),
  ('closed_case', '5 years', 'Closed cases with their notes, after they were closed');

create table app.retention_hold (
  school_id bigint not null references app.school,
  retention_hold_id bigint generated always as identity,
  entity text not null,
  entity_id bigint,
  reason text not null,
  released_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, retention_hold_id),
  constraint entity_known check (entity in ('school', 'student', 'intervention_case')),
  constraint entity_id_required check ((entity = 'school') = (entity_id is null)),
  constraint reason_length check (char_length(reason) between 1 and 2000)
);
comment on table app.retention_hold is 'Keeps records past their time, such as for a court: a whole school, a student, or one case, with their audit events.';
comment on column app.retention_hold.released_at is 'Null while the hold is in force.';

alter table app.retention_policy enable row level security, force row level security;
alter table app.retention_hold enable row level security, force row level security;

reset role;
