-- Holds are of what is there.
begin;
set local client_min_messages = warning;
select no_plan();

create temporary table t on commit drop as
select school_id as school, student_id as student, max(case_id) as record
from app.intervention_case group by 1, 2 order by 1, 2 limit 1;
create function pg_temp.hold(what text, id bigint) returns void language sql as $$
  insert into app.retention_hold (school_id, entity, entity_id, reason) select school, what, id, 'court' from t
$$;

select lives_ok($$ select pg_temp.hold('student', student) from t $$, 'a student is held');
select lives_ok($$ select pg_temp.hold('intervention_case', record) from t $$, 'a case is held');
select lives_ok($$ select pg_temp.hold('school', null) $$, 'a school is held');
select throws_like($$ select pg_temp.hold('student', 99999999) $$, 'There is no student 99999999 in this school', 'not a student who is not there');
select throws_like($$ select pg_temp.hold('intervention_case', 99999999) $$, 'There is no intervention_case 99999999%', 'nor a case');
select throws_like($$ update app.retention_hold set entity_id = 99999999 where entity = 'student' $$, 'There is no student%', 'nor afterwards');
select throws_like($$ select pg_temp.hold('student', (select min(student_id) from app.student, t where school_id <> school)) $$,
  'There is no student%', 'nor another school''s');

select * from finish();
rollback;
