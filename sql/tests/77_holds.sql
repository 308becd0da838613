-- A hold on a student keeps what is on record of everything that is theirs, and of nobody else's.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name) values ('Hold School');
create temporary table t on commit drop as select school_id as school from app.school where name = 'Hold School';
insert into app.user_account (school_id, email, name, role) select school, 'fm@hold', 'F', 'form_master' from t;
insert into app.classroom (school_id, name, form_master_id) select school, 'One', user_id from t, app.user_account where email = 'fm@hold';
insert into app.teaching_assignment (school_id, classroom_id, user_id, subject)
select school, classroom_id, form_master_id, 'Maths' from t join app.classroom on school_id = school;
insert into app.school_year (school_id, name, first_day, last_day) select school, '2025', '2025-01-06', '2025-04-11' from t;
insert into app.student (school_id, full_name) select school, name from t, unnest('{held,other}'::text[]) name;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, '2025-01-06' from t join app.student on student.school_id = school join app.classroom on classroom.school_id = school;
insert into app.subject (school_id, name, pass_points, near_points) select school, 'Maths', 10, 11 from t;
insert into app.grade (school_id, student_id, subject_id, day, title, points)
select school, student_id, subject_id, '2025-01-10', 'Test', 12 from t join app.student on student.school_id = school join app.subject on subject.school_id = school;
insert into app.incident (school_id, student_id, day, kind) select school, student_id, '2025-01-10', 'minor' from t join app.student on school_id = school;
insert into app.attendance_total (school_id, student_id, day, absent_days, school_days)
select school, student_id, '2025-01-10', 1, 5 from t join app.student on school_id = school;
insert into app.alert (school_id, student_id, risk_level, message) select school, student_id, 'low', 'T' from t join app.student on school_id = school;
insert into app.intervention_case (school_id, student_id) select school, student_id from t join app.student on school_id = school;
insert into app.case_task (school_id, case_id, title) select school, case_id, 'T' from t join app.intervention_case on school_id = school;
insert into app.case_note (school_id, case_id, author_id, body) select school, case_id, assigned_to, 'T' from t join app.intervention_case on school_id = school;
insert into app.register (school_id, teaching_assignment_id, day, period)
select school, teaching_assignment_id, '2025-01-10', period from t join app.teaching_assignment on school_id = school, generate_series(1, 2) period;
insert into app.attendance_mark (school_id, register_id, student_id, classroom_id, teacher_id, day, mark)
select school, register_id, student_id, register.classroom_id, teacher_id, day, 'present'
from t join app.register on register.school_id = school join app.student on student.school_id = school and full_name = case period when 1 then 'held' else 'other' end;
insert into app.retention_hold (school_id, entity, entity_id, reason) select school, 'student', student_id, 'A court asks' from t join app.student on school_id = school and full_name = 'held';

create temporary table event on commit drop as
select entity, count(*) filter (where ops.is_held(school_id, entity, entity_id)) as held, count(*) as events
from audit.event join t on school = school_id
where entity in ('student', 'enrolment', 'grade', 'incident', 'attendance_total', 'alert', 'intervention_case', 'case_task', 'case_note', 'register')
group by entity;
select is((select array_agg(distinct held * 2 = events) from event), '{t}', 'half of the events are held');
select is((select count(*) from event), 10::bigint, 'of every kind of record');

select * from finish();
rollback;
