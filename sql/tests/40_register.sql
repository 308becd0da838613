-- Registers: all marks or none, of those who were there to be marked, with every former mark kept.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name, time_zone) values ('Register School', 'UTC');
create temporary table t on commit drop as select school_id as school from app.school where name = 'Register School';
grant select on t to public;
insert into app.user_account (school_id, email, name, role)
select school, email, email, role::app.user_role
from t, (values ('admin@register', 'admin'), ('fm@register', 'form_master'), ('teacher@register', 'teacher'),
  ('other@register', 'teacher')) account (email, role);
insert into app.classroom (school_id, name, form_master_id)
select school, room.name, user_id from t, (values ('R1'), ('R2')) room (name), app.user_account where email = 'fm@register';
insert into app.teaching_assignment (school_id, classroom_id, user_id, subject)
select school, classroom_id, user_id, 'Maths'
from t join app.classroom on school_id = school join app.user_account on email = 'teacher@register';
insert into app.student (school_id, full_name, external_id) select school, 'Student ' || number, number::text from t, generate_series(1, 4) number;
-- 1 and 2 all the time, 3 until Wednesday, 4 in the other classroom.
insert into app.enrolment (school_id, student_id, classroom_id, starts_on, ends_on)
select school, student_id, classroom.classroom_id, '2026-01-01', case external_id when '3' then date '2026-03-04' end
from t join app.student on school_id = school
join app.classroom on classroom.school_id = school and classroom.name = case external_id when '4' then 'R2' else 'R1' end;
insert into app.school_year (school_id, name, first_day, last_day) select school, '2026', '2026-01-05', '2026-06-26' from t;

create function pg_temp.signed_in(who text) returns void language sql as $$
  select set_config('app.school_id', school_id::text, true), set_config('app.user_id', user_id::text, true),
    set_config('app.user_role', role::text, true), set_config('app.led_classroom_ids', array(
      select classroom_id from app.classroom where form_master_id = user_id and role = 'form_master')::text, true),
    set_config('app.classroom_ids', array(
      select classroom_id from app.classroom where form_master_id = user_id
      union select classroom_id from app.teaching_assignment assignment where assignment.user_id = user_account.user_id)::text, true)
  from app.user_account where email = who
$$;
-- Marks by number of student, such as {"1": "absent"}.
create function pg_temp.take(day date, version bigint, marks jsonb, reason text default null) returns bigint language sql as $$
  select app.take_register(
    (select teaching_assignment_id from app.teaching_assignment join app.classroom using (school_id, classroom_id), t
      where school_id = school and name = 'R1'),
    day, 1, version,
    (select jsonb_agg(jsonb_build_object('student_id', student_id, 'mark', value))
      from jsonb_each_text(marks), app.student, t where school_id = school and external_id = key),
    reason)
$$;
create function pg_temp.counted(number integer, on_day date) returns text language sql as $$
  select concat_ws(' ', marks, late, absent, excused, is_absent, is_unexplained)
  from app.attendance_day join app.student using (school_id, student_id), t
  where school_id = school and external_id = number::text and day = on_day
$$;

select is((select count(*) from app.calendar_day, t where school_id = school), 173::bigint, 'a school year has all its days');
select is((select count(*) from app.calendar_day, t where school_id = school and is_school_day), 125::bigint,
  'of which the weekdays are school days');

select pg_temp.signed_in('teacher@register');
select is(pg_temp.take('2026-03-02', 0, '{"1": "present", "2": "absent", "3": "late"}'), 1::bigint, 'a register is taken');
select is(pg_temp.counted(2, '2026-03-02'), '1 0 1 0 t t', 'an absent student is absent that day, unexplained');
select is(pg_temp.counted(3, '2026-03-02'), '1 1 0 0 f f', 'a late one is there');
select is(pg_temp.take('2026-03-02', 0, '{"1": "absent", "2": "absent", "3": "late"}'), null, 'who comes second changes nothing');
select is(pg_temp.counted(1, '2026-03-02'), '1 0 0 0 f f', 'nothing at all');

select throws_like($$ select pg_temp.take('2026-03-02', 1, '{"1": "present", "2": "excused", "3": "late"}') $$,
  '%needs a reason%', 'a correction after the day needs a reason');
select is(pg_temp.take('2026-03-02', 1, '{"1": "present", "2": "excused", "3": "late"}', 'A letter came'), 2::bigint,
  'with a reason it makes the next version');
select is((select (former_mark, mark, reason, corrected_by = app.caller_id())::text from app.mark_correction, t where school_id = school),
  '(absent,excused,"A letter came",t)', 'and keeps the former mark, the reason and the author');
select is(pg_temp.counted(2, '2026-03-02'), '1 0 0 1 t f', 'an excused student is absent, not unexplained');

select throws_like($$ select pg_temp.take('2026-03-03', 0, '{"1": "present", "2": "present"}') $$, '%has no mark%', 'nobody is left out');
select throws_like($$ select pg_temp.take('2026-03-04', 0, '{"1": "present", "2": "present", "3": "present"}') $$,
  '%was not in this classroom%', 'who has left is not marked');
select throws_like($$ select pg_temp.take('2026-03-03', 0, '{"1": "present", "2": "present", "3": "present", "4": "present"}') $$,
  '%was not in this classroom%', 'nor who is in another classroom');
select throws_like($$ select pg_temp.take('2026-03-01', 0, '{"1": "present", "2": "present", "3": "present"}') $$,
  '%no school day%', 'nor on a Sunday');
select throws_like($$ select pg_temp.take((current_date + 2), 0, '{"1": "present", "2": "present"}') $$,
  '%before its day%', 'nor before the day');
select is((select count(*) from app.register, t where school_id = school), 1::bigint, 'what is refused leaves no register');

set local role school_support_api;
select pg_temp.signed_in('other@register');
select is(pg_temp.take('2026-03-05', 0, '{"1": "present", "2": "present"}'), null, 'who does not teach the class takes nothing');
reset role;
select pg_temp.signed_in('fm@register');
set local role school_support_api;
select throws_ok($$ select app.take_register((select min(teaching_assignment_id) from app.teaching_assignment), '2026-03-05', 1, 0, '[]', null) $$,
  '42501', null, 'the form master sees the class, and does not take its register');
reset role;

-- A second register of the day, from psql, where nobody is signed in.
select set_config('app.user_id', '', true), set_config('app.user_role', '', true);
insert into app.register (school_id, teaching_assignment_id, day, period)
select school, teaching_assignment_id, date '2026-03-02', 2 from t join app.teaching_assignment on school_id = school join app.classroom using (school_id, classroom_id)
where name = 'R1';
insert into app.attendance_mark (school_id, register_id, student_id, classroom_id, teacher_id, day, mark)
select register.school_id, register_id, student_id, register.classroom_id, teacher_id, day, 'present'
from t join app.register on school_id = school and period = 2 join app.enrolment using (school_id, classroom_id);
select is(pg_temp.counted(2, '2026-03-02'), '2 0 0 1 t f', 'who misses half of the registers is absent that day');
delete from app.register using t where school_id = school and period = 2;
select is(pg_temp.counted(2, '2026-03-02'), '1 0 0 1 t f', 'what goes is no longer counted');
select is((select count(*) from audit.event, t where school_id = school and entity = 'register'), 4::bigint,
  'registers are on record: taken twice, corrected, removed');

-- A move takes the days before along.
update app.enrolment set ends_on = current_date from t join app.student on school_id = school
where enrolment.student_id = student.student_id and external_id = '1';
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, current_date
from t join app.student on school_id = school and external_id = '1' join app.classroom on classroom.school_id = school and classroom.name = 'R2';
select is((select distinct classroom.name from app.attendance_day join app.classroom using (school_id, classroom_id)
  join app.student using (school_id, student_id), t where school_id = school and external_id = '1'), 'R2', 'who moves takes the days before along');

select * from finish();
rollback;
