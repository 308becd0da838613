-- The rules, applied to what was measured.

create function app.rules_in_effect(school bigint, on_day date) returns setof app.indicator_cut
language sql stable
begin atomic
  select indicator_cut.*
  from (
    select rule, max(version) as version
    from app.indicator_rule
    where school_id = school and effective_from <= on_day
    group by rule
  ) newest
  join app.indicator_cut on indicator_cut.school_id = school and indicator_cut.rule = newest.rule
    and indicator_cut.version = newest.version;
end;
comment on function app.rules_in_effect(bigint, date) is 'The cuts of each rule''s version that is in effect on a day.';

create function app.reaches(measure app.measure, numerator numeric, denominator numeric, cut numeric) returns boolean
language sql immutable parallel safe
return case
  when measure in ('absent_percent', 'incident_percent') then numerator * 100 >= cut * denominator and denominator > 0
  else numerator >= cut
end;
comment on function app.reaches(app.measure, numeric, numeric, numeric) is
  'Whether a measure is in the band that begins at a cut: bands are half-open, so that no value falls between two.';

create function app.exceeds(measure app.measure, numerator numeric, denominator numeric, cut numeric) returns boolean
language sql immutable parallel safe
return case
  when measure in ('absent_percent', 'incident_percent') then numerator * 100 > cut * denominator
  else numerator > cut
end;
comment on function app.exceeds(app.measure, numeric, numeric, numeric) is 'Whether a measure is above a value.';

create function app.state_of(band app.band) returns app.indicator_state
language sql immutable parallel safe
return case band when 'critical' then 'tier3' else band::text end::app.indicator_state;
comment on function app.state_of(app.band) is 'The state that a band stands for.';

create function app.risk_of(band app.band) returns app.risk_level
language sql immutable parallel safe
return case band when 'watch' then 'low' when 'tier2' then 'medium' when 'tier3' then 'high' when 'critical' then 'critical' end
  ::app.risk_level;
comment on function app.risk_of(app.band) is 'What clients call a band.';

create function app.concern_of(rule app.rule) returns app.concern
language sql immutable parallel safe
return case
  when rule in ('absence_rate', 'early_pace', 'consecutive_absence') then 'attendance'
  when rule = 'failing_subjects' then 'course_work'
  else 'behaviour'
end::app.concern;
comment on function app.concern_of(app.rule) is 'What a rule is about: a case of this concern covers it.';

create function app.concern_of_alert(rule text) returns app.concern
language sql immutable parallel safe
return case when rule = any (enum_range(null::app.rule)::text[]) then app.concern_of(rule::app.rule) else 'other' end::app.concern;
comment on function app.concern_of_alert(text) is 'What an alert is about; one that a person raised may be about anything.';

create function app.counted(number numeric, what text) returns text
language sql immutable parallel safe
return format(case number when 1 then '%s %s' else '%s %ss' end, number, what);
comment on function app.counted(numeric, text) is 'A number of things: one of them has no s.';

create function app.indicator_sentence(measure app.measure, numerator numeric, denominator numeric, window_days integer)
returns text
language sql immutable parallel safe
return case
  when measure is null then 'nothing is known yet'
  when measure = 'absent_percent' then format('absent %s of %s', numerator, app.counted(denominator, 'school day'))
  when measure = 'absent_days' then format('absent %s of the first %s', numerator, app.counted(denominator, 'school day'))
  when measure = 'absent_run' then format('absent %s in a row', app.counted(numerator, 'school day'))
  when measure = 'unexplained_run' then format('absent %s in a row, unexplained', app.counted(numerator, 'school day'))
  when measure = 'near_subjects' then format('near the pass mark in %s of %s', numerator, app.counted(denominator, 'subject'))
  when measure = 'failing_subjects' then format('below the pass mark in %s of %s', numerator, app.counted(denominator, 'subject'))
  when measure = 'failing_core_subjects' then format('below the pass mark in %s', app.counted(numerator, 'core subject'))
  when measure = 'past_failures' then format('failed %s in earlier years', app.counted(numerator, 'subject'))
  when measure = 'serious_incidents' and window_days = 0 then format('%s this school year', app.counted(numerator, 'serious incident'))
  when measure = 'serious_incidents' then
    format('%s in the last %s', app.counted(numerator, 'serious incident'), app.counted(denominator, 'school day'))
  else format('incidents on %s of the last %s', numerator, app.counted(denominator, 'school day'))
end;
comment on function app.indicator_sentence(app.measure, numeric, numeric, integer) is 'What was measured, worded as a fact.';

create function app.judge(school bigint, students bigint[], on_day date, cuts app.indicator_cut[])
returns table (
  student_id bigint, rule app.rule, state app.indicator_state, risk_level app.risk_level,
  lingering_risk_level app.risk_level, measure app.measure, numerator numeric, denominator numeric,
  window_days integer, cut numeric, rule_version bigint
)
language sql stable
begin atomic
  with compared as (
    select measured.student_id, cut.rule, cut.version, cut.band, cut.measure, cut.window_days, cut.cut,
      measured.numerator, measured.denominator,
      measured.denominator < cut.minimum_days as is_too_early,
      case
        -- A pace is held against the window that the student is in.
        when cut.measure = 'absent_days' then measured.denominator <= cut.window_days
          and not exists (
            select from unnest(cuts) earlier
            where earlier.rule = cut.rule and earlier.band = cut.band and earlier.measure = cut.measure
              and earlier.window_days < cut.window_days and measured.denominator <= earlier.window_days
          )
        else measured.denominator >= cut.minimum_days
      end as applies
    from unnest(cuts) cut
    join app.measure_students(
      school, students, on_day, array(select distinct indicator_cut.window_days from unnest(cuts) indicator_cut)
    ) measured
      on measured.measure = cut.measure
      and (measured.window_days = cut.window_days or cut.measure = 'absent_days')
  ), decided as (
    select *,
      applies and app.reaches(compared.measure, compared.numerator, compared.denominator, compared.cut) as fires,
      applies and app.exceeds(compared.measure, compared.numerator, compared.denominator, compared.cut - 1) as lingers
    from compared
  ), judged as (
    select *,
      max(band) filter (where lingers) over student_rule as lingering_band,
      bool_or(is_too_early) over student_rule as has_too_early
    from decided
    window student_rule as (partition by decided.student_id, decided.rule)
  )
  select distinct on (judged.student_id, judged.rule)
    judged.student_id, judged.rule,
    case when fires then app.state_of(band) when has_too_early then 'not_enough_data' else 'none' end::app.indicator_state,
    case when fires then app.risk_of(band) end,
    app.risk_of(lingering_band),
    judged.measure, judged.numerator, judged.denominator, judged.window_days, judged.cut, judged.version
  from judged
  -- The highest band that fires; else the lowest there is.
  order by judged.student_id, judged.rule, fires desc, case when fires then band end desc, applies desc, band, judged.measure,
    judged.window_days;
end;
comment on function app.judge(bigint, bigint[], date, app.indicator_cut[]) is
  'What rules give for the students who are enrolled on a day: with the rules in effect, or with those that somebody tries.';

create function app.indicators_of(school bigint, students bigint[], on_day date)
returns table (
  student_id bigint, rule app.rule, state app.indicator_state, risk_level app.risk_level,
  lingering_risk_level app.risk_level, measure app.measure, numerator numeric, denominator numeric,
  window_days integer, cut numeric, rule_version bigint
)
language sql stable
begin atomic
  select judged.*
  from app.judge(school, students, on_day, array(select in_effect from app.rules_in_effect(school, on_day) in_effect)) judged;
end;
comment on function app.indicators_of(bigint, bigint[], date) is 'What the rules in effect give for the students who are enrolled on a day.';

create function app.tell_of_requests() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from new_row) then
    notify evaluation;
  end if;
  return null;
end
$$;
comment on function app.tell_of_requests() is 'Trigger: the jobs process, which listens, evaluates whoever waits.';

create function app.request_evaluation() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    insert into app.evaluation_request (school_id, student_id) select distinct school_id, student_id from old_row;
  else
    insert into app.evaluation_request (school_id, student_id) select distinct school_id, student_id from new_row;
  end if;
  return null;
end
$$;
comment on function app.request_evaluation() is 'Trigger: what has changed about a student will be evaluated in a moment.';

create function app.start_rules() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.indicator_rule (school_id, rule, version, effective_from)
  select distinct new.school_id, rule, 1, date '2000-01-01' from app.default_cut;
  insert into app.indicator_cut (school_id, rule, version, band, measure, window_days, minimum_days, cut)
  select new.school_id, rule, 1, band, measure, window_days, minimum_days, cut from app.default_cut;
  return null;
end
$$;
comment on function app.start_rules() is 'Trigger: a new school starts with the default rules.';

create function app.stand_with_student() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select student.classroom_id into new.classroom_id
  from app.student
  where student.school_id = new.school_id and student.student_id = new.student_id
  for key share;  -- of who is being moved, where to
  return new;
end
$$;
comment on function app.stand_with_student() is 'Trigger: a new fact stands in its student''s classroom.';

create function app.check_cut(rule app.rule, measure app.measure, window_days integer) returns void
language plpgsql stable as $$
begin
  if measure <> all (app.measures_of(rule)) then
    perform app.refuse('cuts', format('The rule %s does not look at %s', rule, measure), app.measures_of(rule)::text[]);
  elsif measure = 'absent_days' and window_days = 0 then
    perform app.refuse('cuts', 'absent_days needs window_days: the first so many school days of a student');
  elsif window_days > 0 and measure not in ('absent_days', 'incident_days', 'incident_percent', 'serious_incidents') then
    perform app.refuse('cuts', format('%s is of the whole school year and has no window_days', measure));
  end if;
end
$$;
comment on function app.check_cut(app.rule, app.measure, integer) is
  'Refuses a cut that its rule does not look at, or that is measured over no such window: it would match nobody.';

create function app.check_cuts(rule app.rule, cuts app.indicator_cut[]) returns app.indicator_cut[]
language plpgsql stable as $$
declare
  wrong record;
begin
  if cuts = '{}' then
    perform app.refuse('cuts', 'A rule needs a cut; a rule that is not wanted has one that nobody reaches');
  end if;
  perform app.check_cut(check_cuts.rule, cut.measure, cut.window_days) from unnest(cuts) cut;
  select one.measure, one.band as band, other.band as other_band into wrong
  from unnest(cuts) with ordinality one
  join unnest(cuts) with ordinality other
    on other.measure = one.measure and other.window_days = one.window_days and other.ordinality <> one.ordinality
    and other.band >= one.band and other.cut <= one.cut
  limit 1;
  if found then
    perform app.refuse('cuts', case when wrong.band = wrong.other_band
      then format('There are two cuts of %s for the band %s', wrong.measure, wrong.band)
      else format('The cut of %s for the band %s must be above that for the band %s', wrong.measure, wrong.other_band, wrong.band) end);
  end if;
  return cuts;
end
$$;
comment on function app.check_cuts(app.rule, app.indicator_cut[]) is
  'The cuts, if they make a rule: at least one, each of them one that can match, higher bands behind higher cuts.';

create function app.cuts_of(rule app.rule, cuts jsonb) returns app.indicator_cut[]
language sql stable
begin atomic
  select app.check_cuts(rule, array(
    select row(
      app.caller_school_id(), cuts_of.rule, 0, sent.band, sent.measure, coalesce(sent.window_days, 0),
      coalesce(sent.minimum_days, 0), sent.cut
    )::app.indicator_cut
    from jsonb_to_recordset(cuts)
      as sent (band app.band, measure app.measure, window_days integer, minimum_days integer, cut numeric(6, 2))
  ));
end;
comment on function app.cuts_of(app.rule, jsonb) is
  'Cuts that were sent, [{band, measure, window_days, minimum_days, cut}], as rows; refuses those that make no rule.';

create function app.save_rule(asked app.rule, based_on bigint, cuts jsonb) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  saved bigint;
begin
  insert into app.indicator_rule (rule)
  select asked
  from app.indicator_rule
  where rule = asked
  having max(version) = based_on
  on conflict do nothing
  returning version into saved;
  if saved is null then
    return null;
  end if;
  insert into app.indicator_cut (rule, band, measure, window_days, minimum_days, cut)
  select asked, band, measure, window_days, minimum_days, cut from unnest(app.cuts_of(asked, cuts));
  return saved;
end
$$;
comment on function app.save_rule(app.rule, bigint, jsonb) is
  'Saves a new version of a rule, in effect from today on, if the newest is still the one named. Returns it; null: somebody was faster.';

create function app.start_rule() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if app.caller_id() is not null then
    select max(version) + 1 into new.version
    from app.indicator_rule
    where indicator_rule.school_id = new.school_id and indicator_rule.rule = new.rule;
    new.saved_by := app.caller_id();
    new.request_id := current_setting('application_name');
  end if;
  new.effective_from := coalesce(new.effective_from, app.today(new.school_id));
  return new;
end
$$;
comment on function app.start_rule() is 'Trigger: what a person saves is the next version, in effect from today on.';

create function app.measures_of(rule app.rule) returns app.measure[]
language sql immutable parallel safe
return case rule
  when 'absence_rate' then '{absent_percent}'
  when 'early_pace' then '{absent_days}'
  when 'consecutive_absence' then '{absent_run,unexplained_run}'
  when 'failing_subjects' then '{failing_core_subjects,failing_subjects,near_subjects,past_failures}'
  when 'incident_days' then '{incident_days,incident_percent}'
  when 'serious_incident' then '{serious_incidents}'
end::app.measure[];
comment on function app.measures_of(app.rule) is 'What a rule may look at.';

create function app.start_cut() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if app.caller_id() is not null then
    -- A version is saved whole: cuts join it in the transaction that makes it, and never later.
    select max(version) into new.version
    from app.indicator_rule
    where indicator_rule.school_id = new.school_id and indicator_rule.rule = new.rule
      and saved_by = app.caller_id() and created_at = now();
  end if;
  perform app.check_cut(new.rule, new.measure, new.window_days);
  return new;
end
$$;
comment on function app.start_cut() is 'Trigger: a cut belongs to the version that is being saved, and is one that can match.';

create function app.request_evaluation_of_school() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.evaluation_request (school_id, student_id)
  select new.school_id, student_id from unnest(app.enrolled_students(new.school_id, app.today(new.school_id))) student_id;
  return null;
end
$$;
comment on function app.request_evaluation_of_school() is 'Trigger: a changed rule may change what is said of everybody.';

create function app.request_evaluation_of_student() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.evaluation_request (school_id, student_id) values (new.school_id, new.student_id);
  return null;
end
$$;
comment on function app.request_evaluation_of_student() is 'Trigger: failures of earlier years count.';

create function app.request_evaluation_of_graded() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.evaluation_request (school_id, student_id)
  select distinct school_id, student_id
  from app.grade
  where school_id = new.school_id and subject_id = new.subject_id
    and day >= app.school_year_start(new.school_id, app.today(new.school_id));
  return null;
end
$$;
comment on function app.request_evaluation_of_graded() is 'Trigger: what passes in a subject says which of this year''s grades fail.';

create function app.request_evaluation_of_calendar() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    insert into app.evaluation_request (school_id, student_id)
    select school_id, unnest(app.enrolled_students(school_id, app.today(school_id)))
    from changed_day
    join former_day using (school_id, day)
    where changed_day.is_school_day <> former_day.is_school_day
    group by school_id
    having min(day) <= app.today(school_id);
  else
    insert into app.evaluation_request (school_id, student_id)
    select school_id, unnest(app.enrolled_students(school_id, app.today(school_id)))
    from changed_day
    group by school_id
    having min(day) <= app.today(school_id);
  end if;
  return null;
end
$$;
comment on function app.request_evaluation_of_calendar() is
  'Trigger: rules count school days up to today. Once a statement: a file of holidays changes many days.';
