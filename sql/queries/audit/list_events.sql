-- The trail of the caller's school, newest first.
-- $1 user_id, $2 action, $3 entity, $4 from, $5 up to (timestamps): or null. $6 after: event_id of the last row seen, or null.
-- $7 limit: 1-200.
with page as (
  select event_id, body
  from api.audit_event
  where ($1::bigint is null or user_id = $1)
    and ($2::text is null or action = $2)
    and ($3::text is null or entity = $3)
    and ($4::timestamptz is null or occurred_at >= $4)
    and ($5::timestamptz is null or occurred_at < $5)
    and ($6::bigint is null or event_id < $6)
  order by event_id desc
  limit $7::integer + 1
), numbered as (
  select *, row_number() over (order by event_id desc) as position from page
)
select
  coalesce(json_agg(body order by position) filter (where position <= $7), '[]') as results,
  (select event_id from numbered where position = $7 and (select count(*) from page) > $7) as next
from numbered
