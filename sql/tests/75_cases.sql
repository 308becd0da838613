-- What a case asks for: reasons, and alerts of its own student.
begin;
set local client_min_messages = warning;
select no_plan();

insert into app.school (name) values ('Case School');
create temporary table t on commit drop as select school_id as school, null::bigint as record from app.school where name = 'Case School';
grant select on t to public;
insert into app.user_account (school_id, email, name, role)
select school, name || '@case', name, role::app.user_role
from t, (values ('admin', 'admin'), ('fm1', 'form_master'), ('fm2', 'form_master')) account (name, role);
insert into app.classroom (school_id, name, form_master_id)
select school, name, user_id from t join app.user_account on school_id = school and role = 'form_master';
insert into app.student (school_id, full_name) select school, name from t, unnest('{fm1,fm2}'::text[]) name;
insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select school, student_id, classroom.classroom_id, '2020-01-01'
from t join app.student on student.school_id = school join app.classroom on classroom.school_id = school and classroom.name = full_name;
insert into app.alert (school_id, student_id, risk_level, message) select school, student_id, 'low', 'T' from t join app.student on school_id = school;
create function pg_temp.signed_in(who text) returns void language sql as $$
  select set_config('app.school_id', school_id::text, true), set_config('app.user_id', user_id::text, true),
    set_config('app.user_role', role::text, true), set_config('app.led_classroom_ids', array(
      select classroom_id from app.classroom where form_master_id = user_id)::text, true),
    set_config('app.classroom_ids', current_setting('app.led_classroom_ids'), true)
  from app.user_account where email = who || '@case'
$$;
create function pg_temp.open_case(of_student text, of_alert text) returns void language sql as $$
  insert into app.intervention_case (school_id, student_id, alert_id, concern)
  select school, (select student_id from app.student where school_id = school and full_name = of_student),
    (select alert_id from app.alert join app.student using (school_id, student_id) where school_id = school and full_name = of_alert), 'other'
  from t
$$;

select pg_temp.signed_in('fm1');
select throws_like($$ select pg_temp.open_case('fm1', 'fm2') $$, 'Not an alert of this student', 'a case is not about another student''s alert');
select pg_temp.signed_in('admin');
select throws_like($$ select pg_temp.open_case('fm1', 'fm2') $$, 'Not an alert of this student', 'whoever opens it');
select lives_ok($$ select pg_temp.open_case('fm1', 'fm1') $$, 'but about its own');
update t set record = case_id from app.intervention_case where school_id = school;

select throws_like($$ update app.intervention_case set voided = true from t where case_id = record $$, '%needs a reason', 'voiding needs a reason');
select throws_like($$ update app.intervention_case set voided = true, reason = ' ' from t where case_id = record $$, '%needs a reason', 'more than blanks');
update app.intervention_case set reason = 'no time' from t where case_id = record;
select throws_like($$ update app.intervention_case set voided = true from t where case_id = record $$, '%needs a reason', 'one for this');
select lives_ok($$ update app.intervention_case set voided = true, reason = 'a mistake' from t where case_id = record $$, 'with one it is voided');
update app.intervention_case set voided = false from t where case_id = record;
update app.intervention_case set status = 'closed', outcome_notes = 'o', resolution_notes = 'r' from t where case_id = record;
select throws_like($$ update app.intervention_case set status = 'open', reason = ' ' from t where case_id = record $$, '%needs a reason', 'reopening needs more than blanks, too');
select throws_ok($$ update app.intervention_case set reason = e' \n' from t where case_id = record $$, '23514', null, 'nothing has blanks for a reason');

-- Nobody is asked to take over what is over.
create function pg_temp.set_case(what text) returns bigint language plpgsql as $$
declare
  asked bigint;
begin
  execute format('update app.intervention_case set %s from t where case_id = record returning hand_over_to', what) into asked;
  return asked;
end
$$;
select throws_like($$ select pg_temp.set_case('hand_over_to = ' || user_id) from app.user_account where email = 'fm2@case' $$,
  'Only an active case%', 'a closed case is offered to nobody');
select pg_temp.set_case($$status = 'open', reason = 'Again'$$);
select isnt(pg_temp.set_case('hand_over_to = ' || user_id), null, 'an active one is') from app.user_account where email = 'fm2@case';
select is(pg_temp.set_case($$status = 'closed'$$), null, 'closing it takes the request back');
select pg_temp.set_case($$status = 'open', reason = 'Again'$$);
select pg_temp.set_case('hand_over_refused = true, hand_over_to = ' || user_id) from app.user_account where email = 'fm2@case';
select is(pg_temp.set_case($$voided = true, reason = 'Once more by mistake'$$), null, 'so does voiding it');
select pg_temp.set_case('voided = false');
select pg_temp.set_case($$status = 'closed'$$);

-- What is refused says which field is to blame, and how it must be.
create function pg_temp.note(kind app.note_kind, outcome app.contact_outcome, named bigint[]) returns void language sql as $$
  insert into app.case_note (school_id, case_id, author_id, body, kind, outcome, named_user_ids)
  select school, record, app.caller_id(), 'T', kind, outcome, named from t
$$;
select throws_like($$ select pg_temp.note('note', 'reached', '{}') $$, 'Only a contact has an outcome', 'a note has no outcome');
select throws_like($$ select pg_temp.note('contact', null, '{}') $$, 'A contact has an outcome', 'a contact has one');
select throws_like($$ select pg_temp.note('note', null, array[app.caller_id()]) $$, 'Only a restricted note names%', 'who may read is named in restricted notes');
create function pg_temp.change_alert(what text) returns void language plpgsql as $$
begin
  execute format('update app.alert set %s from t, app.student
    where alert.school_id = school and student.student_id = alert.student_id and full_name = ''fm2''', what);
end
$$;
select throws_like($$ select pg_temp.change_alert('close_reason = ''handled''') $$, 'Only an alert that is resolved%', 'an open alert has no close_reason');
select throws_like($$ select pg_temp.change_alert('status = ''resolved''') $$, 'Closing an alert needs%', 'a closed one has');

select * from finish();
rollback;
