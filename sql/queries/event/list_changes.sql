-- Which records that the caller may see have changed, in the order of the changes, each once with its newest version; and the
-- newest event there is.
-- $1 event_id of the last change seen, or null: the last $2 events.
with changed as (
  select entity, entity_id, max(version) as version, max(event_id) as event_id
  from audit.changes_after(coalesce($1::bigint, audit.last_event() - $2::bigint))
  group by entity, entity_id
)
select
  coalesce(json_agg(json_build_object('event', event_id, 'kind', kind, 'id', entity_id, 'version', version) order by event_id), '[]'),
  audit.last_event()
from (
  select event_id, 'case' as kind, entity_id, version
  from changed
  where entity = 'intervention_case' and exists (select from app.intervention_case where case_id = entity_id)
  union all
  select event_id, 'alert', entity_id, version
  from changed
  where entity = 'alert' and exists (select from app.alert where alert_id = entity_id)
  union all
  select event_id, 'task', entity_id, version
  from changed
  where entity = 'case_task' and exists (select from app.case_task where case_task_id = entity_id)
  union all
  select event_id, 'register', entity_id, version
  from changed
  where entity = 'register' and exists (select from app.register where register_id = entity_id)
) visible
