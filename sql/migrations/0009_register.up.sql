-- Registers: who was there.
set role school_support_owner;

create type app.attendance as enum ('present', 'late', 'absent', 'excused');

create table app.register (
  school_id bigint not null references app.school,
  register_id bigint generated always as identity,
  teaching_assignment_id bigint not null,
  classroom_id bigint not null,
  teacher_id bigint not null,
  day date not null,
  period integer not null,
  taken_by bigint,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, register_id),
  foreign key (school_id, teaching_assignment_id) references app.teaching_assignment,
  foreign key (school_id, classroom_id) references app.classroom,
  foreign key (school_id, teacher_id) references app.user_account,
  foreign key (school_id, taken_by) references app.user_account,
  foreign key (school_id, day) references app.calendar_day,
  unique (school_id, register_id, classroom_id, teacher_id, day),
  constraint period_range check (period between 1 and 20)
);
comment on table app.register is 'The register of a class for a day and period. One that is not here was not taken: never counted as presence.';
comment on column app.register.classroom_id is 'As in the class, kept by trigger so that policies need no join.';
comment on column app.register.teacher_id is 'Who teaches the class, kept by trigger so that policies need no join.';
comment on column app.register.taken_by is 'Who wrote it last; null in psql and for imports.';
create unique index register_class on app.register (school_id, teaching_assignment_id, day, period);
create index register_day on app.register (school_id, day);
create index register_classroom on app.register (school_id, classroom_id);
create index register_teacher on app.register (school_id, teacher_id);
create index register_taken_by on app.register (school_id, taken_by);

create table app.attendance_mark (
  school_id bigint not null,
  register_id bigint not null,
  student_id bigint not null,
  classroom_id bigint not null,
  teacher_id bigint not null,
  day date not null,
  mark app.attendance not null,
  reason text,
  primary key (school_id, register_id, student_id),
  foreign key (school_id, register_id, classroom_id, teacher_id, day)
    references app.register (school_id, register_id, classroom_id, teacher_id, day) on delete cascade,
  foreign key (school_id, student_id) references app.student,
  constraint reason_length check (char_length(reason) between 1 and 500)
);
comment on table app.attendance_mark is 'One student in one register. Versioned and audited as the register; former marks are in app.mark_correction.';
comment on column app.attendance_mark.reason is 'Why it was corrected last.';
create index attendance_mark_student on app.attendance_mark (school_id, student_id, day);

create table app.mark_correction (
  school_id bigint not null,
  mark_correction_id bigint generated always as identity,
  register_id bigint not null,
  student_id bigint not null,
  classroom_id bigint not null,
  teacher_id bigint not null,
  day date not null,
  former_mark app.attendance not null,
  mark app.attendance not null,
  reason text,
  corrected_by bigint,
  created_at timestamptz not null default now(),
  primary key (school_id, mark_correction_id),
  foreign key (school_id, register_id, classroom_id, teacher_id, day)
    references app.register (school_id, register_id, classroom_id, teacher_id, day) on delete cascade,
  foreign key (school_id, student_id) references app.student,
  foreign key (school_id, corrected_by) references app.user_account
);
comment on table app.mark_correction is 'Marks as they were before they were corrected, with author, time and reason. Append-only, written by trigger.';
create index mark_correction_register on app.mark_correction (school_id, register_id);
create index mark_correction_student on app.mark_correction (school_id, student_id, day);
create index mark_correction_corrected_by on app.mark_correction (school_id, corrected_by);

create table app.attendance_day (
  school_id bigint not null,
  student_id bigint not null,
  day date not null,
  classroom_id bigint,
  marks integer not null,
  late integer not null,
  absent integer not null,
  excused integer not null,
  is_absent boolean not null generated always as (marks > 0 and (absent + excused) * 2 >= marks) stored,
  is_unexplained boolean not null generated always as (absent > 0 and (absent + excused) * 2 >= marks) stored,
  primary key (school_id, student_id, day),
  foreign key (school_id, student_id) references app.student
);
comment on table app.attendance_day is 'The marks of a student on a day, counted by trigger. Indicators read it instead of all marks.';
comment on column app.attendance_day.classroom_id is 'The student''s classroom today, kept by trigger: whoever leads it now sees the days before.';
comment on column app.attendance_day.is_absent is 'Absent in at least half of the registers taken, excused or not.';
comment on column app.attendance_day.is_unexplained is 'Absent, and not excused in all of them.';
create index attendance_day_classroom on app.attendance_day (school_id, classroom_id, day);
create index attendance_day_day on app.attendance_day (school_id, day);

alter table app.register enable row level security, force row level security;
alter table app.attendance_mark enable row level security, force row level security;
alter table app.mark_correction enable row level security, force row level security;
alter table app.attendance_day enable row level security, force row level security;

reset role;
