-- The caller's alerts, newest first.
-- $1 statuses, $2 risk_level, $3 student_id, $4 assigned_to: or null. $5 after: alert_id of the last row seen, or null.
-- $6 limit: 1-200.
-- Each way of asking has a branch with an index of its own, read from the newest on: a page costs a page, however long the history.
with place as (
  -- A sub-select may be compared in an index under row level security; coalesce itself may not.
  select coalesce($5::bigint, 9223372036854775807) as before
), page as (
  select alert_id
  from (
    (
      select alert_id from app.alert
      where $3::bigint is not null and student_id = $3 and ($4::bigint is null or assigned_to = $4)
        and alert_id < (select before from place)
        and ($1::app.alert_status[] is null or status = any ($1)) and ($2::app.risk_level is null or risk_level = $2)
      order by alert_id desc
      limit $6::integer + 1
    )
    union
    (
      select alert_id from app.alert
      where $3::bigint is null and $4::bigint is not null and assigned_to = $4
        and alert_id < (select before from place)
        and ($1::app.alert_status[] is null or status = any ($1)) and ($2::app.risk_level is null or risk_level = $2)
      order by alert_id desc
      limit $6::integer + 1
    )
    union
    (
      select alert_id from app.alert
      where $3::bigint is null and $4::bigint is null and app.caller_role() = 'admin'
        and alert_id < (select before from place)
        and ($1::app.alert_status[] is null or status = any ($1)) and ($2::app.risk_level is null or risk_level = $2)
      order by alert_id desc
      limit $6::integer + 1
    )
    union
    (
      select alert_id from app.alert
      where $3::bigint is null and $4::bigint is null and app.caller_role() <> 'admin' and assigned_to = app.caller_id()
        and alert_id < (select before from place)
        and ($1::app.alert_status[] is null or status = any ($1)) and ($2::app.risk_level is null or risk_level = $2)
      order by alert_id desc
      limit $6::integer + 1
    )
    union
    select alert_id
    from unnest(app.caller_led_classroom_ids()) own (classroom_id)
    cross join lateral (
      select alert_id from app.alert
      where $3::bigint is null and $4::bigint is null and app.caller_role() = 'form_master' and alert.classroom_id = own.classroom_id
        and alert_id < (select before from place)
        and ($1::app.alert_status[] is null or status = any ($1)) and ($2::app.risk_level is null or risk_level = $2)
      order by alert_id desc
      limit $6::integer + 1
    ) of_classroom
  ) asked
  order by alert_id desc
  limit $6::integer + 1
), numbered as (
  select *, row_number() over (order by alert_id desc) as position from page
)
select
  (select coalesce(json_agg(body order by position), '[]') from numbered join api.alert using (alert_id) where position <= $6) as results,
  (select alert_id from numbered where position = $6 and (select count(*) from page) > $6) as next
