-- How far behind the background work is: for how many seconds the oldest changed student has waited, when clean-up last
-- ran (Unix time, null if never), and how many events the trail has been given.
select
  coalesce(extract(epoch from now() - (select min(requested_at) from app.evaluation_request)), 0)::float8,
  (
    select extract(epoch from occurred_at)::float8
    from audit.event
    where school_id = 0 and action = 'RETENTION_APPLIED'
    order by event_id desc
    limit 1
  ),
  (select last_value from audit.event_id)::float8
