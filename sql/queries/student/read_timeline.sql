-- A student's attendance by week, with what happened on it, as far as the caller may see each; no row for who does not see the student.
-- $1 student_id. $2 from, null: the school year so far. $3 up to and including, null: today.
with span as materialized (
  select coalesce($2::date, app.school_year_start(school_id, app.today(school_id)), app.today(school_id) - 365) as first_day,
    coalesce($3::date, app.today(school_id)) as last_day
  from app.school
)
select json_build_object(
    'student', body, 'from', (select first_day from span), 'to', (select last_day from span),
    'weeks', (
      select coalesce(json_agg(json_build_object(
          'week', week, 'days', days, 'absent_days', absent_days, 'unexplained_days', unexplained_days, 'late_marks', late) order by week), '[]')
      from (
        select date_trunc('week', day)::date as week, count(*) as days, count(*) filter (where is_absent) as absent_days,
          count(*) filter (where is_unexplained) as unexplained_days, sum(late) as late
        from app.student_attendance($1)
        where marks > 0 and day between (select first_day from span) and (select last_day from span)
        group by 1
      ) by_week
    ),
    'alerts', (
      select coalesce(json_agg(json_build_object(
          'alert_id', alert_id, 'rule', rule, 'risk_level', risk_level, 'message', message, 'status', status,
          'raised_on', raised_on, 'closed_on', closed_on, 'case_id', case_id) order by raised_on, alert_id), '[]')
      from app.alert
      where alert.school_id = student.school_id and alert.student_id = $1
        and raised_on <= (select last_day from span) and coalesce(closed_on, 'infinity') >= (select first_day from span)
    ),
    'cases', (
      select coalesce(json_agg(json_build_object(
          'case_id', case_id, 'concern', concern, 'tier', tier, 'goal', goal, 'status', status,
          'opened_on', app.day_at(school_id, created_at), 'closed_on', app.day_at(school_id, closed_at),
          'attendance', json_build_object('at_opening', attendance_at_opening, 'at_closing', attendance_at_closing)
        ) order by created_at, case_id), '[]')
      from app.intervention_case
      where intervention_case.school_id = student.school_id and intervention_case.student_id = $1 and not voided
        and app.day_at(school_id, created_at) <= (select last_day from span)
        and coalesce(app.day_at(school_id, closed_at), 'infinity') >= (select first_day from span)
    ),
    'contacts', (
      select coalesce(json_agg(json_build_object(
          'case_id', case_id, 'case_note_id', case_note_id, 'kind', note.kind, 'outcome', note.outcome, 'progress', note.progress,
          'on', app.day_at(school_id, occurred_at)) order by occurred_at, case_note_id), '[]')
      from app.intervention_case own
      join app.case_note note using (school_id, case_id)
      where own.school_id = student.school_id and own.student_id = $1 and not own.voided and not restricted
        and (note.kind <> 'note' or note.progress is not null)
        and app.day_at(school_id, occurred_at) between (select first_day from span) and (select last_day from span)
    )
  ) as body
from api.student
where student_id = $1
