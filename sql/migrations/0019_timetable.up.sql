-- Timetables that change in the course of a year, and files that bring them; incidents as a share of a whole window.
set role school_support_owner;

alter table app.lesson
  add column starts_on date,
  add column ends_on date,
  add constraint ends_on_order check (ends_on >= starts_on),
  add constraint lesson_overlap exclude using gist (
    school_id with =, teaching_assignment_id with =, weekday with =, period with =, daterange(starts_on, ends_on) with &&
  );
drop index app.lesson_class;
create index lesson_class on app.lesson (school_id, teaching_assignment_id);
comment on column app.lesson.starts_on is 'The first day of it; null: it has always been in the timetable.';
comment on column app.lesson.ends_on is 'The first day without it; null: it goes on. As starts_on: it was taken back before it began.';

alter type app.import_kind add value 'lessons' after 'assignments';

-- One incident is a large share of few days: a share is of the whole window. Schools that exist keep the rule that they have.
alter table app.default_cut no force row level security;
update app.default_cut set minimum_days = 45 where measure = 'incident_percent';
alter table app.default_cut force row level security;

reset role;
