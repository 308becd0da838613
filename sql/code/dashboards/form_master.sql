create view api.form_master_dashboard with (security_invoker) as
with today as materialized (
  select app.today(school_id) as today from app.school
), pending_case as materialized (
  select row_number() over (order by follow_up_date nulls last, case_id) as position, case_id, review_date, status, follow_up_date
  from app.intervention_case
  where status <> 'closed' and not voided and assigned_to = app.caller_id()
), review as materialized (
  select row_number() over (order by review_date, case_id) as position, case_id
  from pending_case
  where review_date <= (select today from today) + 7
), open_alert as materialized (
  select alert_id, risk_level, status, snoozed_until > (select today from today) as is_snoozed
  from app.alert
  where status in ('active', 'under_review', 'escalated')
), urgent as materialized (
  select row_number() over (order by risk_level desc, alert_id desc) as position, alert_id
  from open_alert
  where risk_level in ('high', 'critical') and is_snoozed is not true
), overdue_task as materialized (
  select row_number() over (order by due_date, case_task_id) as position, case_task_id
  from app.own_tasks()
  where due_date < (select today from today)
), missing as materialized (
  select row_number() over (order by day, lesson_id) as position, body
  from api.missing_register
  where day between (select today from today) - 14 and (select today from today)
)
select json_build_object(
  'role', 'form_master',
  'counts', json_build_object(
    'pending_cases', (select count(*) from pending_case),
    'urgent_alerts', (select count(*) from urgent),
    'overdue_tasks', (select count(*) from overdue_task),
    'reviews_due', (select count(*) from review),
    'registers_missing', (select count(*) from missing)
  ),
  'pending_cases', (
    select coalesce(json_agg(body order by position), '[]')
    from pending_case join api.intervention_case using (case_id) where position <= 20
  ),
  'urgent_alerts', (
    select coalesce(json_agg(body order by position), '[]') from urgent join api.alert using (alert_id) where position <= 20
  ),
  'overdue_tasks', (
    select coalesce(json_agg(body order by position), '[]')
    from overdue_task join api.case_task using (case_task_id) where position <= 20
  ),
  'reviews_due', (
    select coalesce(json_agg(body order by position), '[]')
    from review join api.intervention_case using (case_id) where position <= 20
  ),
  'registers_missing', (select coalesce(json_agg(body order by position), '[]') from missing where position <= 20),
  'hand_overs_asked', (
    select coalesce(json_agg(body order by case_id), '[]')
    from (
      select view.case_id, body
      from app.intervention_case asked
      join api.intervention_case view using (school_id, case_id)
      where hand_over_to = app.caller_id() and not hand_over_refused and asked.status <> 'closed' and not asked.voided
      order by case_id limit 20
    ) asked
  ),
  'emergency_reads', (
    select coalesce(json_agg(json_build_object(
        'case_id', case_id, 'case_note_id', case_note_id, 'reason', reason, 'created_at', read.created_at,
        'read_by', json_build_object('user_id', read_by, 'name', name)
      ) order by emergency_read_id desc), '[]')
    from app.emergency_read read
    join app.user_account reader on reader.school_id = read.school_id and reader.user_id = read_by
    where owner_id = app.caller_id() and read.created_at > now() - interval '30 days'
  ),
  'statistics', json_build_object(
    'students', (
      select count(*) from app.student where classroom_id = any (app.caller_led_classroom_ids())
    ),
    'cases', json_build_object(
      'pending', (select count(*) from pending_case),
      'overdue', (select count(*) from pending_case where follow_up_date < (select today from today)),
      'closed', (
        select count(*) from app.intervention_case
        where status = 'closed' and not voided and assigned_to = app.caller_id()
      )
    ),
    'alerts', (
      select json_build_object(
        'active', count(*) filter (where status = 'active'),
        'under_review', count(*) filter (where status = 'under_review'),
        'escalated', count(*) filter (where status = 'escalated'),
        'snoozed', count(*) filter (where is_snoozed)
      )
      from open_alert
    ),
    'attendance', (
      select json_build_object('days', coalesce(sum(days), 0), 'absent_days', coalesce(sum(absent_days), 0))
      from unnest(app.caller_led_classroom_ids()) own (classroom_id)
      cross join lateral (
        select count(*) as days, count(*) filter (where is_absent) as absent_days
        from app.attendance_day
        where attendance_day.classroom_id = own.classroom_id and marks > 0
          and day between (select today from today) - 27 and (select today from today)
      ) counted
    )
  )
) as body;
comment on view api.form_master_dashboard is
  'What a form master sees first, in one row: of each list the count and the first 20.';
