-- The demo school says what its own facts say.
begin;
set local client_min_messages = warning;
select no_plan();

create temporary table demo on commit drop as select school_id from app.school where name in ('Demo School', 'Other School');
create temporary table given on commit drop as
select alert.*, (evidence ->> 'as_of')::date as as_of, (evidence ->> 'numerator')::numeric as numerator,
  (evidence ->> 'denominator')::numeric as denominator, (evidence ->> 'measure')::app.measure as measure
from app.alert join demo using (school_id) where rule <> 'manual';

select results_eq($$
  select (select count(*) from app.student where school_id = school.school_id), (select count(*) from app.classroom where school_id = school.school_id),
    (select count(*) from app.alert where school_id = school.school_id), (select count(*) from app.intervention_case where school_id = school.school_id)
  from app.school where name = 'Demo School' $$, 'values (1000::bigint, 30::bigint, 2000::bigint, 1300::bigint)', 'students, classrooms, alerts, cases');
-- Whatever weekday it is loaded on.
select is_empty($$
  select day from app.calendar_day join app.school using (school_id)
  where name = 'Demo School' and is_school_day and day between current_date - 14 and current_date - 1 and not exists (
    select from app.lesson where lesson.school_id = school.school_id and weekday = extract(isodow from day) and not exists (
      select from app.register
      where register.school_id = lesson.school_id and register.teaching_assignment_id = lesson.teaching_assignment_id
        and register.day = calendar_day.day and register.period = lesson.period)) $$, 'a register is missing of each day of the last two weeks');
select cmp_ok((select count(*) from given), '>', 500::bigint, 'alerts of rules');
select is((select count(distinct (rule, status)) from given where rule <> 'consecutive_absence'), 5 * 5::bigint, 'of every rule and in every state');
select is_empty($$ select alert_id, message from given
  where message <> app.indicator_sentence(measure, numerator, denominator, (evidence ->> 'window_days')::integer) $$,
  'each says what its evidence says');
select is_empty($$
  select alert_id from given
  where (risk_level::text, numerator, denominator, evidence ->> 'state') is distinct from (
    select (case when evidence ? 'two_areas' then 'high' else stored.risk_level::text end, stored.numerator, stored.denominator, stored.state::text)
    from app.student_indicator stored
    where stored.school_id = given.school_id and stored.student_id = given.student_id and stored.rule::text = given.rule and stored.day <= as_of
    order by stored.day desc limit 1)
    and alert_id not in (select entity_id from audit.event where entity = 'alert' and changes ? 'risk_level' and action = 'UPDATE') $$,
  'and what the rules gave that day');
select is_empty($$ select alert_id from given where created_at::date <> raised_on and closed_on is null and touched_on is not null $$,
  'it was raised on its day');
select is_empty($$
  select record.case_id from app.intervention_case record join demo using (school_id) join app.alert using (school_id, alert_id)
  where (record.status = 'closed') <> (alert.closed_on is not null) or record.concern <> app.concern_of_alert(rule) $$,
  'cases are about what their alerts are about');
create temporary table before on commit drop as select alert_id, version from given;
do $$ begin perform ops.refresh(school_id, ops.students_to_evaluate(school_id, app.today(school_id)), app.today(school_id)) from demo; end $$;
select is_empty($$ select alert_id, version from app.alert join demo using (school_id) where rule <> 'manual' except select * from before $$,
  'and an evaluation finds nothing to change');

select * from finish();
rollback;
