-- What a case aims at, what was tried, what is to be done, and whether it helped.
set role school_support_owner;

alter table app.intervention_case
  add column tier integer not null default 2,
  add column goal text not null default '',
  add column strategies text not null default '',
  add column review_date date,
  add column attendance_at_opening jsonb,
  add column attendance_at_closing jsonb,
  add column touched_on date,
  add column escalated_on date,
  add constraint tier_range check (tier between 1 and 3),
  add constraint goal_length check (char_length(goal) <= 2000),
  add constraint strategies_length check (char_length(strategies) <= 10000);
comment on column app.intervention_case.tier is 'How much support: 1 for all, 2 targeted, 3 intensive.';
comment on column app.intervention_case.attendance_at_opening is
  'Of the last 20 days with a register before it was opened: {days, absent_days}, by trigger. The same at closing shows whether it helped.';
comment on column app.intervention_case.attendance_at_closing is 'As attendance_at_opening, when it was closed last.';
comment on column app.intervention_case.touched_on is 'The day on which a person last changed the case itself, kept by trigger; notes and tasks have days of their own.';
comment on column app.intervention_case.escalated_on is 'When it went to the admins because nobody had touched it. Once.';

create table app.case_task (
  school_id bigint not null,
  case_task_id bigint generated always as identity,
  case_id bigint not null,
  classroom_id bigint,
  case_assigned_to bigint not null,
  title text not null,
  assigned_to bigint not null,
  due_date date,
  done_on date,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, case_task_id),
  foreign key (school_id, case_id) references app.intervention_case on delete cascade,
  foreign key (school_id, case_assigned_to) references app.user_account,
  foreign key (school_id, assigned_to) references app.user_account,
  constraint title_length check (char_length(title) between 1 and 500)
);
comment on table app.case_task is 'Something to be done in a case, by somebody, by a day.';
comment on column app.case_task.classroom_id is 'As in the case, kept by trigger so that policies need no join.';
comment on column app.case_task.case_assigned_to is 'Whose case it is, kept by trigger so that policies need no join.';
comment on column app.case_task.done_on is 'Null while it is to be done.';
create index case_task_case on app.case_task (school_id, case_id);
create index case_task_classroom on app.case_task (school_id, classroom_id);
create index case_task_case_assigned_to on app.case_task (school_id, case_assigned_to);
create index case_task_assigned_to on app.case_task (school_id, assigned_to, due_date);

alter table app.case_task enable row level security, force row level security;

reset role;
