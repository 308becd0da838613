-- Who works on a case besides its owner, who is to take it over, and notes that only some may read.
set role school_support_owner;

alter table app.intervention_case
  add column team bigint[] not null default '{}',
  add column hand_over_to bigint,
  add column hand_over_refused boolean not null default false,
  add foreign key (school_id, hand_over_to) references app.user_account,
  add constraint team_size check (cardinality(team) <= 50),
  add constraint hand_over_refused_by_somebody check (hand_over_to is not null or not hand_over_refused);
comment on column app.intervention_case.team is 'Staff who work on it too, by user_id: they see it and write notes.';
comment on column app.intervention_case.hand_over_to is 'Who is asked to take it over, until they accept or the request is withdrawn.';
comment on column app.intervention_case.hand_over_refused is 'Who was asked said no; reason says why.';
create index intervention_case_hand_over_to on app.intervention_case (school_id, hand_over_to);

alter table app.case_note
  add column team bigint[] not null default '{}',
  add column progress app.progress_status,
  add column restricted boolean not null default false,
  add column named_user_ids bigint[] not null default '{}',
  add constraint named_only_if_restricted check (restricted or named_user_ids = '{}');
comment on column app.case_note.team is 'As in the case, kept by trigger so that policies need no join.';
comment on column app.case_note.progress is 'How the student was doing, if the note says so.';
comment on column app.case_note.restricted is 'Health, family, child protection: read by its author, the owner of the case and whom it names, and by nobody else.';
comment on column app.case_note.named_user_ids is 'Who else may read a restricted note.';

create table app.emergency_read (
  school_id bigint not null,
  emergency_read_id bigint generated always as identity,
  case_note_id bigint not null,
  case_id bigint not null,
  owner_id bigint not null,
  read_by bigint not null,
  reason text not null,
  created_at timestamptz not null default now(),
  primary key (school_id, emergency_read_id),
  foreign key (school_id, case_note_id) references app.case_note on delete cascade,
  foreign key (school_id, case_id) references app.intervention_case on delete cascade,
  foreign key (school_id, owner_id) references app.user_account,
  foreign key (school_id, read_by) references app.user_account,
  constraint reason_length check (char_length(reason) between 10 and 2000)
);
comment on table app.emergency_read is 'A restricted note that an admin read in an emergency. Append-only; the owner of the case sees it on the dashboard.';
comment on column app.emergency_read.owner_id is 'Whose case it was then: who is told.';
create index emergency_read_note on app.emergency_read (school_id, case_note_id);
create index emergency_read_case on app.emergency_read (school_id, case_id);
create index emergency_read_owner on app.emergency_read (school_id, owner_id, created_at);
create index emergency_read_by on app.emergency_read (school_id, read_by);

alter table app.emergency_read enable row level security, force row level security;

reset role;
