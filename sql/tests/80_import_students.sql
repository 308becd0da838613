-- A file of students says who sits where from today on, whatever was planned; the same file again changes nothing.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name, time_zone) values ('Import School', 'UTC');
create temporary table t on commit drop as select school_id as school, app.today(school_id) as today from app.school where name = 'Import School';

-- Brings rows in as a file would: new, changed, unchanged, missing.
create function pg_temp.bring(kind app.import_kind, rows jsonb, ends_missing boolean default false) returns text language plpgsql as $$
declare
  in_school bigint := (select school from t);
  batch bigint;
  came record;
begin
  drop table if exists pg_temp.import_row, pg_temp.import_refusal, pg_temp.import_student, pg_temp.import_enrolment, pg_temp.import_calendar;
  perform ops.stage_import();
  insert into pg_temp.import_row (line, year, label, first_day, last_day, external_id, full_name, classroom, student, starts_on, ends_on)
  select row_number() over (), row ->> 'year', row ->> 'label', row ->> 'first_day', row ->> 'last_day', row ->> 'external_id', row ->> 'full_name', row ->> 'classroom', row ->> 'student',
    row ->> 'starts_on', row ->> 'ends_on'
  from jsonb_array_elements(rows) row;
  batch := ops.begin_import(in_school, kind, 'test.csv', '{}');
  perform ops.enter_import(in_school, batch);
  perform ops.check_import(in_school, kind);
  select * into came from ops.apply_import(in_school, kind, ends_missing);
  perform ops.finish_import(in_school, batch, 'applied', '{}');
  return concat_ws(' ', came.new, came.changed, came.unchanged, came.missing,
    (select 'touched ' || touched || ' of ' || standing from ops.touched_by_import(in_school, kind) where touched > 0));
end
$$;
create function pg_temp.students(rooms jsonb, ends_missing boolean default false) returns text language sql as $$
  select pg_temp.bring('students', jsonb_agg(jsonb_build_object('external_id', key, 'full_name', key, 'classroom', value)), ends_missing)
  from jsonb_each_text(rooms)
$$;
-- Where a student is when, in days from today.
create function pg_temp.places_of(who text) returns text language sql as $$
  select string_agg(concat_ws(' ', classroom.name, starts_on - today, ends_on - today), ', ' order by starts_on)
  from t join app.student on student.school_id = school and external_id = who
  join app.enrolment using (school_id, student_id)
  join app.classroom on classroom.school_id = enrolment.school_id and classroom.classroom_id = enrolment.classroom_id
$$;
create function pg_temp.undo_last() returns jsonb language sql as $$
  select ops.undo_import(school, max(import_batch_id)) from t join app.import_batch on school_id = school group by school
$$;

select is(pg_temp.bring('students', '[{"external_id": "A", "full_name": "A"}, {"external_id": "B", "full_name": "B"},
  {"external_id": "C", "full_name": "C"}, {"external_id": "D", "full_name": "D"}]'), '4 0 0 0', 'students come without a place');
select is(pg_temp.bring('enrolments', jsonb_build_array(
    jsonb_build_object('student', 'A', 'classroom', 'One', 'starts_on', today - 50, 'ends_on', today + 200),
    jsonb_build_object('student', 'B', 'classroom', 'One', 'starts_on', today - 50),
    jsonb_build_object('student', 'C', 'classroom', 'One', 'starts_on', today + 5, 'ends_on', today + 200))), '3 0 0', 'and get one until an end')
from t;
select is(pg_temp.students('{"A": "Two", "B": "Two", "C": "Two", "D": "Two"}'), '0 4 0 0', 'all move');
select is(pg_temp.places_of('A'), 'One -50 0, Two 0 200', 'a move today keeps the end that was planned');
select is(pg_temp.places_of('B'), 'One -50 0, Two 0', 'or that there is none');
select is(pg_temp.places_of('C'), 'Two 5 200', 'who is still to come will come into the other classroom');
select is(pg_temp.places_of('D'), 'Two 0', 'who had no place has one from today on');
select is((select string_agg(external_id || ' ' || coalesce(classroom.name, '-'), ', ' order by external_id)
    from t join app.student on school_id = school left join app.classroom using (school_id, classroom_id)), 'A Two, B Two, C -, D Two', 'they are there');
select is(pg_temp.students('{"A": "Two", "B": "Two", "C": "Two", "D": "Two"}'), '0 0 4 0', 'the same file again changes nothing');
select is(pg_temp.students('{"A": "Three", "B": "Two", "C": "Two", "D": "Two"}'), '0 1 3 0', 'a second move on the same day');
select is(pg_temp.places_of('A'), 'One -50 0, Three 0 200', 'corrects the first');
select is(pg_temp.undo_last(), '[]', 'it is taken back');
select is(pg_temp.places_of('A'), 'One -50 0, Two 0 200', 'as it was');

update app.enrolment set starts_on = starts_on - 1, ends_on = ends_on - 1 from t where school_id = school and starts_on < today;
update app.enrolment set starts_on = starts_on - 1 from t where school_id = school and starts_on = today;
select is(pg_temp.students('{"A": "One", "D": "One"}', true), '0 2 0 1', 'a day later two move and one has left');
select is(pg_temp.places_of('A'), 'One -51 -1, Two -1 0, One 0 200', 'who moves back has three places');
select is(pg_temp.places_of('B'), 'One -51 -1, Two -1 0', 'who is not in the file has left');
select is(pg_temp.places_of('C'), 'Two 5 200', 'who is still to come was not missed');
select is(pg_temp.undo_last(), '[]', 'all of it is taken back');
select is(pg_temp.places_of('A'), 'One -51 -1, Two -1 200', 'the move');
select is(pg_temp.places_of('B'), 'One -51 -1, Two -1', 'and the leave');

select is(pg_temp.students('{"A": "Two", "C": "Two", "D": "Two"}', true), '0 0 3 1', 'one has left again');
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, today + 2
from t join app.student on student.school_id = school and external_id = 'B' join app.classroom on classroom.school_id = school and name = 'One';
select is(pg_temp.undo_last() -> 0 ->> 'reason', 'newer rows of enrolment have taken the place of what was there', 'and has come back since');

-- What the brake looks at: rows that were there before.
update app.enrolment set created_at = now() - interval '1 day' from t where school_id = school;
select is(pg_temp.bring('enrolments', jsonb_build_array(jsonb_build_object('student', 'D', 'classroom', 'Typo', 'starts_on', today + 1))),
  '1 0 0 touched 1 of 2', 'an enrolment that a file ends is seen to change') from t;
select is(pg_temp.bring('calendar', '[{"year": "2030", "first_day": "2030-09-02", "last_day": "2031-06-27"},
  {"year": "2030", "label": "Autumn", "first_day": "2030-10-28", "last_day": "2030-11-01"}]'), '2 0 0', 'the days of a new year are not');
update app.calendar_day set created_at = now() - interval '1 day' from t where school_id = school;
select is(pg_temp.bring('calendar', '[{"year": "2030", "label": "Oops", "first_day": "2030-09-02", "last_day": "2031-06-27"}]'),
  '1 0 0 touched 210 of 299', 'days that become free are');

select * from finish();
rollback;
