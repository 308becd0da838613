-- At a school far from UTC a day is that of the school.
begin;
set local client_min_messages = warning;
set local time zone 'UTC';
select no_plan();

insert into app.school (name, time_zone) values ('Far School', 'Pacific/Auckland');
create temporary table t on commit drop as select school_id as school from app.school where name = 'Far School';
insert into app.user_account (school_id, email, name, role) select school, 'fm@far', 'F', 'form_master' from t;
insert into app.school_year (school_id, name, first_day, last_day) select school, '2025', '2025-01-06', '2025-04-11' from t;
insert into app.student (school_id, full_name) select school, 'S' from t;
-- Before noon of Tuesday, the 7th, in Auckland.
insert into app.intervention_case (school_id, student_id, assigned_to, created_at)
select school, student_id, user_id, '2025-01-06 22:00Z' from t join app.student on school_id = school join app.user_account using (school_id);

select is(ops.escalate_cases(school, '2025-01-27'), 0::bigint, 'a case is left alone for 14 school days') from t;
select is(ops.escalate_cases(school, '2025-01-28'), 1::bigint, 'and goes to the admins after 15') from t;

-- Notes and tasks count from the day that they were made there, too.
update app.intervention_case set status = 'in_progress', escalated_on = null from t where school_id = school;
insert into app.case_note (school_id, case_id, author_id, body, created_at)
select school, case_id, assigned_to, 'T', '2025-01-07 22:00Z' from t join app.intervention_case on school_id = school;
select is(ops.escalate_cases(school, '2025-01-28'), 0::bigint, 'a note is of the day that it is at the school') from t;
select is(ops.escalate_cases(school, '2025-01-29'), 1::bigint, 'as the case') from t;

select * from finish();
rollback;
