-- The next rows of the export of alerts: CSV, where it goes on, how many.
-- $1 after: alert_id, or null. $2 from, $3 up to and including, of the day of raising, or null. $4 limit.
with page as (
  select *
  from app.alert
  -- A sub-select may be compared in an index under row level security; coalesce itself may not.
  where alert_id > (select coalesce($1::bigint, 0))
    and ($2::date is null or raised_on >= $2::date) and ($3::date is null or raised_on <= $3::date)
  order by alert_id
  limit $4
), line as (
  select alert_id, app.csv_row(
      alert_id::text, external_id, full_name, classroom.name, rule, risk_level::text, message, alert.status::text, close_reason::text,
      raised_on::text, closed_on::text, assignee.name, case_id::text) as text
  from page alert
  join app.student using (school_id, student_id)
  left join app.classroom on classroom.school_id = alert.school_id and classroom.classroom_id = alert.classroom_id
  left join app.user_account assignee on assignee.school_id = alert.school_id and assignee.user_id = assigned_to
)
select (select string_agg(text, '' order by alert_id) from line), max(alert_id), count(*) from page
