-- What a file may not do to the staff of a school.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name) values ('Staff School');
create temporary table t on commit drop as select school_id as school from app.school where name = 'Staff School';
insert into app.user_account (school_id, email, name, role)
select school, name || '@staff', name, role::app.user_role
from t, (values ('admin', 'admin'), ('other', 'admin'), ('fm', 'form_master'), ('teacher', 'teacher')) account (name, role);
insert into app.classroom (school_id, name) select school, 'One' from t;

-- What is refused of rows: field and reason.
create function pg_temp.refused(kind app.import_kind, rows jsonb) returns text language plpgsql as $$
begin
  drop table if exists pg_temp.import_row, pg_temp.import_refusal;
  perform ops.stage_import();
  insert into pg_temp.import_row (line, email, name, role, teacher, classroom, subject, form_master)
  select row_number() over (), row ->> 'email', row ->> 'name', row ->> 'role', row ->> 'teacher', row ->> 'classroom', row ->> 'subject', row ->> 'form_master'
  from jsonb_array_elements(rows) row;
  perform ops.check_import(school, kind) from t;
  return (select string_agg(field || ' ' || reason, ', ' order by line) from pg_temp.import_refusal);
end
$$;

select is(pg_temp.refused('users', '[{"email": "admin@staff", "name": "A", "role": "teacher"}]'), null, 'an admin is demoted while there is another');
select is(pg_temp.refused('users', '[{"email": "admin@staff", "name": "A", "role": "teacher"}, {"email": "other@staff", "name": "O", "role": "form_master"}]'),
  'role must stay admin: the school would have none, role must stay admin: the school would have none', 'but not all of them');
select lives_ok($$ update app.user_account set active = false where email = 'other@staff' $$, 'one of two is disabled');
select throws_like($$ update app.user_account set role = 'teacher' where email = 'admin@staff' $$, 'A school must have an admin', 'the last one is not demoted');
select throws_like($$ update app.user_account set active = false where email = 'admin@staff' $$, 'A school must have an admin', 'nor disabled');
select is(pg_temp.refused('users', '[{"email": "admin@staff", "name": "A", "role": "teacher"}]'), 'role must stay admin: the school would have none',
  'nor by a file');
select throws_like($$ update app.user_account set email = 'no address@x' where email = 'admin@staff' $$, 'This is no e-mail address', 'an address is one');

select is(pg_temp.refused('assignments', '[{"teacher": "fm@staff", "classroom": "One", "form_master": "yes"}]'), null, 'a form master leads a classroom');
select is(pg_temp.refused('assignments', '[{"teacher": "teacher@staff", "classroom": "One", "form_master": "yes"}]'),
  'form_master has the role of a teacher: form masters and admins lead classrooms', 'a teacher does not');

select * from finish();
rollback;
