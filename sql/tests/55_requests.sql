-- What rules look at besides marks, grades and incidents makes those wait for evaluation whom it concerns, and nobody else.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name, time_zone) values ('Request School', 'UTC');
create temporary table t on commit drop as select school_id as school, app.today(school_id) as today from app.school where name = 'Request School';
insert into app.classroom (school_id, name) select school, 'One' from t;
insert into app.student (school_id, full_name) select school, name from t, unnest('{graded,other,gone}'::text[]) name;
insert into app.school_year (school_id, name, first_day, last_day) select school, 'This', today - 50, today + 50 from t;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on, ends_on)
select school, student_id, classroom.classroom_id, today - 50, case full_name when 'gone' then today - 9 end
from t join app.student on student.school_id = school join app.classroom on classroom.school_id = school;
insert into app.subject (school_id, name, pass_points, near_points) select school, name, 10, 11 from t, unnest('{Maths,Music}'::text[]) name;
insert into app.grade (school_id, student_id, subject_id, day, title, points)
select school, student_id, subject_id, day, 'Test', 12
from t
join app.student on student.school_id = school
join app.subject on subject.school_id = school
join (values ('graded', 'Maths', -5), ('other', 'Music', -5), ('other', 'Maths', -99)) given (who, name, days) on who = full_name and given.name = subject.name
cross join lateral (select today + days as day) at;

-- Who waits after a change.
create function pg_temp.waits(change text) returns text language plpgsql as $$
begin
  delete from app.evaluation_request using t where school_id = school;
  execute change;
  return (
    select string_agg(full_name, ', ' order by full_name)
    from t join app.evaluation_request request on request.school_id = school join app.student using (school_id, student_id));
end
$$;

select is(pg_temp.waits($$ update app.student set past_failures = 2 from t where school_id = school and full_name = 'graded' $$), 'graded',
  'whose earlier failures became known');
select is(pg_temp.waits($$ update app.student set full_name = full_name || ' ' from t where school_id = school and full_name = 'gone' $$), null,
  'a name says nothing');
select is(pg_temp.waits($$ update app.subject set pass_points = 9 from t where school_id = school and name = 'Maths' $$), 'graded',
  'who has a grade this year in a subject that is passed with less');
select is(pg_temp.waits($$ update app.subject set is_core = true from t where school_id = school and name = 'Music' $$), 'other', 'or has become a core one');
select is(pg_temp.waits($$ update app.subject set name = 'Song' from t where school_id = school and name = 'Music' $$), null, 'nor does that of a subject');
select is(pg_temp.waits($$ update app.calendar_day set is_school_day = not is_school_day from t where school_id = school and day <= today $$),
  'graded, other', 'a day that has been makes all wait who are enrolled, once');
select is(pg_temp.waits($$ update app.calendar_day set is_school_day = not is_school_day from t where school_id = school and day > today $$), null,
  'one that is to come does not');
select is(pg_temp.waits($$ update app.calendar_day set label = 'Party' from t where school_id = school and day <= today $$), null, 'nor a label');
select is(pg_temp.waits($$ insert into app.school_year (school_id, name, first_day, last_day) select school, 'Before', today - 90, today - 60 from t $$),
  'graded, other', 'a year that has begun does');

-- Who waits is evaluated in batches, in the order in which they began to wait.
delete from app.evaluation_request;
insert into app.student (school_id, full_name) select school, format('S%s', to_char(number, 'FM000')) from t, generate_series(1, 120) number;
delete from app.evaluation_request;
insert into app.evaluation_request (school_id, student_id)
select school, student_id from t join app.student on student.school_id = school and full_name ~ '^S' order by full_name desc;
insert into app.evaluation_request (school_id, student_id)
select school, student_id from t join app.student on student.school_id = school and full_name = 'S120';
insert into app.school (name, time_zone) values ('Request School, next door', 'UTC');
insert into app.student (school_id, full_name) select school_id, 'In the other school' from app.school where name = 'Request School, next door';
insert into app.evaluation_request (school_id, student_id) select school_id, student_id from app.student where full_name = 'In the other school';
create function pg_temp.next_batch() returns text language sql as $$
  with requests as (select ops.evaluate_requested() as taken)
  select format('%s of %s waited', taken, (select count(*) from app.evaluation_request)) from requests
$$;
select is(pg_temp.next_batch(), '51 of 122 waited', 'fifty students at a time, one of them asked for twice');
select is((select max(full_name) from app.student join app.evaluation_request using (school_id, student_id) where full_name ~ '^S'), 'S070',
  'the first to be asked for are the first');
select is(pg_temp.next_batch(), '50 of 71 waited', 'the next fifty');
select is(pg_temp.next_batch(), '20 of 21 waited', 'the rest of this school');
select is(pg_temp.next_batch(), '1 of 1 waited', 'one school at a time');
select is(pg_temp.next_batch(), '0 of 0 waited', 'and nobody');

-- A whole school is evaluated in batches of the same size.
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, today from t
join app.student on student.school_id = school and full_name ~ '^S' join app.classroom on classroom.school_id = school;
select results_eq($$ select cardinality(batch) from t, ops.batches_to_evaluate(school, today) batch $$, '{50,50,22}'::integer[],
  'everybody, in batches');
select is((select count(distinct student_id) from t, ops.batches_to_evaluate(school, today) batch, unnest(batch) student_id), 122::bigint, 'once');

-- A day is over once.
select is((select schools_due.day from t join ops.schools_due() on school_id = school), (select today from t), 'a school is due on its day');
insert into app.alert (school_id, student_id, risk_level, message, raised_on)
select school, student_id, 'high', 'T', today - 40 from t join app.student on student.school_id = school and full_name = 'S001';
do $$ begin perform ops.end_day(school, today - 1) from t; end $$;
select is((select count(*) from t join ops.schools_due() on school_id = school), 1::bigint, 'what ended after midnight is not all of the day');
do $$ begin perform ops.end_day(school, today) from t; end $$;
select is((select status from t join app.alert on school_id = school), 'escalated', 'with it goes up what nobody has touched');
insert into app.alert (school_id, student_id, risk_level, message, raised_on)
select school, student_id, 'high', 'T', today - 40 from t join app.student on student.school_id = school and full_name = 'S002';
do $$ begin perform ops.end_day(school, today) from t; end $$;
select is((select count(*) from t join app.alert on school_id = school and status = 'active'), 1::bigint, 'once on a day');
select is((select count(*) from t join ops.schools_due() on school_id = school), 0::bigint, 'and not again');

select * from finish();
rollback;
