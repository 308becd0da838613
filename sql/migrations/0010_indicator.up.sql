-- Grades and incidents, the rules over them and over attendance, and what the rules gave.
set role school_support_owner;

create type app.incident_kind as enum ('minor', 'serious', 'suspension');
create type app.rule as enum
  ('absence_rate', 'early_pace', 'consecutive_absence', 'failing_subjects', 'incident_days', 'serious_incident');
create type app.measure as enum (
  'absent_percent', 'absent_days', 'unexplained_run', 'absent_run',
  'near_subjects', 'failing_subjects', 'failing_core_subjects', 'past_failures',
  'incident_days', 'incident_percent', 'serious_incidents'
);
create type app.band as enum ('watch', 'tier2', 'tier3', 'critical');
create type app.indicator_state as enum ('not_enough_data', 'none', 'watch', 'tier2', 'tier3');

create table app.subject (
  school_id bigint not null references app.school,
  subject_id bigint generated always as identity,
  name text not null,
  is_core boolean not null default false,
  pass_points numeric(6, 2) not null,
  near_points numeric(6, 2) not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, subject_id),
  constraint name_length check (char_length(name) between 1 and 100),
  constraint near_points_order check (near_points >= pass_points)
);
comment on table app.subject is 'What is graded, and where it is passed.';
comment on column app.subject.is_core is 'Counts as a core subject, such as mathematics and the school''s language.';
comment on column app.subject.pass_points is 'The lowest grade that passes.';
comment on column app.subject.near_points is 'Grades that pass but are below this are near the pass mark.';
create unique index subject_name on app.subject (school_id, name);

create table app.grade (
  school_id bigint not null,
  grade_id bigint generated always as identity,
  student_id bigint not null,
  classroom_id bigint,
  subject_id bigint not null,
  day date not null,
  title text not null,
  points numeric(6, 2) not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, grade_id),
  foreign key (school_id, student_id) references app.student,
  foreign key (school_id, subject_id) references app.subject,
  constraint title_length check (char_length(title) between 1 and 100),
  constraint points_range check (points >= 0)
);
comment on table app.grade is 'A grade of a student in a subject. The newest of a subject counts.';
comment on column app.grade.classroom_id is 'The student''s classroom today, kept by trigger so that policies need no join.';
comment on column app.grade.title is 'What it was given for, such as a period of the year.';
create unique index grade_title on app.grade (school_id, student_id, subject_id, day, title);
create index grade_subject on app.grade (school_id, subject_id);
create index grade_classroom on app.grade (school_id, classroom_id);

create table app.incident (
  school_id bigint not null,
  incident_id bigint generated always as identity,
  external_id text,
  student_id bigint not null,
  classroom_id bigint,
  day date not null,
  kind app.incident_kind not null,
  description text not null default '',
  reported_by bigint,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, incident_id),
  foreign key (school_id, student_id) references app.student,
  foreign key (school_id, reported_by) references app.user_account,
  constraint external_id_length check (char_length(external_id) between 1 and 100),
  constraint description_length check (char_length(description) <= 2000)
);
comment on table app.incident is 'An incident of behaviour.';
comment on column app.incident.external_id is 'The school''s own number for it; imports match on it.';
comment on column app.incident.classroom_id is 'The student''s classroom today, kept by trigger so that policies need no join.';
create unique index incident_external_id on app.incident (school_id, external_id);
create index incident_student on app.incident (school_id, student_id, day);
create index incident_classroom on app.incident (school_id, classroom_id);
create index incident_reported_by on app.incident (school_id, reported_by);

create table app.indicator_rule (
  school_id bigint not null references app.school,
  rule app.rule not null,
  version bigint not null,
  effective_from date not null,
  saved_by bigint,
  request_id text,
  created_at timestamptz not null default now(),
  primary key (school_id, rule, version),
  foreign key (school_id, saved_by) references app.user_account
);
comment on table app.indicator_rule is
  'The versions of a school''s rules; the newest that is in effect on a day counts on it. Append-only.';
comment on column app.indicator_rule.request_id is 'The request that saved it, so that it has one effect when it comes twice.';
create index indicator_rule_saved_by on app.indicator_rule (school_id, saved_by);

create table app.indicator_cut (
  school_id bigint not null,
  rule app.rule not null,
  version bigint not null,
  band app.band not null,
  measure app.measure not null,
  window_days integer not null default 0,
  minimum_days integer not null default 0,
  cut numeric(6, 2) not null,
  primary key (school_id, rule, version, band, measure, window_days),
  foreign key (school_id, rule, version) references app.indicator_rule,
  constraint window_days_range check (window_days between 0 and 200),
  constraint minimum_days_range check (minimum_days between 0 and 200),
  constraint cut_range check (cut > 0)
);
comment on table app.indicator_cut is 'Where the bands of a rule begin: a measure that reaches the cut is in the band. The highest band counts.';
comment on column app.indicator_cut.window_days is 'School days that are looked at; 0: the school year so far.';
comment on column app.indicator_cut.minimum_days is 'Days that a share must be of; with fewer there is not enough data.';

create table app.default_cut (
  rule app.rule not null,
  band app.band not null,
  measure app.measure not null,
  window_days integer not null,
  minimum_days integer not null,
  cut numeric(6, 2) not null,
  primary key (rule, band, measure, window_days)
);
comment on table app.default_cut is 'The rules that a new school starts with, as published practice agrees. The same for every school.';
insert into app.default_cut (rule, band, measure, window_days, minimum_days, cut) values
  -- Attendance Works; EWIMS.
  ('absence_rate', 'watch', 'absent_percent', 0, 20, 5),
  ('absence_rate', 'tier2', 'absent_percent', 0, 20, 10),
  ('absence_rate', 'tier3', 'absent_percent', 0, 20, 20),
  -- Attendance Works: the pace of the first 60 days.
  ('early_pace', 'tier2', 'absent_days', 20, 0, 2),
  ('early_pace', 'tier2', 'absent_days', 40, 0, 4),
  ('early_pace', 'tier2', 'absent_days', 60, 0, 6),
  -- Common practice.
  ('consecutive_absence', 'watch', 'unexplained_run', 0, 0, 2),
  ('consecutive_absence', 'tier2', 'absent_run', 0, 0, 3),
  ('consecutive_absence', 'tier3', 'absent_run', 0, 0, 5),
  ('consecutive_absence', 'critical', 'absent_run', 0, 0, 10),
  -- Balfanz; Chicago on-track.
  ('failing_subjects', 'watch', 'near_subjects', 0, 0, 1),
  ('failing_subjects', 'tier2', 'failing_subjects', 0, 0, 2),
  ('failing_subjects', 'tier2', 'failing_core_subjects', 0, 0, 1),
  ('failing_subjects', 'tier3', 'failing_subjects', 0, 0, 3),
  ('failing_subjects', 'tier3', 'failing_core_subjects', 0, 0, 2),
  -- Panorama.
  ('incident_days', 'watch', 'incident_days', 45, 0, 1),
  ('incident_days', 'tier2', 'incident_percent', 45, 20, 3),
  ('incident_days', 'tier3', 'incident_percent', 45, 20, 5),
  -- EWIMS.
  ('serious_incident', 'tier2', 'serious_incidents', 0, 0, 1),
  ('serious_incident', 'tier3', 'serious_incidents', 0, 0, 2);

-- Schools that are there already. Without policies, before the code is built, the owner sees them so.
alter table app.school no force row level security;
insert into app.indicator_rule (school_id, rule, version, effective_from)
select distinct school_id, rule, 1, date '2000-01-01' from app.school cross join app.default_cut;
insert into app.indicator_cut (school_id, rule, version, band, measure, window_days, minimum_days, cut)
select school_id, rule, 1, band, measure, window_days, minimum_days, cut from app.school cross join app.default_cut;
alter table app.school force row level security;

create table app.student_indicator (
  school_id bigint not null,
  student_id bigint not null,
  rule app.rule not null,
  day date not null,
  classroom_id bigint,
  state app.indicator_state not null,
  risk_level app.risk_level,
  lingering_risk_level app.risk_level,
  measure app.measure not null,
  numerator numeric not null,
  denominator numeric not null,
  window_days integer not null,
  cut numeric not null,
  rule_version bigint not null,
  evaluated_at timestamptz not null default now(),
  primary key (school_id, student_id, rule, day),
  foreign key (school_id, student_id) references app.student
);
comment on table app.student_indicator is
  'What each rule gave for a student, as of a day; it holds until the next row. Nothing is overwritten but the same day.';
comment on column app.student_indicator.classroom_id is 'The student''s classroom today, kept by trigger so that policies need no join.';
comment on column app.student_indicator.lingering_risk_level is
  'The level with every cut one point lower: an alert ends when this has been below it for 10 school days.';
create index student_indicator_classroom on app.student_indicator (school_id, classroom_id);

create table app.evaluation_request (
  school_id bigint not null references app.school,
  evaluation_request_id bigint generated always as identity,
  student_id bigint not null,
  requested_at timestamptz not null default now(),
  primary key (school_id, evaluation_request_id)
);
comment on table app.evaluation_request is
  'Students of whom something has changed. Removed in the transaction that evaluates them, so that none is lost.';

alter table app.subject enable row level security, force row level security;
alter table app.grade enable row level security, force row level security;
alter table app.incident enable row level security, force row level security;
alter table app.indicator_rule enable row level security, force row level security;
alter table app.indicator_cut enable row level security, force row level security;
alter table app.default_cut enable row level security, force row level security;
alter table app.student_indicator enable row level security, force row level security;
alter table app.evaluation_request enable row level security, force row level security;

reset role;
