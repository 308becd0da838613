-- Who changed what in one case, newest first; no row at all if the caller does not see the case.
-- $1 case_id. $2 after: event_id of the last row seen, or null. $3 limit: 1-200.
with page as (
  select event_id, json_build_object(
      'event_id', event_id, 'occurred_at', occurred_at, 'action', action, 'version', event.version, 'changes', changes,
      'user', case when user_id is not null
        then json_build_object('user_id', user_id, 'name', actor.name, 'role', user_role) end,
      'database_user', database_user, 'request_id', request_id
    ) as body
  from audit.history_of_case($1) event
  left join app.user_account actor using (school_id, user_id)
  where $2::bigint is null or event_id < $2
  order by event_id desc
  limit $3::integer + 1
), numbered as (
  select *, row_number() over (order by event_id desc) as position from page
)
select
  (select coalesce(json_agg(body order by position) filter (where position <= $3), '[]') from numbered) as results,
  (select event_id from numbered where position = $3 and (select count(*) from page) > $3) as next
from app.intervention_case
where case_id = $1
