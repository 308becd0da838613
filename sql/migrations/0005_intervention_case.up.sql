-- Intervention cases and the notes of meetings and contacts in them.
set role school_support_owner;

create type app.concern as enum ('attendance', 'behaviour', 'course_work', 'wellbeing', 'other');
create type app.case_status as enum ('open', 'in_progress', 'awaiting_parent', 'escalated_to_admin', 'closed');
create type app.progress_status as enum ('no_contact', 'contacted', 'improving', 'not_improving', 'resolved');
create type app.note_kind as enum ('note', 'meeting', 'contact');
create type app.contact_outcome as enum ('reached', 'not_reached');

create table app.intervention_case (
  school_id bigint not null references app.school,
  case_id bigint generated always as identity,
  student_id bigint not null,
  classroom_id bigint,
  alert_id bigint,
  concern app.concern not null default 'other',
  assigned_to bigint not null,
  opened_by bigint,
  status app.case_status not null default 'open',
  progress_status app.progress_status not null default 'no_contact',
  follow_up_date date,
  outcome_notes text not null default '',
  resolution_notes text not null default '',
  reason text,
  voided boolean not null default false,
  closed_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, case_id),
  foreign key (school_id, student_id) references app.student,
  foreign key (school_id, classroom_id) references app.classroom,
  foreign key (school_id, alert_id) references app.alert,
  foreign key (school_id, assigned_to) references app.user_account,
  foreign key (school_id, opened_by) references app.user_account,
  constraint outcome_notes_length check (char_length(outcome_notes) <= 10000),
  constraint resolution_notes_length check (char_length(resolution_notes) <= 10000),
  constraint reason_length check (char_length(reason) between 1 and 2000),
  constraint resolution_notes_required check (status <> 'closed' or resolution_notes ~ '\S'),
  constraint outcome_notes_required check (status <> 'closed' or outcome_notes ~ '\S'),
  constraint reason_required check (not voided or reason ~ '\S')
) with (fillfactor = 80);  -- room to change a row without touching its indexes
comment on table app.intervention_case is 'Following up one concern about one student until it is solved. Never deleted by people; an admin may void one.';
comment on column app.intervention_case.classroom_id is 'The student''s classroom, kept by trigger while the case is active; a closed one stays where it was.';
comment on column app.intervention_case.reason is 'Why the case was reopened or voided last.';
comment on column app.intervention_case.voided is 'Opened by mistake: kept on record, hidden from lists.';
comment on column app.intervention_case.closed_at is 'When it was closed, by trigger; retention counts from here.';
create unique index intervention_case_one_active on app.intervention_case (school_id, student_id, concern)
  where status <> 'closed' and not voided;
create index intervention_case_student on app.intervention_case (school_id, student_id);
create index intervention_case_classroom on app.intervention_case (school_id, classroom_id);
create index intervention_case_assigned_to on app.intervention_case (school_id, assigned_to);
create index intervention_case_opened_by on app.intervention_case (school_id, opened_by);
create index intervention_case_alert on app.intervention_case (school_id, alert_id);
create index intervention_case_closed_at on app.intervention_case (closed_at) where closed_at is not null;

create table app.case_transition (
  from_status app.case_status not null,
  to_status app.case_status not null,
  admin_only boolean not null default false,
  needs_reason boolean not null default false,
  primary key (from_status, to_status)
);
comment on table app.case_transition is 'The moves of a case''s status that are allowed. The same for every school.';
insert into app.case_transition (from_status, to_status, admin_only, needs_reason) values
  ('open', 'in_progress', false, false),
  ('open', 'awaiting_parent', false, false),
  ('open', 'escalated_to_admin', false, false),
  ('open', 'closed', false, false),
  ('in_progress', 'awaiting_parent', false, false),
  ('in_progress', 'escalated_to_admin', false, false),
  ('in_progress', 'closed', false, false),
  ('awaiting_parent', 'in_progress', false, false),
  ('awaiting_parent', 'escalated_to_admin', false, false),
  ('awaiting_parent', 'closed', false, false),
  ('escalated_to_admin', 'in_progress', true, false),
  ('escalated_to_admin', 'closed', true, false),
  ('closed', 'open', true, true);

create table app.case_note (
  school_id bigint not null references app.school,
  case_note_id bigint generated always as identity,
  case_id bigint not null,
  classroom_id bigint,
  assigned_to bigint not null,
  author_id bigint not null,
  kind app.note_kind not null default 'note',
  outcome app.contact_outcome,
  body text not null,
  occurred_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  primary key (school_id, case_note_id),
  foreign key (school_id, case_id) references app.intervention_case on delete cascade,
  foreign key (school_id, classroom_id) references app.classroom,
  foreign key (school_id, assigned_to) references app.user_account,
  foreign key (school_id, author_id) references app.user_account,
  constraint body_length check (char_length(body) between 1 and 10000),
  constraint outcome_required check ((kind = 'contact') = (outcome is not null))
);
comment on table app.case_note is 'What was said and done: notes, meetings, contacts with the family. Append-only; it goes only with its case.';
comment on column app.case_note.classroom_id is 'As in the case, kept by trigger so that policies need no join.';
comment on column app.case_note.assigned_to is 'As in the case, kept by trigger so that policies need no join.';
comment on column app.case_note.outcome is 'Whether a contact reached somebody; only contacts have one.';
create index case_note_case on app.case_note (school_id, case_id, case_note_id);
create index case_note_classroom on app.case_note (school_id, classroom_id);
create index case_note_assigned_to on app.case_note (school_id, assigned_to);
create index case_note_author on app.case_note (school_id, author_id);

alter table app.intervention_case enable row level security, force row level security;
alter table app.case_transition enable row level security, force row level security;
alter table app.case_note enable row level security, force row level security;

reset role;
