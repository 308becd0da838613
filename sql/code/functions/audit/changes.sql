-- What open pages are told: that something has changed, not what.

create function audit.last_event() returns bigint
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  select last_value from audit.event_id;
end;
comment on function audit.last_event() is 'The newest event_id that was given out, in whatever school; its transaction may still be running.';

create function audit.changes_after(last_seen bigint, known pg_snapshot)
returns table (event_id bigint, entity text, entity_id bigint, version bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select event.event_id, event.entity, event.entity_id, event.version
  from audit.event
  where event.school_id = app.caller_school_id()
    and event.event_id > last_seen
    and (known is null or not pg_visible_in_snapshot(event.transaction_id, known))
    and event.occurred_at > now() - interval '10 minutes'
    and event.source = 'database'
    and event.action in ('INSERT', 'UPDATE')
    and event.entity in ('intervention_case', 'alert', 'case_task', 'case_note', 'register')
  order by event.event_id
  limit 500;
end;
comment on function audit.changes_after(bigint, pg_snapshot) is
  'The next 500 changes of records of the caller''s school, of the last ten minutes, after this event and not yet seen in that snapshot. Who asks must join what they may see.';
