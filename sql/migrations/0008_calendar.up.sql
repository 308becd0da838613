-- When there is school, and which class meets when.
set role school_support_owner;

create table app.school_year (
  school_id bigint not null references app.school,
  school_year_id bigint generated always as identity,
  name text not null,
  first_day date not null,
  last_day date not null,
  weekdays integer[] not null default '{1,2,3,4,5}',
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, school_year_id),
  constraint name_length check (char_length(name) between 1 and 100),
  constraint last_day_order check (last_day >= first_day and last_day < first_day + 400),
  constraint weekdays_known check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) between 1 and 7),
  constraint school_year_overlap exclude using gist (school_id with =, daterange(first_day, last_day, '[]') with &&)
);
comment on table app.school_year is 'A school year, both days included. A new one fills app.calendar_day.';
comment on column app.school_year.weekdays is 'Days of the week with school, 1 Monday to 7 Sunday.';
create unique index school_year_name on app.school_year (school_id, name);

create table app.term (
  school_id bigint not null references app.school,
  term_id bigint generated always as identity,
  school_year_id bigint not null,
  name text not null,
  first_day date not null,
  last_day date not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, term_id),
  foreign key (school_id, school_year_id) references app.school_year,
  constraint name_length check (char_length(name) between 1 and 100),
  constraint last_day_order check (last_day >= first_day),
  constraint term_overlap exclude using gist (school_id with =, daterange(first_day, last_day, '[]') with &&)
);
comment on table app.term is 'A part of a school year, both days included.';
create index term_school_year on app.term (school_id, school_year_id);

create table app.calendar_day (
  school_id bigint not null references app.school,
  day date not null,
  calendar_day_id bigint generated always as identity,
  school_year_id bigint not null,
  is_school_day boolean not null,
  label text,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, day),
  foreign key (school_id, school_year_id) references app.school_year,
  constraint label_length check (char_length(label) between 1 and 100)
);
comment on table app.calendar_day is 'Every day of a school year. What is not here is no school day.';
comment on column app.calendar_day.calendar_day_id is 'What the trail calls this day.';
comment on column app.calendar_day.label is 'Why there is no school, such as the name of a holiday.';
create index calendar_day_school_year on app.calendar_day (school_id, school_year_id);

create table app.lesson (
  school_id bigint not null references app.school,
  lesson_id bigint generated always as identity,
  teaching_assignment_id bigint not null,
  weekday integer not null,
  period integer not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (school_id, lesson_id),
  foreign key (school_id, teaching_assignment_id) references app.teaching_assignment,
  constraint weekday_range check (weekday between 1 and 7),
  constraint period_range check (period between 1 and 20)
);
comment on table app.lesson is 'The timetable: a class meets every week on this day (1 Monday to 7 Sunday) in this period of the day.';
create unique index lesson_class on app.lesson (school_id, teaching_assignment_id, weekday, period);
create index lesson_weekday on app.lesson (school_id, weekday);

alter table app.school_year enable row level security, force row level security;
alter table app.term enable row level security, force row level security;
alter table app.calendar_day enable row level security, force row level security;
alter table app.lesson enable row level security, force row level security;

reset role;
