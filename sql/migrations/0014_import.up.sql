-- Files that were brought in, and what only files bring: totals of absences, failures of earlier years.
set role school_support_owner;

create type app.import_kind as enum
  ('students', 'enrolments', 'assignments', 'calendar', 'grades', 'incidents', 'attendance', 'users');
create type app.import_state as enum
  ('uploading', 'uploaded', 'planned', 'confirmed', 'applied', 'failed', 'undo_requested', 'undone');

create table app.import_batch (
  school_id bigint not null references app.school,
  import_batch_id bigint generated always as identity,
  kind app.import_kind not null,
  file_name text not null,
  options jsonb not null default '{}',
  state app.import_state not null default 'uploading',
  accepts_many boolean not null default false,
  size bigint not null default 0,
  counts jsonb,
  message text,
  obstacles jsonb,
  requested_by bigint,
  applied_at timestamptz,
  first_event_id bigint,
  last_event_id bigint,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, import_batch_id),
  foreign key (school_id, requested_by) references app.user_account,
  constraint file_name_length check (char_length(file_name) between 1 and 200),
  constraint size_range check (size between 0 and 104857600)
);
comment on table app.import_batch is 'A file that was brought in, or is about to be. All its rows went in by one transaction; undone in one.';
comment on column app.import_batch.options is
  '{map: {theirs: ours}, set: {column: value of all rows}, number_rows, end_missing}.';
comment on column app.import_batch.accepts_many is 'Somebody has confirmed that more than a tenth of what is there changes or ends.';
comment on column app.import_batch.size is 'Bytes of the file, while it waits in app.import_chunk.';
comment on column app.import_batch.counts is '{rows, new, changed, unchanged, missing, refused, stopped}: of the plan, then of what was done.';
comment on column app.import_batch.message is 'Why it failed.';
comment on column app.import_batch.obstacles is 'What stood in the way of undoing it, [{entity, id, reason}].';
comment on column app.import_batch.first_event_id is 'Its events in the trail lie between this and last_event_id, under request_id import-<import_batch_id>.';
create index import_batch_requested_by on app.import_batch (school_id, requested_by);
create index import_batch_created_at on app.import_batch (created_at);

create table app.import_chunk (
  school_id bigint not null,
  import_batch_id bigint not null,
  position integer not null,
  bytes bytea not null,
  primary key (school_id, import_batch_id, position),
  foreign key (school_id, import_batch_id) references app.import_batch on delete cascade
);
comment on table app.import_chunk is 'A file that was uploaded, in pieces, until it is done with.';

create table app.import_refusal (
  school_id bigint not null,
  import_batch_id bigint not null,
  line bigint not null,
  field text not null,
  reason text not null,
  primary key (school_id, import_batch_id, line, field),
  foreign key (school_id, import_batch_id) references app.import_batch on delete cascade
);
comment on table app.import_refusal is 'A row of a file that cannot go in: line in the file, column, reason.';

create table app.attendance_total (
  school_id bigint not null,
  attendance_total_id bigint generated always as identity,
  student_id bigint not null,
  day date not null,
  classroom_id bigint,
  absent_days integer not null,
  school_days integer not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, attendance_total_id),
  foreign key (school_id, student_id) references app.student,
  constraint absent_days_range check (absent_days between 0 and school_days),
  constraint school_days_range check (school_days between 1 and 400)
);
comment on table app.attendance_total is 'Absences of which only the sum is known, up to a day: from another system, or another school in mid-year.';
comment on column app.attendance_total.classroom_id is 'The student''s classroom today, kept by trigger so that policies need no join.';
create unique index attendance_total_day on app.attendance_total (school_id, student_id, day);
create index attendance_total_classroom on app.attendance_total (school_id, classroom_id);

alter table app.student
  add column past_failures integer not null default 0,
  add constraint past_failures_range check (past_failures between 0 and 50);
comment on column app.student.past_failures is 'Subjects failed in earlier school years.';

alter table app.retention_policy drop constraint kind_known;
alter table app.retention_policy add constraint kind_known
  check (kind in ('audit_event', 'client_event', 'session', 'login_attempt', 'closed_case', 'kept_reply', 'import_file'));
-- Without policies, before the code is built, the owner writes so.
alter table app.retention_policy no force row level security;
insert into app.retention_policy (kind, keep, description) values
  ('import_file', '7 days', 'Files that were uploaded, after the last step with them; what they brought stays');
alter table app.retention_policy force row level security;

alter table app.import_batch enable row level security, force row level security;
alter table app.import_chunk enable row level security, force row level security;
alter table app.import_refusal enable row level security, force row level security;
alter table app.attendance_total enable row level security, force row level security;

reset role;
