-- Functions that escape row level security ask for themselves who may: of a student, and of a case that is offered.
begin;
set local client_min_messages = warning;
select no_plan();

create temporary table t (school bigint, owner bigint, elsewhere bigint, stranger bigint, student bigint, offered bigint);
insert into app.school (name) values ('Elsewhere');
insert into t (school) select school_id from app.school where name = 'Elsewhere';
insert into app.user_account (school_id, email, name, role)
select school, name || '@elsewhere', name, 'form_master' from t, unnest('{owner,elsewhere,stranger}'::text[]) name;
update t set
  owner = (select user_id from app.user_account where email = 'owner@elsewhere'),
  elsewhere = (select user_id from app.user_account where email = 'elsewhere@elsewhere'),
  stranger = (select user_id from app.user_account where email = 'stranger@elsewhere');
insert into app.student (school_id, full_name) select school, 'E' from t;
update t set student = (select student_id from app.student where school_id = school);
insert into app.student_indicator (school_id, student_id, rule, day, state, measure, numerator, denominator, window_days, cut, rule_version)
select school, student, 'absence_rate', '2025-01-06', 'none', 'absent_percent', 0, 20, 0, 5, 1 from t;
insert into app.attendance_day (school_id, student_id, day, marks, late, absent, excused) select school, student, '2025-01-06', 1, 0, 0, 0 from t;
insert into app.intervention_case (school_id, student_id, assigned_to, hand_over_to) select school, student, owner, elsewhere from t;
update t set offered = (select case_id from app.intervention_case where school_id = school);
grant select on t to school_support_api;

create function pg_temp.become(who bigint) returns void language plpgsql as $$
begin
  perform set_config('app.school_id', (select school from t)::text, true), set_config('app.user_id', who::text, true),
    set_config('app.user_role', case when who is not null then 'form_master' end, true), set_config('app.classroom_ids', '{}', true),
    set_config('app.led_classroom_ids', '{}', true);
end
$$;
-- Indicators, days, the offered case, and whether the caller is still asked.
create function pg_temp.seen_by(who bigint) returns text language plpgsql as $$
declare
  found text;
begin
  perform pg_temp.become(who);
  set local role school_support_api;
  select concat_ws(' ', (select count(*) from app.student_indicators(student)), (select count(*) from app.student_attendance(student)),
    (select count(*) from app.offered_case(offered)), (select may_act from app.offered_case(offered))) into found from t;
  reset role;
  return found;
end
$$;
create function pg_temp.refuse(who bigint, based_on bigint) returns bigint language plpgsql as $$
declare
  version bigint;
begin
  perform pg_temp.become(who);
  set local role school_support_api;
  select refused into version from t, app.refuse_hand_over(offered, based_on, 'No') refused;
  reset role;
  return version;
end
$$;

select is(pg_temp.seen_by(elsewhere), '1 1 1 t', 'who is asked sees student and case') from t;
select is(pg_temp.seen_by(owner), '1 1 1 f', 'who owns the case is not asked') from t;
select is(pg_temp.seen_by(stranger), '0 0 0', 'others see nothing') from t;
select is(pg_temp.seen_by(null), '0 0 0', 'nor does nobody') from t;
select is(pg_temp.refuse(stranger, 1), null, 'only who is asked says no') from t;
select is(pg_temp.refuse(elsewhere, 7), null, 'and about the version that is there') from t;
select is(pg_temp.refuse(elsewhere, 1), 2::bigint, 'no is a new version') from t;
select is(pg_temp.refuse(elsewhere, 1), 2::bigint, 'said twice it is one no') from t;
select is(pg_temp.seen_by(elsewhere), '0 0 1 f', 'after it they see the student no more, and of the case what they have said') from t;

select * from finish();
rollback;
