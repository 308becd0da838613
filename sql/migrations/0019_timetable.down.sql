-- Loses data: lessons that have ended, from when on lessons are held, and the record of imported timetables.
set role school_support_owner;

alter table app.default_cut no force row level security;
update app.default_cut set minimum_days = 20 where measure = 'incident_percent';
alter table app.default_cut force row level security;

alter table app.import_batch no force row level security;
alter table app.import_chunk no force row level security;
alter table app.import_refusal no force row level security;
delete from app.import_batch where kind = 'lessons';
alter table app.import_batch force row level security;
alter table app.import_chunk force row level security;
alter table app.import_refusal force row level security;
create type app.former_import_kind as enum
  ('students', 'enrolments', 'assignments', 'calendar', 'grades', 'incidents', 'attendance', 'users');
alter table app.import_batch alter column kind type app.former_import_kind using kind::text::app.former_import_kind;
drop type app.import_kind;
alter type app.former_import_kind rename to import_kind;

-- One lesson of a class, weekday and period is left, if one has not ended.
alter table app.lesson no force row level security;
delete from app.lesson
where (school_id, lesson_id) not in (
  select distinct on (school_id, teaching_assignment_id, weekday, period) school_id, lesson_id
  from app.lesson
  where ends_on is null or ends_on > current_date
  order by school_id, teaching_assignment_id, weekday, period, ends_on desc nulls first
);
alter table app.lesson force row level security;
drop index app.lesson_class;
create unique index lesson_class on app.lesson (school_id, teaching_assignment_id, weekday, period);
alter table app.lesson
  drop constraint lesson_overlap,
  drop constraint ends_on_order,
  drop column starts_on,
  drop column ends_on;

reset role;
