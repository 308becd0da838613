-- How far behind the background work is: for how many seconds the oldest changed student has waited, when clean-up last
-- ran (Unix time, 0 if never), how many events the trail has been given, and how many triggers do not fire in every
-- session.
select
  coalesce(extract(epoch from now() - (select min(requested_at) from app.evaluation_request)), 0)::float8,
  coalesce((
    select extract(epoch from occurred_at)::float8
    from audit.event
    where school_id = 0 and action = 'RETENTION_APPLIED'
    order by event_id desc
    limit 1
  ), 0),
  (select last_value from audit.event_id)::float8,
  (
    select count(*)
    from pg_trigger
    where not tgisinternal and tgenabled <> 'A' and tgrelid in (
      select oid from pg_class where relnamespace in (select oid from pg_namespace where nspname in ('app', 'auth', 'audit'))
    )
  )::float8
