create view api.admin_dashboard with (security_invoker) as
with today as materialized (
  select app.today(school_id) as today from app.school
), open_alert as materialized (
  select alert_id, risk_level, status, snoozed_until > (select today from today) as is_snoozed
  from app.alert
  where status in ('active', 'under_review', 'escalated')
), ownerless as materialized (
  select row_number() over (order by case_id) as position, case_id
  from app.intervention_case record
  join app.user_account owner on owner.school_id = record.school_id and owner.user_id = assigned_to
  where status <> 'closed' and not voided and (not active or role = 'teacher')
), missing as materialized (
  select row_number() over (order by day, lesson_id) as position, body
  from api.missing_register
  where day between (select today from today) - 14 and (select today from today)
)
select json_build_object(
  'role', 'admin',
  'counts', json_build_object(
    'escalated_cases', (select count(*) from app.intervention_case where status = 'escalated_to_admin' and not voided),
    'escalated_alerts', (select count(*) from open_alert where status = 'escalated'),
    'cases_without_owner', (select count(*) from ownerless),
    'registers_missing', (select count(*) from missing)
  ),
  'escalated_cases', (
    select coalesce(json_agg(body order by updated_at, case_id), '[]')
    from (
      select body, updated_at, case_id from api.intervention_case
      where status = 'escalated_to_admin' and not voided
      order by updated_at, case_id limit 20
    ) longest
  ),
  'escalated_alerts', (
    select coalesce(json_agg(body order by risk_level desc, alert_id), '[]')
    from (
      select body, risk_level, alert_id from api.alert where status = 'escalated' order by risk_level desc, alert_id limit 20
    ) worst
  ),
  -- Whoever has them is disabled, or runs no cases any more.
  'cases_without_owner', (
    select coalesce(json_agg(body order by position), '[]')
    from ownerless join api.intervention_case using (case_id) where position <= 20
  ),
  'registers_missing', (select coalesce(json_agg(body order by position), '[]') from missing where position <= 20),
  'classrooms', (
    select coalesce(json_agg(json_build_object(
        'classroom_id', classroom_id, 'name', classroom.name, 'students', coalesce(students, 0),
        'active_cases_by_tier', json_build_object('1', coalesce(tier1, 0), '2', coalesce(tier2, 0), '3', coalesce(tier3, 0)),
        'open_alerts', coalesce(alerts, 0), 'absent_days', coalesce(absent_days, 0), 'days', coalesce(days, 0)
      ) order by classroom.name), '[]')
    from app.classroom
    left join (
      select classroom_id, count(*) as students from app.student group by classroom_id
    ) student using (classroom_id)
    left join (
      select classroom_id, count(*) filter (where tier = 1) as tier1, count(*) filter (where tier = 2) as tier2,
        count(*) filter (where tier = 3) as tier3
      from app.intervention_case where status <> 'closed' and not voided group by classroom_id
    ) active using (classroom_id)
    left join (
      select classroom_id, count(*) as alerts from open_alert join app.alert using (alert_id) group by classroom_id
    ) alert using (classroom_id)
    left join (
      select classroom_id, count(*) as days, count(*) filter (where is_absent) as absent_days
      from app.attendance_day
      where marks > 0 and day between (select today from today) - 27 and (select today from today)
      group by classroom_id
    ) attendance using (classroom_id)
  ),
  'rules', (
    select coalesce(json_agg(json_build_object(
        'rule', rule, 'raised', raised, 'open', open, 'cleared', cleared, 'closed', json_build_object(
          'handled', handled, 'already_known', already_known, 'data_error', data_error, 'not_a_concern', not_a_concern)
      ) order by rule), '[]')
    from (
      select rule, count(*) as raised, count(*) filter (where closed_on is null) as open, count(*) filter (where cleared) as cleared,
        count(*) filter (where close_reason = 'handled') as handled,
        count(*) filter (where close_reason = 'already_known') as already_known,
        count(*) filter (where close_reason = 'data_error') as data_error,
        count(*) filter (where close_reason = 'not_a_concern') as not_a_concern
      from app.alert group by rule
    ) by_rule
  ),
  'ageing_of_cases', (
    select json_build_object(
      'up_to_14_days', count(*) filter (where age <= 14), 'up_to_28_days', count(*) filter (where age between 15 and 28),
      'up_to_56_days', count(*) filter (where age between 29 and 56), 'longer', count(*) filter (where age > 56),
      'average_days', round(avg(age), 1)
    )
    from (
      -- A join of the zone: app.day_at costs 10 us a case.
      select (select today from today) - (record.created_at at time zone time_zone)::date as age
      from app.intervention_case record join app.school using (school_id)
      where status <> 'closed' and not voided
    ) active
  ),
  'closed_cases', (
    select json_build_object(
      'count', count(*), 'average_days', round(avg(days), 1),
      'average_absent_percent_before', round(avg(absent_before), 1), 'average_absent_percent_after', round(avg(absent_after), 1)
    )
    from (
      select (closed_at at time zone time_zone)::date - (record.created_at at time zone time_zone)::date as days,
        100 * (attendance_at_opening ->> 'absent_days')::numeric / nullif((attendance_at_opening ->> 'days')::numeric, 0) as absent_before,
        100 * (attendance_at_closing ->> 'absent_days')::numeric / nullif((attendance_at_closing ->> 'days')::numeric, 0) as absent_after
      from app.intervention_case record join app.school using (school_id)
      where status = 'closed' and not voided
    ) closed
  ),
  'statistics', json_build_object(
    'students', (select count(*) from app.student where classroom_id is not null),
    'classrooms', (select count(*) from app.classroom),
    'users', (select count(*) from app.user_account where active),
    'cases', (
      select coalesce(json_object_agg(status, number order by status), '{}')
      from (select status, count(*) as number from app.intervention_case where not voided group by status) by_status
    ),
    'alerts', (
      select coalesce(json_object_agg(status, number order by status), '{}')
      from (select status, count(*) as number from app.alert group by status) by_status
    ),
    'open_alerts_by_risk_level', (
      select coalesce(json_object_agg(risk_level, number order by risk_level), '{}')
      from (select risk_level, count(*) as number from open_alert group by risk_level) by_risk_level
    )
  )
) as body;
comment on view api.admin_dashboard is
  'What an admin sees first, in one row: of each list the count and the first 20, and figures of the whole school.';
