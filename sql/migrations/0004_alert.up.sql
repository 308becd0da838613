-- Alerts: a student who may need somebody, and what became of it.
set role school_support_owner;

create type app.risk_level as enum ('low', 'medium', 'high', 'critical');
create type app.alert_status as enum ('active', 'under_review', 'escalated', 'resolved', 'dismissed');
create type app.close_reason as enum ('handled', 'already_known', 'data_error', 'not_a_concern');

create table app.alert (
  school_id bigint not null references app.school,
  alert_id bigint generated always as identity,
  student_id bigint not null,
  classroom_id bigint,
  rule text not null default 'manual',
  risk_level app.risk_level not null,
  message text not null,
  evidence jsonb not null default '{}',
  status app.alert_status not null default 'active',
  close_reason app.close_reason,
  assigned_to bigint,
  raised_by bigint,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, alert_id),
  foreign key (school_id, student_id) references app.student,
  foreign key (school_id, classroom_id) references app.classroom,
  foreign key (school_id, assigned_to) references app.user_account,
  foreign key (school_id, raised_by) references app.user_account,
  constraint rule_form check (rule ~ '^[a-z][a-z0-9_]{0,49}$'),
  constraint message_length check (char_length(message) between 1 and 2000),
  constraint close_reason_required check ((status in ('resolved', 'dismissed')) = (close_reason is not null))
);
comment on table app.alert is 'A rule, or a person (rule = manual), says that a student may need somebody.';
comment on column app.alert.classroom_id is 'The student''s classroom, kept by trigger while the alert is open; a closed one stays where it was.';
comment on column app.alert.message is 'The finding worded as a fact, such as: absent 7 of 38 school days.';
comment on column app.alert.evidence is 'What the rule computed: numerator, denominator, window, cut, rule version.';
create unique index alert_one_open on app.alert (school_id, student_id, rule)
  where status in ('active', 'under_review', 'escalated');
create index alert_student on app.alert (school_id, student_id);
create index alert_classroom on app.alert (school_id, classroom_id);
create index alert_assigned_to on app.alert (school_id, assigned_to);
create index alert_raised_by on app.alert (school_id, raised_by);

create table app.alert_transition (
  from_status app.alert_status not null,
  to_status app.alert_status not null,
  admin_only boolean not null default false,
  primary key (from_status, to_status)
);
comment on table app.alert_transition is 'The moves of an alert''s status that are allowed. The same for every school.';
insert into app.alert_transition (from_status, to_status, admin_only) values
  ('active', 'under_review', false),
  ('active', 'resolved', false),
  ('active', 'dismissed', false),
  ('active', 'escalated', false),
  ('under_review', 'escalated', false),
  ('under_review', 'resolved', false),
  ('under_review', 'dismissed', false),
  ('escalated', 'under_review', true),
  ('escalated', 'resolved', true);

alter table app.alert enable row level security, force row level security;
alter table app.alert_transition enable row level security, force row level security;

reset role;
