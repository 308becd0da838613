-- The caller's alerts, newest first.
-- $1 statuses, $2 risk_level, $3 student_id, $4 assigned_to: or null. $5 after: alert_id of the last row seen, or null.
-- $6 limit: 1-200.
with asked as not materialized (
  select alert_id, student_id, classroom_id, assigned_to
  from app.alert
  -- A sub-select may be compared in an index under row level security; coalesce itself may not.
  where alert_id < (select coalesce($5::bigint, 9223372036854775807))
    and ($1::app.alert_status[] is null or status = any ($1)) and ($2::app.risk_level is null or risk_level = $2)
), page as (
  -- Each way of asking has an index of its own, read from the newest on: a page costs a page, however long the history.
  select alert_id
  from (
    (
      select alert_id from asked
      where $3::bigint is not null and student_id = $3 and ($4::bigint is null or assigned_to = $4)
      order by alert_id desc limit $6::integer + 1
    )
    union
    (
      select alert_id from asked
      where $3::bigint is null and $4::bigint is not null and assigned_to = $4
      order by alert_id desc limit $6::integer + 1
    )
    union
    (
      select alert_id from asked
      where $3::bigint is null and $4::bigint is null and app.caller_role() = 'admin'
      order by alert_id desc limit $6::integer + 1
    )
    union
    (
      select alert_id from asked
      where $3::bigint is null and $4::bigint is null and app.caller_role() <> 'admin' and assigned_to = app.caller_id()
      order by alert_id desc limit $6::integer + 1
    )
    union
    select alert_id
    from unnest(app.caller_led_classroom_ids()) own (classroom_id)
    cross join lateral (
      select alert_id from asked
      where $3::bigint is null and $4::bigint is null and app.caller_role() = 'form_master' and asked.classroom_id = own.classroom_id
      order by alert_id desc limit $6::integer + 1
    ) of_classroom
  ) found
  order by alert_id desc
  limit $6::integer + 1
), numbered as (
  select *, row_number() over (order by alert_id desc) as position from page
)
select
  (select coalesce(json_agg(body order by position), '[]') from numbered join api.alert using (alert_id) where position <= $6) as results,
  (select alert_id from numbered where position = $6 and (select count(*) from page) > $6) as next
