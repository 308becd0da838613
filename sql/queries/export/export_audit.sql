-- The next rows of the export of the trail: CSV, where it goes on, how many.
-- $1 after: event_id, or null. $2 from, $3 up to and including, or null. $4 limit.
with page as (
  select *
  from audit.event
  -- A sub-select may be compared in an index under row level security; coalesce itself may not.
  where event_id > (select coalesce($1::bigint, 0))
    and occurred_at >= (select coalesce($2::timestamp at time zone time_zone, '-infinity') from app.school)
    and occurred_at < (select coalesce(($3::date + 1)::timestamp at time zone time_zone, 'infinity') from app.school)
  order by event_id
  limit $4
), line as (
  select event_id, app.csv_row(
      event_id::text, to_json(occurred_at) #>> '{}', source::text, event.user_id::text, actor.name, user_role, database_user, action, entity,
      entity_id::text, event.version::text, changes::text, request_id, host(client_address)) as text
  from page event
  left join app.user_account actor on actor.school_id = event.school_id and actor.user_id = event.user_id
)
select (select string_agg(text, '' order by event_id) from line), max(event_id), count(*) from page
