-- Where the caller is signed in, newest first.
-- $1 token_hash of the session that asks. $2 after: session_id of the last row seen, or null. $3 limit: 1-200.
with page as (
  select session_id, body
  from auth.own_sessions($1)
  where $2::bigint is null or session_id < $2
  order by session_id desc
  limit $3::integer + 1
), numbered as (
  select *, row_number() over (order by session_id desc) as position from page
)
select
  (select coalesce(json_agg(body order by position) filter (where position <= $3), '[]') from numbered) as results,
  (select session_id from numbered where position = $3 and (select count(*) from page) > $3) as next
