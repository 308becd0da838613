-- A school, its staff, its classrooms and its students.
set role school_support_owner;

create type app.user_role as enum ('teacher', 'form_master', 'admin');

create table app.school (
  school_id bigint generated always as identity primary key,
  name text not null,
  time_zone text not null default 'UTC',
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint name_length check (char_length(name) between 1 and 200)
);
comment on table app.school is 'A school. Every other row belongs to exactly one.';
comment on column app.school.time_zone is 'Name as in pg_timezone_names. Decides what "today" is.';

create table app.user_account (
  school_id bigint not null references app.school,
  user_id bigint generated always as identity,
  email text not null,
  name text not null,
  role app.user_role not null,
  active boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, user_id),
  constraint email_form check (email ~ '^[^@\s]+@[^@\s]+$' and char_length(email) <= 254),
  constraint email_lowercase check (email = lower(email)),
  constraint name_length check (char_length(name) between 1 and 200)
);
comment on table app.user_account is 'Staff who may sign in. Disabled (active = false), never deleted. The password is in auth.password.';
comment on column app.user_account.email is 'Lower case, unique over all schools: people sign in with it.';
create unique index user_account_email on app.user_account (email);

create table app.classroom (
  school_id bigint not null references app.school,
  classroom_id bigint generated always as identity,
  name text not null,
  form_master_id bigint,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, classroom_id),
  foreign key (school_id, form_master_id) references app.user_account,
  constraint name_length check (char_length(name) between 1 and 100)
);
comment on table app.classroom is 'A group of students with a form master who leads it.';
create unique index classroom_name on app.classroom (school_id, name);
create index classroom_form_master on app.classroom (school_id, form_master_id);

create table app.student (
  school_id bigint not null references app.school,
  student_id bigint generated always as identity,
  external_id text,
  full_name text not null,
  classroom_id bigint,
  assigned_user_ids bigint[] not null default '{}',
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, student_id),
  foreign key (school_id, classroom_id) references app.classroom,
  constraint full_name_length check (char_length(full_name) between 1 and 200),
  constraint external_id_length check (char_length(external_id) between 1 and 100)
);
comment on table app.student is 'A student. Where they sat when is in app.enrolment.';
comment on column app.student.external_id is 'The school''s own number for the student; imports match on it.';
comment on column app.student.classroom_id is 'The classroom of today''s enrolment, kept by trigger so that policies need no join. Null: not enrolled.';
comment on column app.student.assigned_user_ids is 'Staff with an alert or case of this student assigned to them, kept by trigger: they see the student too.';
create unique index student_external_id on app.student (school_id, external_id);
create index student_classroom on app.student (school_id, classroom_id);
create index student_full_name on app.student (school_id, full_name, student_id);

create table app.enrolment (
  school_id bigint not null references app.school,
  enrolment_id bigint generated always as identity,
  student_id bigint not null,
  classroom_id bigint not null,
  starts_on date not null,
  ends_on date,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, enrolment_id),
  foreign key (school_id, student_id) references app.student,
  foreign key (school_id, classroom_id) references app.classroom,
  constraint ends_on_order check (ends_on > starts_on),
  constraint enrolment_overlap exclude using gist
    (school_id with =, student_id with =, daterange(starts_on, ends_on, '[)') with &&)
);
comment on table app.enrolment is 'A student in a classroom from starts_on up to, not including, ends_on. A move ends one and starts another.';
create index enrolment_student on app.enrolment (school_id, student_id);
create index enrolment_classroom on app.enrolment (school_id, classroom_id);

create table app.teaching_assignment (
  school_id bigint not null references app.school,
  teaching_assignment_id bigint generated always as identity,
  classroom_id bigint not null,
  user_id bigint not null,
  subject text not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, teaching_assignment_id),
  foreign key (school_id, classroom_id) references app.classroom,
  foreign key (school_id, user_id) references app.user_account,
  constraint subject_length check (char_length(subject) between 1 and 100)
);
comment on table app.teaching_assignment is 'A class: a subject taught in a classroom by a teacher.';
create unique index teaching_assignment_class on app.teaching_assignment (school_id, classroom_id, subject, user_id);
create index teaching_assignment_user on app.teaching_assignment (school_id, user_id);

alter table app.school enable row level security, force row level security;
alter table app.user_account enable row level security, force row level security;
alter table app.classroom enable row level security, force row level security;
alter table app.student enable row level security, force row level security;
alter table app.enrolment enable row level security, force row level security;
alter table app.teaching_assignment enable row level security, force row level security;

reset role;
