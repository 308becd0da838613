create view api.teacher_dashboard with (security_invoker) as
with today as materialized (
  select app.today(school_id) as today from app.school
), open_alert as materialized (
  select alert_id, risk_level, status, snoozed_until > (select today from today) as is_snoozed
  from app.alert
  where status in ('active', 'under_review', 'escalated')
), task_to_do as materialized (
  select row_number() over (order by due_date, case_task_id) as position, case_task_id
  from app.own_tasks()
  where assigned_to = app.caller_id()
), missing as materialized (
  select row_number() over (order by day, lesson_id) as position, body
  from api.missing_register
  where day between (select today from today) - 14 and (select today from today)
)
select json_build_object(
  'role', 'teacher',
  'counts', json_build_object(
    'alerts', (select count(*) from open_alert where is_snoozed is not true),
    'tasks', (select count(*) from task_to_do),
    'registers_missing', (select count(*) from missing)
  ),
  'alerts', (
    select coalesce(json_agg(body order by risk_level desc, alert_id desc), '[]')
    from (
      select body, view.risk_level, alert_id from open_alert join api.alert view using (alert_id)
      where is_snoozed is not true
      order by view.risk_level desc, alert_id desc limit 20
    ) own
  ),
  'tasks', (
    select coalesce(json_agg(body order by position), '[]')
    from task_to_do join api.case_task using (case_task_id) where position <= 20
  ),
  'registers_today', (
    select coalesce(json_agg(json_build_object(
        'class_id', class.teaching_assignment_id, 'subject', subject,
        'classroom', json_build_object('classroom_id', class.classroom_id, 'name', classroom.name),
        'period', lesson.period, 'taken', register.version is not null, 'version', coalesce(register.version, 0)
      ) order by lesson.period), '[]')
    from today
    join app.calendar_day on day = today and is_school_day
    join app.lesson on lesson.school_id = calendar_day.school_id and weekday = extract(isodow from today)::integer
      and daterange(starts_on, ends_on) @> today
    join app.teaching_assignment class
      on class.school_id = lesson.school_id and class.teaching_assignment_id = lesson.teaching_assignment_id
    join app.classroom on classroom.school_id = class.school_id and classroom.classroom_id = class.classroom_id
    left join app.register on register.school_id = class.school_id
      and register.teaching_assignment_id = class.teaching_assignment_id and register.day = today and register.period = lesson.period
    where class.user_id = app.caller_id()
  ),
  'registers_missing', (select coalesce(json_agg(body order by position), '[]') from missing where position <= 20)
) as body;
comment on view api.teacher_dashboard is
  'What a teacher sees first, in one row: of each list the count and the first 20.';
