-- Which records that the caller may see have changed, in the order of the changes, each once with its newest version; who of the
-- others came to a case or left it, without a version; and the newest event there is.
-- $1 event_id of the last change seen, or null: the last $2 events.
with changed as (
  select entity, entity_id, max(version) as version, max(event_id) as event_id
  from audit.changes_after(coalesce($1::bigint, audit.last_event() - $2::bigint))
  group by entity, entity_id
)
select
  coalesce(json_agg(
      json_build_object('event', event_id, 'kind', kind, 'id', entity_id, 'version', version, 'place', place) order by event_id), '[]'),
  audit.last_event()
from (
  select event_id, 'case' as kind, entity_id, version, null as place
  from changed
  where entity = 'intervention_case' and exists (select from app.intervention_case where case_id = entity_id)
  union all
  select event_id, 'alert', entity_id, version, null
  from changed
  where entity = 'alert' and exists (select from app.alert where alert_id = entity_id)
  union all
  select event_id, 'task', entity_id, version, null
  from changed
  where entity = 'case_task' and exists (select from app.case_task where case_task_id = entity_id)
  union all
  select event_id, 'register', entity_id, changed.version, concat_ws('/', teaching_assignment_id, day, period)
  from changed
  join app.register on register_id = entity_id
  where entity = 'register'
  union all
  select event_id, 'presence', case_id, 0, null
  from app.case_presence
  where event_id > (select coalesce($1::bigint, audit.last_event() - $2::bigint)) and user_id <> app.caller_id()
    and seen_at > now() - interval '10 minutes'
) visible
