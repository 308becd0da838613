-- Students stand where they are enrolled today, also when that was written down before.
begin;
set local client_min_messages = warning;
select no_plan();

-- It is never the same day in Pago Pago as on Kiritimati: a change of the time zone is the next day.
insert into app.school (name, time_zone) values ('Enrolment School', 'Pacific/Pago_Pago');
create temporary table t on commit drop as select school_id as school from app.school where name = 'Enrolment School';
insert into app.classroom (school_id, name) select school, name from t, (values ('Before'), ('After')) room (name);
insert into app.student (school_id, full_name) select school, name from t, unnest('{moves,leaves,comes,stays}'::text[]) name;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on, ends_on)
select school, student_id, classroom.classroom_id, app.today(school) + starts, app.today(school) + ends
from t
join app.student on student.school_id = school
join (values ('moves', 'Before', -9, 1), ('moves', 'After', 1, null), ('leaves', 'Before', -9, 1), ('comes', 'After', 1, null),
  ('stays', 'Before', -9, null)) planned (student, room, starts, ends) on planned.student = full_name
join app.classroom on classroom.school_id = school and classroom.name = room;
insert into app.alert (school_id, student_id, risk_level, message)
select school, student_id, 'low', 'T' from t join app.student on student.school_id = school;

create function pg_temp.places() returns text language sql as $$
  select string_agg(full_name || ' ' || coalesce(classroom.name, '-') || ' ' || coalesce(alert_room.name, '-'), ', ' order by full_name)
  from app.student
  left join app.classroom using (school_id, classroom_id)
  join app.alert using (school_id, student_id)
  left join app.classroom alert_room on alert_room.school_id = alert.school_id and alert_room.classroom_id = alert.classroom_id, t
  where student.school_id = school
$$;

do $$ begin perform ops.place_students(school, app.today(school)) from t; end $$;
select is(pg_temp.places(), 'comes - -, leaves Before Before, moves Before Before, stays Before Before', 'what is planned has not happened yet');
create temporary table before on commit drop as select student_id, version from app.student join t on school_id = school;
update app.school set time_zone = 'Pacific/Kiritimati' from t where school_id = school;
do $$ begin perform ops.place_students(school, app.today(school)) from t; end $$;
select is(pg_temp.places(), 'comes After After, leaves - -, moves After After, stays Before Before',
  'on its day a planned move, leave or arrival happens, and open alerts go along');
select is((select count(*) from app.student join before using (student_id) where student.version = before.version), 1::bigint,
  'who stays is not written');

select * from finish();
rollback;
