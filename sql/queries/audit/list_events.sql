-- The trail of the caller's school, newest first.
-- $1 user_id, $2 action, $3 entity, $4 from, $5 up to (timestamps, or days at the school, which begin at midnight): or null.
-- $6 after: event_id of the last row seen, or null. $7 limit: 1-200.
with place as (
  -- A sub-select may be compared in an index under row level security; coalesce itself may not.
  select coalesce($6::bigint, 9223372036854775807) as before,
    coalesce(app.moment($4, time_zone), '-infinity') as first, coalesce(app.moment($5, time_zone), 'infinity') as up_to
  from app.school
), asked as not materialized (
  select event_id, occurred_at, source, user_id, action, entity
  from audit.event
  where event_id < (select before from place)
    and occurred_at >= (select first from place) and occurred_at < (select up_to from place)
    and ($2::text is null or action = $2) and ($3::text is null or entity = $3)
), page as (
  -- Each way of asking has an index of its own, read from the newest on: a page costs a page, however long the trail.
  select event_id, occurred_at, source
  from (
    (
      select event_id, occurred_at, source from asked
      where $1::bigint is not null and user_id = $1
      order by event_id desc limit $7::integer + 1
    )
    union all
    (
      -- What is not written at every change is rare, and has an index.
      select event_id, occurred_at, source from asked
      where $1::bigint is null and $2::text not in ('INSERT', 'UPDATE') and action not in ('INSERT', 'UPDATE') and action = $2
      order by event_id desc limit $7::integer + 1
    )
    union all
    (
      select event_id, occurred_at, source from asked
      where $1::bigint is null and ($2::text is null or $2::text in ('INSERT', 'UPDATE')) and $3::text is not null and entity = $3
      order by event_id desc limit $7::integer + 1
    )
    union all
    (
      select event_id, occurred_at, source from asked
      where $1::bigint is null and ($2::text is null or $2::text in ('INSERT', 'UPDATE')) and $3::text is null
      order by event_id desc limit $7::integer + 1
    )
  ) found
  order by event_id desc
  limit $7::integer + 1
), numbered as (
  select *, row_number() over (order by event_id desc) as position from page
)
select
  (
    select coalesce(json_agg(body order by position), '[]')
    -- Time and source say in which partition an event is.
    from numbered join api.audit_event using (event_id, occurred_at, source) where position <= $7
  ) as results,
  (select event_id from numbered where position = $7 and (select count(*) from page) > $7) as next
