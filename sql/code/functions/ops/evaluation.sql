-- What the jobs process runs. Not for the API's role: these see every school.

create function ops.evaluation_lock(school bigint) returns bigint
language sql immutable parallel safe
return hashtextextended('ops.refresh', school);
comment on function ops.evaluation_lock(bigint) is 'The advisory lock that whoever evaluates a school has.';

create function ops.evaluation_batch() returns integer
language sql immutable parallel safe
return 50;
comment on function ops.evaluation_batch() is
  'How many students a transaction evaluates: who changes a case of theirs waits for its end.';

create function ops.evaluate(school bigint, students bigint[], on_day date) returns bigint
language sql volatile security definer set search_path = pg_catalog, pg_temp
begin atomic
  with stored as (
    insert into app.student_indicator as known (
      school_id, student_id, rule, day, classroom_id, state, risk_level, lingering_risk_level, measure, numerator,
      denominator, window_days, cut, rule_version
    )
    select school, judged.student_id, judged.rule, on_day, student.classroom_id, judged.state, judged.risk_level,
      judged.lingering_risk_level, judged.measure, judged.numerator, judged.denominator, judged.window_days, judged.cut,
      judged.rule_version
    from app.indicators_of(school, students, on_day) judged
    join app.student on student.school_id = school and student.student_id = judged.student_id
    left join lateral (
      select earlier.* from app.student_indicator earlier
      where earlier.school_id = school and earlier.student_id = judged.student_id and earlier.rule = judged.rule
        and earlier.day <= on_day
      order by earlier.day desc
      limit 1
    ) latest on true
    where (latest.state, latest.risk_level, latest.lingering_risk_level, latest.measure, latest.numerator,
        latest.denominator, latest.window_days, latest.cut, latest.rule_version)
      is distinct from (judged.state, judged.risk_level, judged.lingering_risk_level, judged.measure, judged.numerator,
        judged.denominator, judged.window_days, judged.cut, judged.rule_version)
    on conflict on constraint student_indicator_pkey do update set
      state = excluded.state, risk_level = excluded.risk_level, lingering_risk_level = excluded.lingering_risk_level,
      measure = excluded.measure, numerator = excluded.numerator, denominator = excluded.denominator,
      window_days = excluded.window_days, cut = excluded.cut, rule_version = excluded.rule_version, evaluated_at = now()
    returning 1
  )
  select count(*) from stored;
end;
comment on function ops.evaluate(bigint, bigint[], date) is
  'Writes what the rules give as of a day into the history, where it is not what is known already. Returns how many rows.';

create function ops.students_to_evaluate(school bigint, on_day date) returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select app.enrolled_students(school, on_day) || array(
    select student_id from app.alert where school_id = school and status in ('active', 'under_review', 'escalated')
    except
    select unnest(app.enrolled_students(school, on_day))
  );
end;
comment on function ops.students_to_evaluate(bigint, date) is
  'Who is enrolled on a day, and who has left with an alert that is still open.';

create function ops.update_alerts(school bigint, students bigint[], on_day date) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  with ten_days as (
    select first_day as since, days = 10 as are_complete from app.school_days(school, on_day, 10)
  ), history as (
    select *, lead(day) over (partition by student_id, rule order by day) as until
    from app.student_indicator
    where school_id = school and student_id = any (students) and day <= on_day
  ), trend as (
    -- Without ten days of history nothing has been better for ten days.
    select student_id, rule, bool_and(are_complete) and min(day) <= min(since) as is_known,
      max(lingering_risk_level) filter (where until is null or until > since) as risk_level
    from history
    cross join ten_days
    group by student_id, rule
  ), latest as (
    select student_id, history.rule, history.risk_level, trend.is_known, trend.risk_level as trend,
      app.indicator_sentence(measure, numerator, denominator, window_days) as message,
      jsonb_build_object(
        'as_of', on_day, 'state', state, 'measure', measure, 'numerator', numerator, 'denominator', denominator,
        'window_days', window_days, 'cut', cut, 'rule_version', rule_version
      ) as evidence
    from history
    join trend using (student_id, rule)
    where until is null and exists (
      select from app.enrolment
      where enrolment.school_id = school and enrolment.student_id = history.student_id and daterange(starts_on, ends_on) @> on_day)
  ), area as (
    -- Two areas at tier 2 make tier 3.
    select *,
      risk_level = 'medium' and min(app.concern_of(rule)) filter (where risk_level >= 'medium') over student
        <> max(app.concern_of(rule)) filter (where risk_level >= 'medium') over student as are_two,
      trend = 'medium' and min(app.concern_of(rule)) filter (where trend >= 'medium') over student
        <> max(app.concern_of(rule)) filter (where trend >= 'medium') over student as were_two
    from latest
    window student as (partition by student_id)
  ), finding as (
    select student_id, rule, is_known, message,
      case when are_two then 'high' else risk_level end as risk_level,
      case when were_two then 'high' else trend end as trend,
      case when are_two then evidence || '{"two_areas": true}' else evidence end as evidence
    from area
  ), worse as (
    -- Whoever let it rest should know.
    update app.alert
    set risk_level = finding.risk_level, message = finding.message, evidence = finding.evidence,
      snoozed_until = null, snooze_reason = null
    from finding
    where alert.school_id = school and alert.student_id = finding.student_id and alert.rule = finding.rule::text
      and status in ('active', 'under_review', 'escalated')
      and finding.risk_level > alert.risk_level
  ), better as (
    update app.alert
    set risk_level = trend, message = finding.message, evidence = finding.evidence
    from finding, ten_days
    where alert.school_id = school and alert.student_id = finding.student_id and alert.rule = finding.rule::text
      and status in ('active', 'under_review', 'escalated')
      and is_known and raised_on < since and trend < alert.risk_level
  ), cleared as (
    update app.alert
    set status = 'resolved', cleared = true, closed_on = on_day
    from finding, ten_days
    where alert.school_id = school and alert.student_id = finding.student_id and alert.rule = finding.rule::text
      and status in ('active', 'under_review', 'escalated')
      and (is_known and raised_on < since and trend is null
        -- What a slip, or the first register of the day, made of today, and nobody has touched.
        or raised_on = on_day and finding.risk_level is null and touched_on is null)
  ), gone as (
    -- Who has left, and is not about to come back.
    update app.alert
    set status = 'resolved', cleared = true, closed_on = on_day
    where school_id = school and student_id = any (students) and rule = any (enum_range(null::app.rule)::text[])
      and status in ('active', 'under_review', 'escalated')
      and not exists (
        select from app.enrolment
        where enrolment.school_id = school and enrolment.student_id = alert.student_id and coalesce(ends_on > on_day, true))
  )
  insert into app.alert
    (school_id, student_id, rule, risk_level, message, evidence, raised_on, assigned_to, case_id, status)
  select school, student.student_id, finding.rule, finding.risk_level, finding.message, finding.evidence, on_day,
    assignee.user_id, covering.case_id,
    (case when covering.case_id is null then 'active' else 'under_review' end)::app.alert_status
  from finding
  cross join ten_days
  join app.student on student.school_id = school and student.student_id = finding.student_id
  left join app.classroom on classroom.school_id = school and classroom.classroom_id = student.classroom_id
  left join app.intervention_case covering
    on covering.school_id = school and covering.student_id = finding.student_id
    and covering.concern = app.concern_of(finding.rule) and covering.status <> 'closed' and not covering.voided
  left join app.user_account assignee
    on assignee.school_id = school and assignee.user_id = coalesce(covering.assigned_to, form_master_id) and assignee.active
  where finding.risk_level is not null
    -- Neither while one is open, nor soon after one was closed, unless it is worse.
    and not exists (
      select from app.alert earlier
      where earlier.school_id = school and earlier.student_id = finding.student_id and earlier.rule = finding.rule::text
        and (earlier.closed_on is null or (earlier.closed_on >= since and earlier.risk_level >= finding.risk_level
          and not (earlier.cleared and earlier.closed_on = earlier.raised_on)))
    )
  order by student.student_id, finding.rule
  on conflict (school_id, student_id, rule) where status in ('active', 'under_review', 'escalated') do nothing;
end;
comment on function ops.update_alerts(bigint, bigint[], date) is
  'Raises, worsens, eases and clears the alerts of the rules, from the history of what they gave; of who has left, it clears them.';

create function ops.last_evaluation(school bigint) returns date
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select greatest(
    (select day from ops.daily_evaluation where school_id = school),
    (select max(day) from app.student_indicator where school_id = school)
  );
end;
comment on function ops.last_evaluation(bigint) is 'The latest day as of which a school was evaluated; null: it never was.';

create function ops.refresh(school bigint, students bigint[], on_day date) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  stored bigint;
begin
  perform pg_advisory_xact_lock(ops.evaluation_lock(school));
  -- What was said as of a day is history once a later day was evaluated.
  if on_day < app.today(school) and on_day < ops.last_evaluation(school) then
    return 0;
  end if;
  -- What is stored stands where its student stands; of who is being moved, where to.
  perform from app.student where school_id = school and student_id = any (students) order by student_id for key share;
  stored := ops.evaluate(school, students, on_day);
  perform ops.update_alerts(school, students, on_day);
  -- What rose while its case was being closed is covered by none, and grows old.
  update app.alert
  set case_id = null
  from app.intervention_case over
  where alert.school_id = school and alert.student_id = any (students) and alert.status in ('active', 'under_review', 'escalated')
    and over.school_id = school and over.case_id = alert.case_id and (over.status = 'closed' or over.voided);
  -- A case that was opened at the very moment in which an alert rose has not seen it.
  update app.alert
  set case_id = covering.case_id, status = case alert.status when 'active' then 'under_review' else alert.status end
  from app.intervention_case covering
  where alert.school_id = school and alert.student_id = any (students) and alert.case_id is null
    and alert.status in ('active', 'under_review', 'escalated') and alert.rule = any (enum_range(null::app.rule)::text[])
    and covering.school_id = school and covering.student_id = alert.student_id
    and covering.concern = app.concern_of_alert(alert.rule) and covering.status <> 'closed' and not covering.voided;
  return stored;
end
$$;
comment on function ops.refresh(bigint, bigint[], date) is
  'Evaluates students as of a day and brings their alerts in line, unless a later day was; one at a time for a school. Returns how many indicators changed.';

create function ops.escalate_alerts(school bigint, on_day date) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  with handed_up as (
    update app.alert
    set status = 'escalated', escalated_on = on_day
    where school_id = school and status in ('active', 'under_review') and escalated_on is null and case_id is null
      and risk_level >= 'medium' and coalesce(snoozed_until, on_day) <= on_day
      and (
        select count(*) from app.calendar_day
        where calendar_day.school_id = school and is_school_day and day <= on_day
          and day > greatest(raised_on, touched_on, snoozed_until)
      ) >= case when risk_level >= 'high' then 5 else 15 end
    returning 1
  )
  select count(*) from handed_up;
end;
comment on function ops.escalate_alerts(bigint, date) is
  'Hands alerts to the admins that nobody has touched for 5 school days (medium: 15), once.';

create function ops.escalate_cases(school bigint, on_day date) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  with handed_up as (
    update app.intervention_case
    set status = 'escalated_to_admin', escalated_on = on_day
    where school_id = school and status in ('open', 'in_progress', 'awaiting_parent') and not voided and escalated_on is null
      and (
        select count(*) from app.calendar_day
        where calendar_day.school_id = school and is_school_day and day <= on_day
          and day > greatest(
            touched_on,
            (select app.day_at(school, greatest(
              intervention_case.created_at,
              (select max(note.created_at) from app.case_note note
                where note.school_id = school and note.case_id = intervention_case.case_id),
              (select max(task.updated_at) from app.case_task task
                where task.school_id = school and task.case_id = intervention_case.case_id))))
          )
      ) >= 15
    returning 1
  )
  select count(*) from handed_up;
end;
comment on function ops.escalate_cases(bigint, date) is
  'Hands cases to the admins that nobody has touched for 15 school days, once.';

create function ops.place_students(school bigint, on_day date) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  -- First whoever copies the classroom of one who moves comes to an end.
  select from app.student known
  where school_id = school and classroom_id is distinct from (
    select enrolment.classroom_id from app.enrolment
    where enrolment.school_id = school and enrolment.student_id = known.student_id and daterange(starts_on, ends_on) @> on_day)
  order by student_id
  for update;
  with placed as (
    update app.student
    set classroom_id = place.classroom_id
    from (
      select known.student_id, enrolment.classroom_id
      from app.student known
      left join app.enrolment on enrolment.school_id = school and enrolment.student_id = known.student_id
        and daterange(starts_on, ends_on) @> on_day
      where known.school_id = school
    ) place
    where student.school_id = school and student.student_id = place.student_id
      and student.classroom_id is distinct from place.classroom_id
    returning 1
  )
  select count(*) from placed;
end;
comment on function ops.place_students(bigint, date) is
  'Puts students where they are enrolled on a day: a move, leave or arrival that was written down before happens then. Returns how many.';

create function ops.batches_to_evaluate(school bigint, on_day date) returns setof bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select array_agg(student_id order by student_id)
  from (
    select student_id, (row_number() over (order by student_id) - 1) / ops.evaluation_batch() as batch
    from unnest(ops.students_to_evaluate(school, on_day)) student_id
  ) numbered
  group by batch
  order by batch;
end;
comment on function ops.batches_to_evaluate(bigint, date) is
  'ops.students_to_evaluate, ops.evaluation_batch of them at a time.';

create function ops.schools_due() returns table (school_id bigint, day date)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select school.school_id, today
  from app.school
  cross join lateral app.today(school.school_id) today
  left join ops.daily_evaluation done on done.school_id = school.school_id
  where done.day is distinct from today
  order by school.school_id;
end;
comment on function ops.schools_due() is 'Schools that have not been evaluated on their day yet, and that day.';

create function ops.end_day(school bigint, on_day date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(ops.evaluation_lock(school));
  -- What ended after midnight is not all of this day.
  if on_day <> app.today(school) then
    return;
  end if;
  insert into ops.daily_evaluation (school_id, day) values (school, on_day)
  on conflict (school_id) do update set day = excluded.day where daily_evaluation.day is distinct from excluded.day;
  if found then
    perform ops.escalate_alerts(school, on_day);
    perform ops.escalate_cases(school, on_day);
  end if;
end
$$;
comment on function ops.end_day(bigint, date) is
  'Once everybody is evaluated as of the school''s day: hands up what nobody has touched, once, and notes that the day is done.';

create function ops.evaluate_requested() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  school bigint;
  students bigint[];
  requests bigint;
begin
  if not pg_try_advisory_xact_lock(hashtext('ops.evaluate_requested')) then
    return 0;
  end if;
  -- A school that somebody else evaluates holds up no other.
  select school_id into school
  from (select school_id from app.evaluation_request group by school_id order by min(evaluation_request_id)) waiting
  where pg_try_advisory_xact_lock(ops.evaluation_lock(school_id))
  limit 1;
  with turn as (
    select student_id from app.evaluation_request where school_id = school
    group by student_id order by min(evaluation_request_id) limit ops.evaluation_batch()
  ), taken as (
    delete from app.evaluation_request
    where school_id = school and student_id in (select student_id from turn)
    returning student_id
  )
  select array_agg(distinct student_id), count(*) into students, requests from taken;
  if requests > 0 then
    perform ops.refresh(school, students, app.today(school));
  end if;
  return requests;
end
$$;
comment on function ops.evaluate_requested() is
  'Evaluates who has changed, ops.evaluation_batch students of one school; one session at a time. What it takes comes back if it does not end. Returns how many requests it took.';
