-- The next rows of the export of cases: CSV, where it goes on, how many.
-- $1 after: case_id, or null. $2 from, $3 up to and including, of the day of opening, or null. $4 limit.
with page as (
  select *
  from app.intervention_case
  -- A sub-select may be compared in an index under row level security; coalesce itself may not.
  where not voided and case_id > (select coalesce($1::bigint, 0))
    and created_at >= (select coalesce($2::timestamp at time zone time_zone, '-infinity') from app.school)
    and created_at < (select coalesce(($3::date + 1)::timestamp at time zone time_zone, 'infinity') from app.school)
  order by case_id
  limit $4
), line as (
  select case_id, app.csv_row(
      case_id::text, external_id, full_name, classroom.name, concern::text, record.tier::text, record.status::text, progress_status::text,
      owner.name, goal, app.day_at(record.school_id, record.created_at)::text, app.day_at(record.school_id, closed_at)::text,
      outcome_notes, resolution_notes,
      attendance_at_opening ->> 'absent_days', attendance_at_opening ->> 'days',
      attendance_at_closing ->> 'absent_days', attendance_at_closing ->> 'days') as text
  from page record
  join app.student using (school_id, student_id)
  left join app.classroom on classroom.school_id = record.school_id and classroom.classroom_id = record.classroom_id
  join app.user_account owner on owner.school_id = record.school_id and owner.user_id = assigned_to
)
select (select string_agg(text, '' order by case_id) from line), max(case_id), count(*) from page
